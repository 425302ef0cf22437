import type { Ctx, TxCtx } from '#platform/context.ts';
import { optionalRow } from '#platform/db/statement.ts';
import { recordAudit } from '#platform/db/trace.ts';
import { transaction } from '#platform/db/transaction.ts';
import { Forbidden, NotFound, RuleBroken } from '#platform/errors/errors.ts';
import { localizedText } from '#platform/values/localized-text.ts';
import { lockReading, updateVerification } from '../queries.ts';

/** The module of a subject says whether the actor may know it, may verify its readings, and where a browser goes after. */
export type Verifier = (tx: TxCtx, subjectId: string) => Promise<{ readonly maySee: boolean; readonly mayVerify: boolean; readonly path: string }>;
const verifiers = new Map<string, Verifier>();

/** A module above says who verifies the readings of its records. */
export function addVerifier(kind: string, verifier: Verifier): void {
  verifiers.set(kind, verifier);
}

export interface Verification {
  readonly id: string;
  readonly verification: 'reported' | 'confirmed' | 'disputed';
  readonly reason: string;
}

/** Confirms or disputes a reading. A dispute gives its reason (RuleBroken `measures.reason-needed`); a target is a plan and has nothing to verify. */
export function verifyReading(ctx: Ctx, { id, verification, reason }: Verification): Promise<{ path: string }> {
  return transaction(ctx, async (tx) => {
    const reading = optionalRow(await lockReading(tx, id));
    const answer = reading && (await verifiers.get(reading.subject_kind)?.(tx, reading.subject_id));
    if (!reading || !answer?.maySee) throw new NotFound('page.not-found');
    if (!answer.mayVerify) throw new Forbidden('measures.may-not-verify');
    if (reading.role === 'target') throw new RuleBroken('measures.target-is-a-plan');
    if (verification === 'disputed' && reason === '') throw new RuleBroken('measures.reason-needed');
    await updateVerification(tx.db, id, verification, tx.actor.personId, tx.now, reason === '' ? null : localizedText(tx.locale, { [tx.locale]: reason }));
    recordAudit(tx, { what: `measures.reading.${verification}`, ref: { kind: 'reading', id }, before: reading.verification, after: { verification, reason } });
    return { path: answer.path };
  });
}
