import { z } from 'zod';
import { NotFound } from '#platform/errors/errors.ts';
import { route } from '#platform/http/route.ts';
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
});

export const showScheme = route({
  name: 'vocabulary.scheme',
  method: 'GET',
  path: '/vocabularies/:scheme',
  permission: 'public',
  input: z.strictObject({ scheme: z.string().max(40) }),
  handle: async (ctx, { scheme }) => {
    const found = (await selectSchemes(ctx.db)).find((row) => row.code === scheme);
    if (!found) throw new NotFound('page.not-found');
    return { scheme: found, concepts: conceptsOf(await readVocabulary(ctx), scheme) };
  },
  page: schemePage,
});
