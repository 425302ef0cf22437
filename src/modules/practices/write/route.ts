import { z } from 'zod';
import { allEntities, placeOf } from '#modules/directory/public.ts';
import { conflictsOf } from '#modules/review/public.ts';
import type { Ctx } from '#platform/context.ts';
import { NotFound } from '#platform/errors/errors.ts';
import type { View } from '#platform/html/view.ts';
import { type FormState, route } from '#platform/http/route.ts';
import { mergeFields, mergingOf } from '../merge/merge-fields.ts';
import { mergePage } from '../merge/merge-page.tsx';
import { readMerge } from '../merge/read-merge.ts';
import * as outputs from '../outputs.ts';
import { canArchive, mayWriteFor } from '../policy.ts';
import { visiblePractice } from '../read/facts.ts';
import { readPractice } from '../read/read-practice.ts';
import { practiceCode } from '../read/route.ts';
import { createPractice } from './create-practice.ts';
import { editPage } from './edit-page.tsx';
import { readForEditing } from './edit-practice.ts';
import { formValues } from './form-values.ts';
import { moveRoute } from './move-route.ts';
import { archivePractice, restorePractice, revisePractice, submitPractice, withdrawPractice } from './moves.ts';
import { archivePage, newPage } from './new-page.tsx';
import { practiceFields } from './practice-form.ts';
import { practiceLabels } from './practice-labels.ts';
import { savePractice } from './save-practice.ts';

const codeInput = { code: practiceCode };

/** Entities the actor writes for. */
async function myEntities(ctx: Ctx) {
  const conflicts = await conflictsOf(ctx);
  return (await allEntities(ctx)).filter((entity) => mayWriteFor(ctx.actor, placeOf(entity), conflicts.has(entity.id)));
}

export const showNew = route({
  name: 'practices.new',
  method: 'GET',
  path: '/practices/new',
  permission: 'practices.write',
  input: z.strictObject({}),
  handle: async (ctx) => ({ entities: await myEntities(ctx) }),
  page: (view, { entities }) => newPage(view, entities, { values: { orig: view.locale }, problems: [] }),
  json: false,
});

export const postNew = route({
  name: 'practices.create',
  method: 'POST',
  path: '/practices',
  permission: 'practices.write',
  input: z.strictObject({ ...practiceFields, entity: z.string().min(1).max(40), orig: z.enum(['ar', 'en']) }),
  output: outputs.byCode,
  handle: (ctx, { entity, orig, ...form }) => createPractice(ctx, { entity, orig, form }),
  redirect: ({ code }) => `/practices/${code}/edit`,
  again: async (ctx, view, state) => newPage(view, await myEntities(ctx), state),
  labels: practiceLabels,
});

export const showEdit = route({
  name: 'practices.edit',
  method: 'GET',
  path: '/practices/:code/edit',
  permission: 'practices.edit',
  input: z.strictObject(codeInput),
  output: outputs.editable,
  handle: (ctx, { code }) => readForEditing(ctx, code),
  page: (view, editing) => editPage(view, editing, { values: formValues(editing.content, editing.indicators, editing.row.rev), problems: [] }),
  json: ({ row, content, indicators, share }) => ({ code: row.code, rev: row.rev, state: row.state, completeness: share, content, results: indicators }),
});

/** The form again with what was typed; after a conflict, the page where both texts are merged. */
const editAgain = async (ctx: Ctx, view: View, state: FormState) => {
  const code = state.values.code ?? '';
  if (state.refusal?.code === 'practices.edited-meanwhile') return mergePage(view, await readMerge(ctx, code, state), state);
  return editPage(view, await readForEditing(ctx, code), state);
};

export const postEdit = route({
  name: 'practices.save',
  method: 'POST',
  path: '/practices/:code/edit',
  permission: 'practices.edit',
  upload: 'documents',
  input: z.strictObject({
    ...practiceFields,
    ...codeInput,
    rev: z.coerce.number().int().min(1),
    /** Which button was pressed. Then a page is drawn anew, so that what others saved can be merged; autosave only says that there is something. */
    afterwards: z.enum(['stay', 'submit', 'read']).optional(),
    ...mergeFields,
  }),
  output: outputs.saved,
  handle: async (ctx, { code, rev, afterwards, seen, choice, ...form }) => {
    // The second act of one submit has a key of its own, made from the first: a repeat does neither again.
    const later = ctx.idempotency ? { ...ctx, idempotency: { ...ctx.idempotency, key: `${ctx.idempotency.key}:submit` } } : ctx;
    const saved = await savePractice(ctx, { code, rev, form, ...(afterwards && { merging: mergingOf(seen, choice) }) });
    if (afterwards === 'submit') await submitPractice(later, code);
    return { ...saved, afterwards };
  },
  redirect: ({ code, afterwards }) => (afterwards === 'submit' || afterwards === 'read' ? `/practices/${code}?version=working` : `/practices/${code}/edit`),
  again: editAgain,
  labels: practiceLabels,
});

/** A submit refused from the practice's page opens the editor at what is missing. */
async function editAgainFromPage(ctx: Ctx, view: View, state: FormState) {
  const editing = await readForEditing(ctx, state.values.code ?? '');
  return editPage(view, editing, { ...state, values: formValues(editing.content, editing.indicators, editing.row.rev) });
}

const writes = 'practices.write';
const toEditor = (code: string): string => `/practices/${code}/edit`;
export const postSubmit = moveRoute('submit', {
  permission: writes,
  act: submitPractice,
  to: (code) => `/practices/${code}?version=working`,
  again: editAgainFromPage,
});
export const postWithdraw = moveRoute('withdraw', { permission: writes, act: withdrawPractice, to: toEditor });
export const postRevise = moveRoute('revise', { permission: writes, act: revisePractice, to: toEditor });
export const postArchive = moveRoute('archive', { permission: 'practices.publish', act: archivePractice });
export const postRestore = moveRoute('restore', { permission: 'practices.publish', act: restorePractice, to: toEditor });

export const showArchive = route({
  name: 'practices.archive-form',
  method: 'GET',
  path: '/practices/:code/archive',
  permission: 'practices.publish',
  input: z.strictObject(codeInput),
  handle: async (ctx, { code }) => {
    const { facts } = await visiblePractice(ctx, code, 'acting');
    if (!canArchive(ctx.actor, facts)) throw new NotFound('page.not-found');
    return readPractice(ctx, code);
  },
  page: archivePage,
  json: false,
});
