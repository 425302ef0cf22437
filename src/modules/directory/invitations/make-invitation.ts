import { z } from 'zod';
import type { Ctx } from '#platform/context.ts';
import { optionalRow } from '#platform/db/statement.ts';
import { transaction } from '#platform/db/transaction.ts';
import { Forbidden, NotFound, RuleBroken } from '#platform/errors/errors.ts';
import { cleanLine } from '#platform/values/clean-text.ts';
import { selectAccountByEmail, selectAccountOfPerson } from '../account/queries.ts';
import { mayManagePeople } from '../policy.ts';
import { type PersonRow, selectPerson } from '../queries.ts';
import { type RoleAtScope, roleAtScope } from '../roles/role-at-scope.ts';
import { roleFields } from '../roles/role-form.ts';
import { invite } from './invite.ts';

export const invitationFields = {
  email: z.string().min(1).max(254).transform(cleanLine).pipe(z.email()),
  /** A person already in the directory, without an account. */
  person: z.union([z.literal(''), z.guid()]).optional(),
  ...roleFields,
};
export type InvitationForm = z.infer<z.ZodObject<typeof invitationFields>>;

export interface MadeInvitation extends RoleAtScope {
  readonly id: string;
  readonly email: string;
  /** Given out here and nowhere else: only its digest is stored. */
  readonly token: string;
  readonly expiresAt: Date;
}

/**
 * Makes an invitation and gives its one-time token. An address with an account is RuleBroken
 * `invitation.has-account`, a person with one RuleBroken `invitation.person-has-account`.
 */
export function makeInvitation(ctx: Ctx, { email, person: personId, ...form }: InvitationForm): Promise<MadeInvitation> {
  // The outcome of a repeatable write is stored under its key, and this one holds the token in clear. So the
  // key is left out: sent twice, the form makes a second invitation, which ends the first, and the link on
  // the page that is seen last is the one that works.
  const { idempotency: _, ...once } = ctx;
  return transaction(once, async (tx) => {
    if (!mayManagePeople(tx.actor)) throw new Forbidden('page.not-allowed');
    const person = await personToInvite(tx, personId || null);
    const at = await roleAtScope(tx, form);
    if (optionalRow(await selectAccountByEmail(tx.db, email.toLowerCase())))
      throw new RuleBroken('invitation.has-account', {}, [{ field: 'email', code: 'invitation.email-has-account' }]);
    const made = await invite(tx, { email, ...at, personId: person?.id ?? null });
    return { ...made, ...at, email: email.toLowerCase() };
  });
}

/** The person of the directory who is invited, if one is named. */
export async function personToInvite(ctx: Ctx, id: string | null): Promise<PersonRow | null> {
  if (id === null) return null;
  const person = optionalRow(await selectPerson(ctx.db, id));
  if (!person) throw new NotFound('page.not-found');
  if ((await selectAccountOfPerson(ctx.db, id)).length > 0) throw new RuleBroken('invitation.person-has-account');
  return person;
}
