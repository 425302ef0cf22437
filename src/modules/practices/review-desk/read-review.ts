import { peopleNames } from '#modules/directory/public.ts';
import { commentsOf, conflictsOf, opinionsOf, reviewsOf } from '#modules/review/public.ts';
import { holds } from '#platform/auth/actor.ts';
import type { Ctx } from '#platform/context.ts';
import { Forbidden, NotFound } from '#platform/errors/errors.ts';
import { completeness, missingForPublication, partsOf } from '../content/completeness.ts';
import { readPractice } from '../read/read-practice.ts';

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
  const [comments, opinions, names] = await Promise.all([
    commentsOf(ctx, reviews),
    opinionsOf(ctx, subject, reviews),
    peopleNames(ctx, [row.author_id, ...reviews.map((review) => review.reviewer_id)]),
  ]);
  const parts = partsOf(practice.content, practice.indicators.length);
  return { practice, reviews, comments, opinions, names, share: completeness(parts), missing: missingForPublication(parts) };
}
export type ReviewView = Awaited<ReturnType<typeof readReview>>;
