import { decide, declareConflict, openReview, readCriteria, type Stage, unassign } from '#modules/review/public.ts';
import type { Ctx } from '#platform/context.ts';
import { recordAudit } from '#platform/db/trace.ts';
import { transaction } from '#platform/db/transaction.ts';
import { type FieldProblem, InvalidInput, NotFound } from '#platform/errors/errors.ts';
import { asciiDigits } from '#platform/values/clean-text.ts';
import { localizedText, plainText } from '#platform/values/localized-text.ts';
import { cardOf, divisionsOf } from '../content/card.ts';
import { canCheck, canPublish, canReturn, canReview } from '../policy.ts';
import { updateGrade, updatePublished } from '../queries.ts';
import { visiblePractice } from '../read/facts.ts';
import { indexPractice } from '../write/index-practice.ts';
import { movePractice, requireComplete, thaw } from '../write/move-practice.ts';
import { selectIdsOfEntities } from './queries.ts';

export interface ReviewComment {
  readonly field: string;
  readonly text: string;
}
const subjectOf = (id: string) => ({ kind: 'practice', id });

/** First level: everything that must be there is there. By somebody other than the author. */
export const checkPractice = (ctx: Ctx, { code, note }: { code: string; note: string }) =>
  movePractice(ctx, code, 'check', canCheck, async (tx, { row, content }) => {
    await requireComplete(tx, row, content);
    await decide(tx, subjectOf(row.id), { stage: 'check', outcome: 'passed', comments: [], opinion: { scores: {}, note }, entityId: row.entity_id });
    await openReview(tx, subjectOf(row.id), 'expert');
    return {};
  });

export interface ExpertReview {
  readonly code: string;
  readonly grade: 'E0' | 'E1' | 'E2' | 'E3' | 'E4';
  readonly gradeReason: string;
  readonly gradeReasonOther?: string;
  /** By code of the criteria in use, 1 to 5; as they were typed. */
  readonly scores: Readonly<Record<string, string | number>>;
  readonly note: string;
}

/** A score for every criterion of the expert review that is in use, and for no other: else InvalidInput at its field. */
async function scoresOf(ctx: Ctx, typed: ExpertReview['scores']): Promise<Record<string, number>> {
  const { rows } = await readCriteria(ctx);
  const asked = rows.filter((row) => row.level === 'expert' && row.in_use);
  const problems: FieldProblem[] = asked
    .filter(({ code }) => !/^[1-5]$/.test(asciiDigits(String(typed[code] ?? '')).trim()))
    .map(({ code, title }) => ({ field: `scores.${code}`, code: 'review.score-needed', details: { criterion: plainText(title, ctx.locale) } }));
  for (const code of Object.keys(typed))
    if (!asked.some((row) => row.code === code)) problems.push({ field: `scores.${code}`, code: 'review.unknown-criterion', details: { criterion: code } });
  if (problems.length > 0) throw new InvalidInput('input.invalid', {}, problems);
  return Object.fromEntries(asked.map(({ code }) => [code, Number(asciiDigits(String(typed[code])).trim())]));
}

/** Second level: an expert who is neither the author nor the first reviewer scores the criteria and sets the evidence grade. */
export const reviewPractice = (ctx: Ctx, { code, grade, gradeReason, gradeReasonOther, scores, note }: ExpertReview) =>
  movePractice(ctx, code, 'review', canReview, async (tx, { row }) => {
    const opinion = { scores: await scoresOf(tx, scores), note };
    await decide(tx, subjectOf(row.id), { stage: 'expert', outcome: 'passed', comments: [], opinion, entityId: row.entity_id });
    const other = tx.locale === 'ar' ? 'en' : 'ar';
    await updateGrade(tx.db, row.id, row.version, grade, localizedText(tx.locale, { [tx.locale]: gradeReason, [other]: gradeReasonOther ?? null }), tx.now);
    recordAudit(tx, { what: 'practices.grade.set', ref: { kind: 'practice', id: row.id }, before: row.grade, after: grade, note: `${code} ${grade}` });
    return {};
  });

/** Sends the practice back with comments tied to fields. The text stays as it was submitted and is the author's to change. */
export const returnPractice = (ctx: Ctx, { code, comments, note }: { code: string; comments: readonly ReviewComment[]; note: string }) =>
  movePractice(ctx, code, 'return', canReturn, async (tx, { row }) => {
    const stage: Stage = row.state === 'submitted' ? 'check' : 'expert';
    if (row.state === 'reviewed') await openReview(tx, subjectOf(row.id), 'expert');
    await decide(tx, subjectOf(row.id), { stage, outcome: 'returned', comments, ...(note && { opinion: { scores: {}, note } }), entityId: row.entity_id });
    await thaw(tx, row);
    return {};
  });

/** Makes the reviewed version public, in the library and to searches, in the same transaction. */
export const publishPractice = (ctx: Ctx, { code }: { code: string }) =>
  movePractice(ctx, code, 'publish', canPublish, async (tx, { row, content }) => {
    await requireComplete(tx, row, content);
    await updatePublished(tx.db, row.id, tx.now, cardOf(content, row.card.entity), divisionsOf(content), content.stage);
    await indexPractice(tx, row, content, 'public');
    return {};
  });

/** Says that one is not impartial towards the practice's entity: from now on its reviews belong to others, also those one had. */
export const declareConflictOn = (ctx: Ctx, { code, reason }: { code: string; reason: string }): Promise<{ code: string }> =>
  transaction(ctx, async (tx) => {
    const { row } = await visiblePractice(tx, code);
    if (!row.entity_id) throw new NotFound('page.not-found');
    await declareConflict(tx, row.entity_id, reason);
    const ids = await selectIdsOfEntities(tx.db, [row.entity_id]);
    await unassign(
      tx,
      'practice',
      ids.map(({ id }) => id),
      tx.actor.personId ?? '',
    );
    return { code };
  });
