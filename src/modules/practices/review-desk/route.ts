import { z } from 'zod';
import type { Ctx } from '#platform/context.ts';
import type { View } from '#platform/html/view.ts';
import { type FormState, route } from '#platform/http/route.ts';
import { cleanText } from '#platform/values/clean-text.ts';
import * as outputs from '../outputs.ts';
import { practiceCode } from '../read/route.ts';
import { assignReview, giveBackReview, takeReview } from './assign-review.ts';
import { checkPractice, declareConflictOn, publishPractice, returnPractice, reviewPractice } from './decide-practice.ts';
import { deskPage } from './desk-page.tsx';
import { deskScopes } from './desk-scopes.ts';
import { figuresPage } from './figures-page.tsx';
import { readDesk, readFigures } from './read-desk.ts';
import { readReview } from './read-review.ts';
import { reviewLabels } from './review-labels.ts';
import { reviewPage } from './review-page.tsx';

export const showDesk = route({
  name: 'practices.desk',
  method: 'GET',
  path: '/reviews',
  permission: 'review.desk',
  input: z.strictObject({
    show: z.enum(deskScopes).default('all'),
    after: z
      .string()
      .max(80)
      .optional()
      .transform((text) => text ?? ''),
    limit: z.coerce.number().int().min(1).max(100).default(50),
  }),
  output: outputs.desk,
  handle: (ctx, { show, after, limit }) => readDesk(ctx, { scope: show, after, limit }),
  page: deskPage,
  json: ({ rows, next, load, me }) => ({
    items: rows.map(({ code, state, card, updated_at, own, assignee_id, due_on }) => ({
      code,
      state,
      title: card.title,
      waitingSince: updated_at,
      own,
      assigned: assignee_id !== null,
      mine: assignee_id !== null && assignee_id === me,
      dueOn: due_on,
    })),
    next,
    load: load?.map(({ assignee_id, open, overdue, oldest }) => ({ reviewer: assignee_id, open, overdue, oldest })) ?? [],
  }),
});

export const showFigures = route({
  name: 'practices.review-statistics',
  method: 'GET',
  path: '/reviews/statistics',
  permission: 'review.desk',
  input: z.strictObject({}),
  output: outputs.reviewFigures,
  handle: readFigures,
  page: figuresPage,
  json: ({ rows, since }) => ({
    since,
    items: rows.map(({ reviewer_id, decided, median_days, returned }) => ({ reviewer: reviewer_id, decided, medianDays: median_days, returned })),
  }),
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
  json: ({ practice, assignment, comments, opinions, share, missing }) => ({
    assignee: assignment.assignee,
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
    scores: z.record(z.string().max(40), z.string().max(20).or(z.number())).default({}),
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

export const postTake = route({
  name: 'practices.take-review',
  method: 'POST',
  path: '/reviews/:code/take',
  permission: 'practices.review',
  input: z.strictObject(codeInput),
  output: outputs.byCode,
  handle: takeReview,
  redirect: afterwards,
  again,
  labels: reviewLabels,
});

export const postGiveBack = route({
  name: 'practices.give-back-review',
  method: 'POST',
  path: '/reviews/:code/give-back',
  permission: 'practices.review',
  input: z.strictObject(codeInput),
  output: outputs.byCode,
  handle: giveBackReview,
  redirect: afterwards,
  again,
  labels: reviewLabels,
});

export const postAssign = route({
  name: 'practices.assign-review',
  method: 'POST',
  path: '/reviews/:code/assign',
  permission: 'practices.assign',
  input: z.strictObject({ ...codeInput, person: z.guid().or(z.literal('')).catch('00000000-0000-0000-0000-000000000000') }),
  output: outputs.byCode,
  handle: assignReview,
  redirect: afterwards,
  again,
  labels: reviewLabels,
});
