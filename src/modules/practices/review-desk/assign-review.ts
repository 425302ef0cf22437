import { holdersOf, notify } from '#modules/directory/public.ts';
import { assign, conflictedWith, type Stage } from '#modules/review/public.ts';
import type { Actor } from '#platform/auth/actor.ts';
import type { Ctx, TxCtx } from '#platform/context.ts';
import { optionalRow } from '#platform/db/statement.ts';
import { transaction } from '#platform/db/transaction.ts';
import { Forbidden, InvalidInput, NotFound, RuleBroken } from '#platform/errors/errors.ts';
import { canAssign, canCheck, canReview, canSee, canSeeWorking, type PracticeFacts } from '../policy.ts';
import { lockByCode, type PracticeRow } from '../queries.ts';
import { factsOf, publicState } from '../read/facts.ts';

export const stageOf = (state: string): Stage | undefined => (state === 'submitted' ? 'check' : state === 'checked' ? 'expert' : undefined);
const subjectOf = (row: PracticeRow) => ({ kind: 'practice', id: row.id });

interface Assigning {
  readonly row: PracticeRow;
  readonly facts: PracticeFacts;
  readonly stage: Stage;
}

/** The practice with its open review: may one know of it, is it in review, may one do this; the same order and refusals as a move. */
async function lockForReview(tx: TxCtx, code: string, act: string, may: (actor: Actor, facts: PracticeFacts) => boolean): Promise<Assigning> {
  const row = optionalRow(await lockByCode(tx, code));
  const facts = row && (await factsOf(tx, row, 'acting'));
  if (!row || !facts || !canSee(tx.actor, facts)) throw new NotFound('page.not-found');
  const stage = stageOf(canSeeWorking(tx.actor, facts) ? row.state : publicState(row));
  if (!stage) throw new RuleBroken('practices.move-not-possible');
  if (!may(tx.actor, facts)) throw new Forbidden(`practices.may-not-${act}`);
  return { row, facts, stage };
}

const mayDecide = (actor: Actor, facts: PracticeFacts): boolean => canCheck(actor, facts) || canReview(actor, facts);

/** A reviewer takes the review on. Somebody else has it: Conflict `review.assigned-meanwhile`. */
export const takeReview = (ctx: Ctx, { code }: { code: string }): Promise<{ code: string }> =>
  transaction(ctx, async (tx) => {
    const { row, stage } = await lockForReview(tx, code, 'take', mayDecide);
    await assign(tx, subjectOf(row), stage, tx.actor.personId, null);
    return { code };
  });

/** Gives it back to the desk. One that is not one's own: Conflict `review.assigned-meanwhile`. */
export const giveBackReview = (ctx: Ctx, { code }: { code: string }): Promise<{ code: string }> =>
  transaction(ctx, async (tx) => {
    const { row, stage } = await lockForReview(tx, code, 'take', mayDecide);
    await assign(tx, subjectOf(row), stage, null, tx.actor.personId);
    return { code };
  });

/** Who may be given the review of a practice: reviewers who reach it, wrote none of it, did not check it, and declared no conflict. */
export async function reviewersFor(ctx: Ctx, row: PracticeRow, facts: PracticeFacts): Promise<string[]> {
  const [holders, conflicted] = await Promise.all([
    holdersOf(ctx, ['reviewer', 'programme-office'], facts.place),
    row.entity_id ? conflictedWith(ctx, row.entity_id) : new Set<string>(),
  ]);
  const wrote = new Set([row.author_id, ...(facts.writerIds ?? []), ...(row.state === 'checked' ? [facts.checkerId] : [])]);
  return holders.filter((person) => !conflicted.has(person) && !wrote.has(person));
}

/** The office gives the review to a reviewer, or with an empty `person` to nobody. Somebody who may not decide it: InvalidInput on `person`. */
export const assignReview = (ctx: Ctx, { code, person }: { code: string; person: string }): Promise<{ code: string }> =>
  transaction(ctx, async (tx) => {
    const { row, facts, stage } = await lockForReview(tx, code, 'assign', canAssign);
    if (person !== '' && !(await reviewersFor(tx, row, facts)).includes(person))
      throw new InvalidInput('input.invalid', {}, [{ field: 'person', code: 'practices.not-a-reviewer' }]);
    await assign(tx, subjectOf(row), stage, person || null);
    if (person !== '' && person !== tx.actor.personId) await notify(tx, [person], 'practices.notice.assigned', { title: row.card.title }, `/reviews/${code}`);
    return { code };
  });
