import { z } from 'zod';
import { instant, wholeList } from '#platform/http/output.ts';
import { route } from '#platform/http/route.ts';
import { cleanLine } from '#platform/values/clean-text.ts';
import { searchPath } from '../ask/filters.ts';
import { forgetSearch, keepSearch, longestName, readSaved, renameSearch } from './keep-search.ts';
import { savedLabels, savedPage } from './saved-page.tsx';

const name = z.string().max(longestName).transform(cleanLine);
const id = z.guid().catch('');
const changed = z.object({ id: z.guid() });

export const showSaved = route({
  name: 'search.saved',
  method: 'GET',
  path: '/me/searches',
  permission: 'signed-in',
  input: z.strictObject({}),
  handle: readSaved,
  page: (view, saved) => savedPage(view, saved, { values: {}, problems: [] }),
  json: (saved) => ({
    items: saved.map((one) => ({
      id: one.id,
      name: one.name,
      address: searchPath(one.filters),
      lookedAt: one.looked_at,
      fresh: one.fresh,
      freshAt: one.fresh_at,
    })),
  }),
  output: wholeList(z.object({ id: z.guid(), name: z.string(), address: z.string(), lookedAt: instant, fresh: z.number().int(), freshAt: instant.nullable() })),
});

export const postSaved = route({
  name: 'search.keep',
  method: 'POST',
  path: '/me/searches',
  permission: 'signed-in',
  input: z.strictObject({ address: z.string().max(8_000), name: name.default('') }),
  handle: keepSearch,
  redirect: () => '/me/searches',
  again: async (ctx, view, state) => savedPage(view, await readSaved(ctx), state),
  labels: savedLabels,
  output: changed,
});

export const postRename = route({
  name: 'search.rename',
  method: 'POST',
  path: '/me/searches/:id/rename',
  permission: 'signed-in',
  input: z.strictObject({ id, name }),
  handle: (ctx, input) => renameSearch(ctx, input.id, input.name),
  redirect: () => '/me/searches',
  again: async (ctx, view, state) => savedPage(view, await readSaved(ctx), state),
  labels: savedLabels,
  output: changed,
});

export const postForget = route({
  name: 'search.forget',
  method: 'POST',
  path: '/me/searches/:id/forget',
  permission: 'signed-in',
  input: z.strictObject({ id }),
  handle: (ctx, input) => forgetSearch(ctx, input.id),
  redirect: () => '/me/searches',
  output: changed,
});
