import { z } from 'zod';
import type { Ctx } from '#platform/context.ts';
import type { View } from '#platform/html/view.ts';
import { nothing } from '#platform/http/output.ts';
import { type FormState, route } from '#platform/http/route.ts';
import { cleanLine, cleanText } from '#platform/values/clean-text.ts';
import { isUuid } from '#platform/values/ids.ts';
import { practiceCode } from '../read/route.ts';
import { addToList, createList, itemsAtMost, removeFromList, removeList, saveList, shareList, unshareList } from './change-list.ts';
import { choicePage, listLabels, listPage, listsPage, sharedListPage, untouched } from './list-pages.tsx';
import * as outputs from './outputs.ts';
import type { ListRow } from './queries.ts';
import { readChoice, readList, readLists, readSharedList, type SavedList } from './read-lists.ts';

const permission = 'signed-in';
const id = z.string().transform((typed) => (isUuid(typed) ? typed : '00000000-0000-0000-0000-000000000000'));
const code = z
  .string()
  .max(20)
  .transform((typed) => typed.trim().toUpperCase());
const name = z.string().transform(cleanLine).pipe(z.string().min(1).max(120));
const note = z
  .string()
  .optional()
  .transform((typed) => cleanText(typed ?? ''))
  .pipe(z.string().max(1_000));

const plain = (list: ListRow) => ({
  id: list.id,
  name: list.name,
  note: list.note,
  sharedAt: list.share_key && `/shared-lists/${list.share_key}`,
  updatedAt: list.updated_at,
});
const plainItems = ({ items }: SavedList) =>
  items.map((item) => ({ code: item.code, title: item.card.title, state: item.state, grade: item.grade, note: item.note }));
const toList = (list: { id: string }): string => `/me/lists/${list.id}`;
const againOnList = async (ctx: Ctx, view: View, state: FormState) => listPage(view, await readList(ctx, state.values.id ?? ''), state);

export const showLists = route({
  name: 'practices.saved-lists',
  method: 'GET',
  path: '/me/lists',
  permission,
  input: z.strictObject({}),
  output: outputs.lists,
  handle: readLists,
  page: (view, lists) => listsPage(view, lists, untouched),
  json: (lists) => ({ items: lists.map((list) => ({ ...plain(list), count: list.count })) }),
});

/** With the code of a practice it starts with that one; a wrong name shows the page it was typed on again. */
export const postList = route({
  name: 'practices.create-list',
  method: 'POST',
  path: '/me/lists',
  permission,
  input: z.strictObject({ name, note, code: code.optional() }),
  output: outputs.byId,
  handle: createList,
  redirect: toList,
  again: async (ctx, view, state) =>
    state.values.code ? choicePage(view, await readChoice(ctx, state.values.code), state) : listsPage(view, await readLists(ctx), state),
  labels: listLabels,
});

export const showList = route({
  name: 'practices.saved-list',
  method: 'GET',
  path: '/me/lists/:id',
  permission,
  input: z.strictObject({ id }),
  output: outputs.oneList,
  handle: (ctx, input) => readList(ctx, input.id),
  page: (view, list) => listPage(view, list, untouched),
  json: (found) => ({ ...plain(found.list), items: plainItems(found) }),
});

export const postSaveList = route({
  name: 'practices.save-list',
  method: 'POST',
  path: '/me/lists/:id',
  permission,
  input: z.strictObject({ id, name, note, items: z.array(z.strictObject({ code, note })).max(itemsAtMost).optional() }),
  output: outputs.byId,
  handle: saveList,
  redirect: toList,
  again: againOnList,
  labels: listLabels,
});

export const postAddToList = route({
  name: 'practices.add-to-list',
  method: 'POST',
  path: '/me/lists/:id/add',
  permission,
  input: z.strictObject({ id, code, note }),
  output: outputs.byId,
  handle: addToList,
  redirect: toList,
  again: againOnList,
  labels: listLabels,
});

export const postRemoveFromList = route({
  name: 'practices.remove-from-list',
  method: 'POST',
  path: '/me/lists/:id/remove',
  permission,
  input: z.strictObject({ id, code }),
  output: outputs.byId,
  handle: removeFromList,
  redirect: toList,
  again: againOnList,
  labels: listLabels,
});

export const postShareList = route({
  name: 'practices.share-list',
  method: 'POST',
  path: '/me/lists/:id/share',
  permission,
  input: z.strictObject({ id }),
  output: outputs.shared,
  handle: shareList,
  redirect: toList,
});

export const postUnshareList = route({
  name: 'practices.unshare-list',
  method: 'POST',
  path: '/me/lists/:id/unshare',
  permission,
  input: z.strictObject({ id }),
  output: outputs.byId,
  handle: unshareList,
  redirect: toList,
});

export const postDeleteList = route({
  name: 'practices.delete-list',
  method: 'POST',
  path: '/me/lists/:id/delete',
  permission,
  input: z.strictObject({ id }),
  output: nothing,
  handle: removeList,
  redirect: () => '/me/lists',
});

export const showSaveChoice = route({
  name: 'practices.save-choice',
  method: 'GET',
  path: '/practices/:code/lists',
  permission,
  input: z.strictObject({ code: practiceCode }),
  output: outputs.choice,
  handle: (ctx, input) => readChoice(ctx, input.code),
  page: (view, choice) => choicePage(view, choice, untouched),
  json: (choice) => ({ code: choice.code, lists: choice.lists.map((list) => ({ id: list.id, name: list.name, has: list.has })) }),
});

export const showSharedList = route({
  name: 'practices.shared-list',
  method: 'GET',
  path: '/shared-lists/:key',
  permission: 'public',
  input: z.strictObject({ key: z.string().max(100) }),
  output: outputs.sharedList,
  handle: (ctx, { key }) => readSharedList(ctx, key),
  page: sharedListPage,
  json: (found) => ({ name: found.list.name, note: found.list.note, items: plainItems(found) }),
});
