import type { Actor } from '#platform/auth/actor.ts';
import type { Ctx, TxCtx } from '#platform/context.ts';
import { optionalRow } from '#platform/db/statement.ts';
import { emit, recordAudit } from '#platform/db/trace.ts';
import { transaction } from '#platform/db/transaction.ts';
import { Forbidden, InvalidInput, NotFound, RuleBroken } from '#platform/errors/errors.ts';
import { uuidv7 } from '#platform/values/ids.ts';
import { canConfirm, canFeature, canReinstate, canSee, canSupersede, type PracticeFacts } from '../policy.ts';
import { insertMove, lockByCode, type PracticeRow, selectByCode } from '../queries.ts';
import { factsOf } from '../read/facts.ts';
import { movePractice } from '../write/move-practice.ts';
import { updateConfirmed, updateFeatured, updateSuccessor } from './queries.ts';

type Act = 'confirm' | 'feature' | 'unfeature';

/** An act on the published version that moves it to no other state: it stands in the history and the audit log as a move would. */
function changeStanding(
  ctx: Ctx,
  code: string,
  act: Act,
  may: (actor: Actor, facts: PracticeFacts) => boolean,
  work: (tx: TxCtx, row: PracticeRow) => Promise<unknown>,
): Promise<{ code: string }> {
  return transaction(ctx, async (tx) => {
    const row = optionalRow(await lockByCode(tx, code));
    const facts = row && (await factsOf(tx, row, 'acting'));
    if (!row || !facts || !canSee(tx.actor, facts)) throw new NotFound('page.not-found');
    if (facts.publicState !== 'published') throw new RuleBroken('practices.not-published');
    if (!may(tx.actor, facts)) throw new Forbidden(`practices.may-not-${act}`);
    await work(tx, row);
    const version = row.published_version ?? row.version;
    await insertMove(tx.db, uuidv7(tx.now.getTime()), row.id, version, act, 'published', 'published', tx.actor.personId, tx.now);
    recordAudit(tx, { what: `practices.practice.${act}`, ref: { kind: 'practice', id: row.id }, note: code });
    emit(tx, `practices.${act}`, { id: row.id, code, version, by: tx.actor.personId });
    return { code };
  });
}

/** The owner says that the published version still holds; for the next 24 months nobody asks. */
export const confirmPractice = (ctx: Ctx, code: string) =>
  changeStanding(ctx, code, 'confirm', canConfirm, (tx, row) => updateConfirmed(tx.db, row.id, tx.now));

/** The office puts it among the featured of the first page, or takes it out. */
export const featurePractice = (ctx: Ctx, code: string) => changeStanding(ctx, code, 'feature', canFeature, (tx, row) => updateFeatured(tx.db, row.id, tx.now));
export const unfeaturePractice = (ctx: Ctx, code: string) =>
  changeStanding(ctx, code, 'unfeature', canFeature, (tx, row) => updateFeatured(tx.db, row.id, null));

/**
 * Marks a practice as replaced by a newer one, which is published: else InvalidInput on `by`. Both say so on their
 * pages. A replaced practice replaces nothing anew, so no circle can come about.
 */
export const supersedePractice = (ctx: Ctx, { code, by }: { code: string; by: string }) =>
  movePractice(ctx, code, 'supersede', canSupersede, async (tx, { row }) => {
    const successor = optionalRow(await selectByCode(tx.db, by));
    if (successor?.public_state !== 'published' || successor.id === row.id)
      throw new InvalidInput('input.invalid', {}, [{ field: 'by', code: 'practices.unknown-successor' }]);
    await updateSuccessor(tx.db, row.id, successor.id);
    return {};
  });

/** Takes the mark back: the practice is published as it was. */
export const reinstatePractice = (ctx: Ctx, code: string) =>
  movePractice(ctx, code, 'reinstate', canReinstate, async (tx, { row }) => {
    await updateSuccessor(tx.db, row.id, null);
    return {};
  });
