import type { Ctx, TxCtx } from '#platform/context.ts';
import { confidential } from '#platform/db/confidential.ts';
import { optionalRow } from '#platform/db/statement.ts';
import { recordAudit } from '#platform/db/trace.ts';
import { Conflict, RuleBroken } from '#platform/errors/errors.ts';
import { uuidv7 } from '#platform/values/ids.ts';
import {
  type CommentRow,
  clearAssignee,
  closeReviews,
  decideReview,
  insertComment,
  insertConflict,
  insertReview,
  lockOpenReview,
  type OpinionRow,
  type ReviewerFigures,
  type ReviewRow,
  selectComments,
  selectConflicted,
  selectConflicts,
  selectFigures,
  selectOpinions,
  selectReviews,
  updateAssignee,
  upsertOpinion,
} from './queries.ts';

export type Stage = 'check' | 'expert';
export type Review = ReviewRow;
export type Comment = CommentRow;
export type Opinion = OpinionRow;
export { CriteriaList } from './criteria/criteria-pages.tsx';
export type { CriterionRow as Criterion } from './criteria/queries.ts';
export { readCriteria } from './criteria/read-criteria.ts';
export type { ReviewerFigures } from './queries.ts';

interface Subject {
  readonly kind: string;
  readonly id: string;
}

const daysToReview = 14;

/** Opens a stage of review, due in fourteen days. One of a stage can be open at a time: RuleBroken `review.already-open`. */
export async function openReview(tx: TxCtx, subject: Subject, stage: Stage): Promise<void> {
  const id = uuidv7(tx.now.getTime());
  const due = new Date(tx.now.getTime() + daysToReview * 86_400_000).toISOString().slice(0, 10);
  const added = await insertReview(tx.db, id, subject.kind, subject.id, stage, tx.now, due);
  if (added.length === 0) throw new RuleBroken('review.already-open');
}

export interface Decision {
  readonly stage: Stage;
  readonly outcome: 'passed' | 'returned';
  /** For the author, tied to fields; a return needs at least one. */
  readonly comments: readonly { readonly field: string; readonly text: string }[];
  /** Confidential: for the office and the reviewer alone. */
  readonly opinion?: { readonly scores: Readonly<Record<string, number>>; readonly note: string };
  /** The entity whose record is judged: a declared conflict forbids it. */
  readonly entityId: string | null;
}

/**
 * Decides the open review of a stage. Somebody faster: Conflict `review.decided-already`. A return without
 * a comment: RuleBroken `review.comment-needed`. With somebody else: RuleBroken `review.with-another`. A declared conflict of interest: RuleBroken `review.conflict`.
 */
export async function decide(tx: TxCtx, subject: Subject, { stage, outcome, comments, opinion, entityId }: Decision): Promise<void> {
  const review = optionalRow(await lockOpenReview(tx, subject.kind, subject.id, stage));
  if (!review) throw new Conflict('review.decided-already');
  if (review.assignee_id !== null && tx.actor.kind === 'person' && review.assignee_id !== tx.actor.personId) throw new RuleBroken('review.with-another');
  if (outcome === 'returned' && comments.length === 0) throw new RuleBroken('review.comment-needed');
  if (entityId && (await conflictsOf(tx)).has(entityId)) throw new RuleBroken('review.conflict');
  await decideReview(tx.db, review.id, outcome, tx.actor.personId, tx.now);
  for (const [position, comment] of comments.entries()) await insertComment(tx.db, uuidv7(tx.now.getTime()), review.id, comment.field, comment.text, position);
  const { personId } = tx.actor;
  if (opinion && personId) {
    await confidential(tx, 'review.opinions', { kind: 'review', id: review.id }, (inside) =>
      upsertOpinion(inside.db, review.id, personId, opinion.scores, opinion.note, inside.now),
    );
  }
  recordAudit(tx, { what: `review.review.${outcome}`, ref: { kind: 'review', id: review.id }, after: { stage, comments } });
}

/**
 * Gives the open review of a stage to a person, or to nobody. Whether that person may decide it is for the module of
 * the subject. No open review: Conflict `review.decided-already`; `from` says who had it, else Conflict `review.assigned-meanwhile`.
 */
