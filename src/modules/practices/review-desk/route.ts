import { z } from 'zod';
import { allCountries, entitiesById } from '#modules/directory/public.ts';
import { conflictsOf, openReviewsOf } from '#modules/review/public.ts';
import { reachOf } from '#platform/auth/actor.ts';
import type { Ctx } from '#platform/context.ts';
import type { View } from '#platform/html/view.ts';
import { type FormState, route } from '#platform/http/route.ts';
import { cleanText } from '#platform/values/clean-text.ts';
import * as outputs from '../outputs.ts';
import { selectWaiting } from '../queries.ts';
import { practiceCode } from '../read/route.ts';
import { checkPractice, declareConflictOn, publishPractice, returnPractice, reviewPractice } from './decide-practice.ts';
import { deskPage } from './desk-page.tsx';
import { readReview } from './read-review.ts';
import { reviewLabels } from './review-labels.ts';
import { reviewPage } from './review-page.tsx';

export const showDesk = route({
  name: 'practices.desk',
  method: 'GET',
  path: '/reviews',
  permission: 'review.desk',
  input: z.strictObject({}),
  output: outputs.desk,
  handle: async (ctx) => {
    const reach = reachOf(ctx.actor, 'practices.review');
    const conflicts = await conflictsOf(ctx);
    const waiting = await selectWaiting(ctx.db, ['submitted', 'checked', 'reviewed'], reach.everywhere, reach.countries, reach.entities);
    const rows = waiting.filter((row) => !conflicts.has(row.entity_id ?? ''));
    const [entities, countries, reviews] = await Promise.all([
      entitiesById(ctx, [...rows.flatMap((row) => row.entity_id ?? []), ...conflicts]),
      allCountries(ctx),
      openReviewsOf(
        ctx,
        'practice',
        rows.map((row) => row.id),
      ),
    ]);
    return { rows: rows.map((row) => ({ ...row, own: row.author_id === ctx.actor.personId })), conflicts, entities, countries, reviews, now: ctx.now };
  },
  page: deskPage,
  json: ({ rows }) => ({ items: rows.map(({ code, state, card, updated_at, own }) => ({ code, state, title: card.title, waitingSince: updated_at, own })) }),
});

const codeInput = { code: practiceCode };

export const showReview = route({
  name: 'practices.review',
  method: 'GET',
  path: '/reviews/:code',
  permission: 'review.desk',
  input: z.strictObject(codeInput),
  output: outputs.review,
  handle: (ctx, { code }) => readReview(ctx, code),
  page: (view, review) => reviewPage(view, review, { values: {}, problems: [] }),
  json: ({ practice, comments, opinions, share, missing }) => ({
    code: practice.row.code,
    state: practice.row.state,
    completeness: share,
    missing,
    comments,
    opinions,
  }),
});

const note = z
  .string()
  .max(4_000)
  .optional()
  .transform((text) => cleanText(text ?? ''));
const score = z.coerce.number({ error: 'form' }).int().min(1).max(5);
const again = async (ctx: Ctx, view: View, state: FormState) => reviewPage(view, await readReview(ctx, state.values.code ?? ''), state);
const afterwards = ({ code }: { code: string }) => `/reviews/${code}`;

export const postCheck = route({
  name: 'practices.check',
  method: 'POST',
  path: '/reviews/:code/check',
  permission: 'practices.review',
  input: z.strictObject({ ...codeInput, note }),
  output: outputs.byCode,
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
  output: outputs.byCode,
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
  output: outputs.byCode,
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
  output: outputs.byCode,
  handle: publishPractice,
  redirect: ({ code }) => `/practices/${code}`,
  again,
  labels: reviewLabels,
});

export const postConflict = route({
  name: 'practices.declare-conflict',
  method: 'POST',
  path: '/reviews/:code/conflict',
  permission: 'practices.review',
  input: z.strictObject({ ...codeInput, reason: z.string().transform(cleanText).pipe(z.string().min(1).max(600)) }),
  output: outputs.byCode,
  handle: declareConflictOn,
  redirect: () => '/reviews',
  again,
  labels: reviewLabels,
});
