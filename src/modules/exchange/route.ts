import { z } from 'zod';
import { readVocabulary } from '#modules/vocabulary/public.ts';
import type { Ctx } from '#platform/context.ts';
import type { View } from '#platform/html/view.ts';
import { type FormState, route } from '#platform/http/route.ts';
import { cleanLine } from '#platform/values/clean-text.ts';
import { filterValues } from '#platform/values/typed-values.ts';
import { needFields, needLabels, needValues } from './need-form.ts';
import { editNeedPage, newNeedPage } from './need-form-page.tsx';
import { needPage } from './need-page.tsx';
import { needsPage } from './needs-page.tsx';
import * as outputs from './outputs.ts';
import type { NeedRow } from './queries.ts';
import { type ListedNeed, listNeeds, listWithChoices, myEntities, readEditableNeed, readNeed } from './read-needs.ts';
import { type NeedState, needWorkflow } from './workflow.ts';
import { chooseAnswer, createNeed, dropAnswer, hideMatch, meetNeed, reopenNeed, saveNeed, showMatch, withdrawNeed } from './write-need.ts';

const permission = 'exchange.needs';
/** What is no number names no need. */
const place = { no: z.coerce.number().int().min(1).max(2_147_483_647).catch(0) };
const practice = z
  .string()
  .min(1)
  .max(20)
  .transform((typed) => typed.trim().toUpperCase());

const filters = {
  state: filterValues(new RegExp(`^(${needWorkflow.states.join('|')})$`)).transform((states) => states as NeedState[]),
  country: filterValues(/^[A-Z]{2}$/),
  field: filterValues(/^\d{2}$/),
  after: z
    .string()
    .max(20)
    .optional()
    .transform((typed) => typed ?? ''),
};

const plain = ({ no, title, country_code, state, cofog, sdg, deadline, created_at }: NeedRow, entity: ListedNeed['entity']) => ({
  no,
  title,
  entity: entity?.code ?? null,
  country: country_code,
  state,
  cofog,
  sdg,
  deadline,
  publishedAt: created_at,
});

export const showNeeds = route({
  name: 'exchange.needs',
  method: 'GET',
  path: '/needs',
  permission: 'signed-in',
  input: z.strictObject(filters),
  handle: listWithChoices,
  page: needsPage,
  json: false,
});

export const listNeedsForPrograms = route({
  name: 'exchange.need-list',
  method: 'GET',
  path: '/needs',
  permission: 'signed-in',
  input: z.strictObject({ ...filters, limit: z.coerce.number().int().min(1).max(100).default(30) }),
  output: outputs.needs,
  handle: listNeeds,
  json: ({ needs, next }) => ({ items: needs.map(({ row, entity }) => plain(row, entity)), next }),
});

/** What a new need can be for, and be about. */
async function startNeed(ctx: Ctx) {
  const [entities, vocabulary] = await Promise.all([myEntities(ctx), readVocabulary(ctx)]);
  return { entities, vocabulary };
}

const started = (view: View, q: string) => ({ [`title.${view.locale}`]: q, languages: view.locale });

/** With the words of a search that found nothing, the form starts with them. */
export const showNewNeed = route({
  name: 'exchange.new-need',
  method: 'GET',
  path: '/needs/new',
  permission,
  input: z.strictObject({
    q: z
      .string()
      .max(1_000)
      .optional()
      .transform((typed) => cleanLine(typed ?? '').slice(0, 100)),
  }),
  handle: startNeed,
  page: (view, start, { q }) => newNeedPage(view, start, { values: started(view, q), problems: [] }),
  json: false,
});

export const postNewNeed = route({
  name: 'exchange.publish-need',
  method: 'POST',
  path: '/needs',
  permission,
  input: z.strictObject({ ...needFields, entity: z.string().min(1).max(40) }),
  output: outputs.byNumber,
  handle: createNeed,
  redirect: ({ no }) => `/needs/${no}`,
  again: async (ctx, view, state) => newNeedPage(view, await startNeed(ctx), state),
  labels: needLabels,
});

const untouched: FormState = { values: {}, problems: [] };

export const showNeed = route({
  name: 'exchange.need',
  method: 'GET',
  path: '/needs/:no',
  permission: 'signed-in',
  input: z.strictObject(place),
  output: outputs.oneNeed,
  handle: (ctx, { no }) => readNeed(ctx, no),
  page: (view, need) => needPage(view, need, untouched),
  json: ({ row, entity, answers, matches }) => ({
    ...plain(row, entity),
    rev: row.rev,
    problem: row.problem,
    budget: row.budget,
    currency: row.currency,
    months: row.months,
    languages: row.languages,
    instruments: row.instruments,
    answers: answers.map(({ code, title }) => ({ code, title })),
    matches: matches?.map(({ practice: { code, title }, score, reasons }) => ({ practice: { code, title }, score, reasons })) ?? null,
  }),
});

export const showEditNeed = route({
  name: 'exchange.edit-need-form',
  method: 'GET',
  path: '/needs/:no/edit',
  permission,
  input: z.strictObject(place),
  handle: (ctx, { no }) => readEditableNeed(ctx, no),
  page: (view, need) => editNeedPage(view, need, { values: needValues(need.row), problems: [] }),
  json: false,
});

/** The form again; after somebody else's save it stands on that revision, so that saving again is a decision. */
async function editAgain(ctx: Ctx, view: View, state: FormState) {
  const need = await readEditableNeed(ctx, Number(state.values.no));
  return editNeedPage(view, need, { ...state, values: { ...state.values, ...(state.refusal && { rev: String(need.row.rev) }) } });
}

export const postEditNeed = route({
  name: 'exchange.save-need',
  method: 'POST',
  path: '/needs/:no/edit',
  permission,
  input: z.strictObject({ ...place, rev: z.coerce.number().int().min(1), ...needFields }),
  output: outputs.savedNeed,
  handle: saveNeed,
  redirect: ({ no }) => `/needs/${no}`,
  again: editAgain,
  labels: needLabels,
});

const onNeed = async (ctx: Ctx, view: View, state: FormState) => needPage(view, await readNeed(ctx, Number(state.values.no)), state);
const toNeed = ({ no }: { no: number }): string => `/needs/${no}`;

const ofPractice = (name: string, path: string, handle: typeof chooseAnswer) =>
  route({
    name: `exchange.${name}`,
    method: 'POST',
    path: `/needs/:no/${path}`,
    permission,
    input: z.strictObject({ ...place, practice }),
    output: outputs.byNumber,
    handle,
    redirect: toNeed,
    again: onNeed,
    labels: needLabels,
  });
export const postAnswer = ofPractice('choose-answer', 'answers', chooseAnswer);
export const postDropAnswer = ofPractice('drop-answer', 'answers/drop', dropAnswer);
export const postHide = ofPractice('hide-match', 'matches/hide', hideMatch);
export const postShow = ofPractice('show-match', 'matches/show', showMatch);

const move = (name: 'meet' | 'withdraw' | 'reopen', handle: typeof meetNeed) =>
  route({
    name: `exchange.${name}-need`,
    method: 'POST',
    path: `/needs/:no/${name}`,
    permission,
    input: z.strictObject(place),
    output: outputs.byNumber,
    handle,
    redirect: toNeed,
    again: onNeed,
    labels: needLabels,
  });
export const postMeet = move('meet', meetNeed);
export const postWithdraw = move('withdraw', withdrawNeed);
export const postReopen = move('reopen', reopenNeed);