export async function assign(tx: TxCtx, subject: Subject, stage: Stage, personId: string | null, from?: string | null): Promise<void> {
  const review = optionalRow(await lockOpenReview(tx, subject.kind, subject.id, stage));
  if (!review) throw new Conflict('review.decided-already');
  if (from !== undefined && review.assignee_id !== from) throw new Conflict('review.assigned-meanwhile');
  await updateAssignee(tx.db, review.id, personId, personId === null ? null : tx.now);
  recordAudit(tx, { what: 'review.review.assigned', ref: { kind: 'review', id: review.id }, before: review.assignee_id, after: personId });
}

/** Takes the person off every open review of these subjects: whoever declares a conflict of interest keeps none. */
export async function unassign(tx: TxCtx, kind: string, subjectIds: readonly string[], personId: string): Promise<void> {
  for (const { id } of await clearAssignee(tx.db, kind, subjectIds, personId))
    recordAudit(tx, { what: 'review.review.assigned', ref: { kind: 'review', id }, before: personId, after: null });
}

export interface FiguresAsked {
  readonly kind: string;
  readonly since: Date;
  /** One reviewer alone; null for all. */
  readonly reviewerId: string | null;
  /** Subjects that the asker may know nothing of: they count for nobody. */
  readonly without: readonly string[];
}
/** What reviewers decided: how much, in how many days (median, from opening), and how much of it went back. */
export const figuresOf = (ctx: Ctx, { kind, since, reviewerId, without }: FiguresAsked): Promise<ReviewerFigures[]> =>
  selectFigures(ctx.db, kind, since, reviewerId, without);

/** Ends open reviews whose subject was taken back. */
export async function closeOpenReviews(tx: TxCtx, subject: Subject): Promise<void> {
  await closeReviews(tx.db, subject.kind, subject.id, tx.now);
}

export const reviewsOf = (ctx: Ctx, subject: Subject): Promise<Review[]> => selectReviews(ctx.db, subject.kind, subject.id);

/** What was said to the author. */
export const commentsOf = async (ctx: Ctx, reviews: readonly Review[]): Promise<Comment[]> =>
  reviews.length === 0
    ? []
    : selectComments(
        ctx.db,
        reviews.map((review) => review.id),
      );

/** Scores and notes the actor may see: one's own, or all for the programme office. PostgreSQL decides, and the look is logged. */
export const opinionsOf = (ctx: Ctx, subject: Subject, reviews: readonly Review[]): Promise<Opinion[]> =>
  confidential(ctx, 'review.opinions', subject, (tx) =>
    selectOpinions(
      tx.db,
      reviews.map((review) => review.id),
    ),
  );

/** Declares that one is not impartial towards an entity. It holds for good and is written to the audit log. Only a person can: the system has no conflicts. */
export async function declareConflict(tx: TxCtx, entityId: string, reason: string): Promise<void> {
  const subject = { kind: 'entity', id: entityId };
  await confidential(tx, 'review.conflicts', subject, (inside) => insertConflict(inside.db, inside.actor.personId, entityId, reason, inside.now));
  recordAudit(tx, { what: 'review.conflict.declared', ref: subject });
}

/** The entities towards which the actor declared not to be impartial. The look is logged. */
export async function conflictsOf(ctx: Ctx): Promise<ReadonlySet<string>> {
  const { personId } = ctx.actor;
  if (personId === null) return new Set();
  const rows = await confidential(ctx, 'review.conflicts', { kind: 'person', id: personId }, (tx) => selectConflicts(tx.db, personId));
  return new Set(rows.map((row) => row.entity_id));
}

/** Everybody who declared a conflict with the entity, for leaving them out of what is told about its records. For system work and the office. */
export async function conflictedWith(ctx: Ctx, entityId: string): Promise<ReadonlySet<string>> {
  const rows = await confidential(ctx, 'review.conflicts', { kind: 'entity', id: entityId }, (tx) => selectConflicted(tx.db, entityId));
  return new Set(rows.map((row) => row.person_id));
}
