import { z } from 'zod';
import type { Ctx } from '#platform/context.ts';
import { NotFound } from '#platform/errors/errors.ts';
import { route } from '#platform/http/route.ts';
import * as outputs from '../outputs.ts';
import { conceptsOf, readVocabulary } from '../public.ts';
import { selectSchemes } from '../queries.ts';
import { schemePage, schemesPage } from './pages.tsx';

export const listSchemes = route({
  name: 'vocabulary.schemes',
  method: 'GET',
  path: '/vocabularies',
  permission: 'public',
  input: z.strictObject({}),
  handle: async (ctx) => ({ schemes: await selectSchemes(ctx.db) }),
  page: schemesPage,
  json: false,
});

/** Codes are the keyset, in the order of the scheme: `after` is the last code of the page before. */
const pageInput = {
  after: z
    .string()
    .max(40)
    .optional()
    .transform((code) => code ?? ''),
  limit: z.coerce.number().int().min(1).max(500).default(100),
};
function pageAfter<T extends { readonly code: string }>(all: readonly T[], { after, limit }: { after: string; limit: number }) {
  const from = all.findIndex((one) => one.code === after) + 1;
  const items = all.slice(from, from + limit);
  return { items, next: from + limit < all.length ? (items.at(-1)?.code ?? null) : null };
}

export const listSchemesForPrograms = route({
  name: 'vocabulary.scheme-list',
  method: 'GET',
  path: '/vocabularies',
  permission: 'public',
  input: z.strictObject(pageInput),
  output: outputs.schemePage,
  handle: async (ctx, page) => pageAfter(await selectSchemes(ctx.db), page),
});

export const showScheme = route({
  name: 'vocabulary.scheme',
  method: 'GET',
  path: '/vocabularies/:scheme',
  permission: 'public',
  input: z.strictObject({ scheme: z.string().max(40) }),
  handle: (ctx, { scheme }) => readScheme(ctx, scheme),
  page: schemePage,
  json: false,
});

async function readScheme(ctx: Ctx, code: string) {
  const scheme = (await selectSchemes(ctx.db)).find((row) => row.code === code);
  if (!scheme) throw new NotFound('page.not-found');
  return { scheme, concepts: conceptsOf(await readVocabulary(ctx), code) };
}

export const listConcepts = route({
  name: 'vocabulary.concept-list',
  method: 'GET',
  path: '/vocabularies/:scheme',
  permission: 'public',
  input: z.strictObject({ scheme: z.string().max(40), ...pageInput }),
  output: outputs.conceptPage,
  handle: async (ctx, { scheme: code, ...page }) => {
    const { scheme, concepts } = await readScheme(ctx, code);
    return { scheme, ...pageAfter(concepts, page) };
  },
});
