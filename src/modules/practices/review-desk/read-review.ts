import { peopleNames } from '#modules/directory/public.ts';
import { commentsOf, conflictsOf, opinionsOf, readCriteria, reviewsOf } from '#modules/review/public.ts';
import { holds, reachOf } from '#platform/auth/actor.ts';
import type { Ctx } from '#platform/context.ts';
import { Forbidden, NotFound } from '#platform/errors/errors.ts';
import { completeness, missingForPublication, partsOf } from '../content/completeness.ts';
import { canAssign } from '../policy.ts';
import type { PracticeRow } from '../queries.ts';
import { factsOf } from '../read/facts.ts';
import { readPractice } from '../read/read-practice.ts';
import { reviewersFor, stageOf } from './assign-review.ts';
import { selectLoad } from './queries.ts';

/** Everything a reviewer decides on, for the impartial: after a declared conflict there is nothing here. Opinions only as far as PostgreSQL lets this person see them. */
export async function readReview(ctx: Ctx, code: string) {
  const practice = await readPractice(ctx, code, { working: true }).catch((error) => {
    if (error instanceof NotFound) return readPractice(ctx, code);
    throw error;
  });
  const { can, row } = practice;
  if (row.entity_id && (await conflictsOf(ctx)).has(row.entity_id)) throw new NotFound('page.not-found');
  if (
    !practice.can.check &&
    !can.review &&
    !can.publish &&
    !can.return &&
    !holds(ctx.actor, 'review.desk', { entity: row.entity_id, country: row.country_code })
  )
    throw new Forbidden('page.not-allowed');
  const subject = { kind: 'practice', id: row.id };
  const reviews = await reviewsOf(ctx, subject);
  const stage = stageOf(practice.working || row.published_version === null ? row.state : '');
  const open = reviews.find((review) => review.state === 'open' && review.stage === stage);
  const candidates = open ? await candidatesFor(ctx, row) : [];
  const [comments, opinions, criteria, names] = await Promise.all([
    commentsOf(ctx, reviews),
    opinionsOf(ctx, subject, reviews),
    readCriteria(ctx),
    peopleNames(ctx, [row.author_id, open?.assignee_id ?? null, ...candidates.map(({ id }) => id), ...reviews.map((review) => review.reviewer_id)]),
  ]);
  const parts = partsOf(practice.content, practice.indicators.length);
  const assignment = { open: open !== undefined, assignee: open?.assignee_id ?? null, candidates };
  return {
    practice,
    reviews,
    criteria: criteria.rows,
    assignment,
    comments,
    opinions,
    names,
    share: completeness(parts),
    missing: missingForPublication(parts),
  };
}
/** To whom the reader may give the review, each with what lies with them; nobody for those who assign nothing. */
async function candidatesFor(ctx: Ctx, row: PracticeRow): Promise<{ id: string; load: number }[]> {
  const facts = await factsOf(ctx, row, 'acting');
  if (!canAssign(ctx.actor, facts)) return [];
  const reach = reachOf(ctx.actor, 'practices.assign');
  const [people, load] = await Promise.all([
    reviewersFor(ctx, row, facts),
    selectLoad(ctx.db, ['submitted', 'checked'], reach.everywhere, reach.countries, reach.entities, [], ctx.now),
  ]);
  const open = new Map(load.map((one) => [one.assignee_id, one.open]));
  return people.map((id) => ({ id, load: open.get(id) ?? 0 })).sort((a, b) => a.load - b.load);
}

export type ReviewView = Awaited<ReturnType<typeof readReview>>;
