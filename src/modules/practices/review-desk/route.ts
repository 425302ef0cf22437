import { z } from 'zod';
import { reachOf } from '#platform/auth/actor.ts';
import type { Ctx } from '#platform/context.ts';
import { Forbidden, NotFound } from '#platform/errors/errors.ts';
import { type FormState, route } from '#platform/http/route.ts';
import type { View } from '#platform/html/view.ts';
import { cleanText } from '#platform/values/clean-text.ts';
import { allCountries, entitiesById, peopleNames } from '#modules/directory/public.ts';
import { commentsOf, criteria, openReviewsOf, opinionsOf, reviewsOf } from '#modules/review/public.ts';
import { completeness, missingForPublication, partsOf } from '../content/completeness.ts';
import { selectWaiting } from '../queries.ts';
import { readPractice } from '../read/read-practice.ts';
import { practiceCode } from '../read/route.ts';
import { checkPractice, publishPractice, returnPractice, reviewPractice } from './decide-practice.ts';
import { deskPage } from './desk-page.tsx';
import { reviewPage } from './review-page.tsx';

export const showDesk = route({
  name: 'practices.desk',
  method: 'GET',
  path: '/reviews',
  permission: 'review.desk',
  input: z.strictObject({}),
  handle: async (ctx) => {
    const reach = reachOf(ctx.actor, 'practices.review');
    const rows = await selectWaiting(ctx.db, ['submitted', 'checked', 'reviewed'], reach.everywhere, reach.countries, reach.entities);
    const [entities, countries, reviews] = await Promise.all([
      entitiesById(ctx, rows.flatMap((row) => row.entity_id ?? [])),
      allCountries(ctx),
      openReviewsOf(ctx, 'practice', rows.map((row) => row.id)),
    ]);
    return { rows: rows.map((row) => ({ ...row, own: row.author_id === ctx.actor.personId })), entities, countries, reviews, now: ctx.now };
  },
  page: deskPage,
  json: ({ rows }) => ({ items: rows.map(({ code, state, card, updated_at, own }) => ({ code, state, title: card.title, waitingSince: updated_at, own })) }),
});

/** Everything a reviewer decides on; opinions only as far as PostgreSQL lets this person see them. */
export async function readReview(ctx: Ctx, code: string) {
  const practice = await readPractice(ctx, code, { working: true }).catch((error) => {
    if (error instanceof NotFound) return readPractice(ctx, code);
    throw error;
  });
  const { can, row } = practice;
  if (!practice.can.check && !can.review && !can.publish && !can.return && !ctx.actor.grants.some((grant) => grant.permissions.has('review.desk'))) throw new Forbidden('page.not-allowed');
  const subject = { kind: 'practice', id: row.id };
  const reviews = await reviewsOf(ctx, subject);
  const [comments, opinions, names] = await Promise.all([commentsOf(ctx, reviews), opinionsOf(ctx, subject, reviews), peopleNames(ctx, [row.author_id, ...reviews.map((review) => review.reviewer_id)])]);
  const parts = partsOf(practice.content, practice.indicators.length);
  return { practice, reviews, comments, opinions, names, share: completeness(parts), missing: missingForPublication(parts) };
}
export type ReviewView = Awaited<ReturnType<typeof readReview>>;

const codeInput = { code: practiceCode };

export const showReview = route({
  name: 'practices.review',
  method: 'GET',
  path: '/reviews/:code',
  permission: 'review.desk',
  input: z.strictObject(codeInput),
  handle: (ctx, { code }) => readReview(ctx, code),
  page: (view, review) => reviewPage(view, review, { values: {}, problems: [] }),
  json: ({ practice, comments, opinions, share, missing }) => ({ code: practice.row.code, state: practice.row.state, completeness: share, missing, comments, opinions }),
});

const note = z.string().max(4_000).optional().transform((text) => cleanText(text ?? ''));
const score = z.coerce.number({ error: 'form' }).int().min(1).max(5);
const again = async (ctx: Ctx, view: View, state: FormState) => reviewPage(view, await readReview(ctx, state.values.code ?? ''), state);
const afterwards = ({ code }: { code: string }) => `/reviews/${code}`;

/** Names of what the review's forms ask. */
export const reviewLabels = {
  note: 'practices.review.note',
  grade: 'practices.review.grade',
  gradeReason: 'practices.review.grade-reason',
  comments: 'practices.review.comments',
  'comments.*.text': 'practices.review.comment',
  ...Object.fromEntries(criteria.map((criterion) => [`scores.${criterion}`, `review.criterion.${criterion}` as const])),
} as const;

export const postCheck = route({
  name: 'practices.check',
  method: 'POST',
  path: '/reviews/:code/check',
  permission: 'practices.review',
  input: z.strictObject({ ...codeInput, note }),
  handle: checkPractice,
  redirect: afterwards,
  again,
  labels: reviewLabels,
});

export const postReview = route({
  name: 'practices.decide',
  method: 'POST',
  path: '/reviews/:code/review',
  permission: 'practices.review',
  input: z.strictObject({
    ...codeInput,
    grade: z.enum(['E0', 'E1', 'E2', 'E3', 'E4']),
    gradeReason: z.string().transform(cleanText).pipe(z.string().min(1).max(2_000)),
    gradeReasonOther: note,
    scores: z.strictObject({ relevance: score, effect: score, evidence: score, transferability: score, clarity: score }),
    note,
  }),
  handle: reviewPractice,
  redirect: afterwards,
  again,
  labels: reviewLabels,
});

export const postReturn = route({
  name: 'practices.return',
  method: 'POST',
  path: '/reviews/:code/return',
  permission: 'practices.review',
  input: z.strictObject({
    ...codeInput,
    note,
    comments: z
      .array(z.strictObject({ field: z.string().max(60), text: z.string().max(2_000).transform(cleanText) }))
      .max(20)
      .optional()
      .transform((rows) => (rows ?? []).filter((row) => row.text !== '')),
  }),
  handle: returnPractice,
  redirect: afterwards,
  again,
  labels: reviewLabels,
});

export const postPublish = route({
  name: 'practices.publish',
  method: 'POST',
  path: '/reviews/:code/publish',
  permission: 'practices.publish',
  input: z.strictObject(codeInput),
  handle: publishPractice,
  redirect: ({ code }) => `/practices/${code}`,
  again,
  labels: reviewLabels,
});
