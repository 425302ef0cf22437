import { type Actor, holds, holdsEverywhere } from '#platform/auth/actor.ts';

/** Where an agreement stands, for asking who may do what with it. */
export interface AgreementPlace {
  readonly ref: string;
  readonly signed: boolean;
  readonly countries: readonly string[];
}

/** A new agreement is begun by the programme office, or by a manager of all partnerships. */
export const canCreateAgreements = (actor: Actor): boolean => holdsEverywhere(actor, 'partnerships.manage');

/** The office, and the manager of this partnership. */
export const canManage = (actor: Actor, { ref }: Pick<AgreementPlace, 'ref'>): boolean => holds(actor, 'partnerships.manage', { programme: ref });

/** The focal points of its countries: each for its own side. */
export const isOfASide = (actor: Actor, { countries }: Pick<AgreementPlace, 'countries'>): boolean =>
  countries.some((country) => holds(actor, 'partnerships.side', { country }));

/** Everybody from its signature on; before it, who manages it and the focal points of its countries. */
export const canSeeAgreement = (actor: Actor, agreement: AgreementPlace): boolean =>
  agreement.signed || canManage(actor, agreement) || isOfASide(actor, agreement);
