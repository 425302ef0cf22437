import { z } from 'zod';
import { allCountries } from '#modules/directory/public.ts';
import { browsePublic } from '#modules/search/public.ts';
import { conceptsOf, readVocabulary } from '#modules/vocabulary/public.ts';
import { onlyRow } from '#platform/db/statement.ts';
import { route } from '#platform/http/route.ts';
import * as outputs from '../outputs.ts';
import { beforeAll, countAll, selectListed, withItems } from '../queries.ts';
import { selectFeatured } from '../standing/queries.ts';
import { homePage } from './home-page.tsx';

export const showHome = route({
  name: 'practices.home',
  method: 'GET',
  path: '/',
  permission: 'public',
  input: z.strictObject({}),
  output: outputs.home,
  handle: async (ctx) => {
    const [counts, newest, featured, facets, countries, vocabulary] = await Promise.all([
      countAll(ctx.db),
      selectListed(ctx.db, null, null, ['E1', 'E2', 'E3', 'E4', 'E5', 'E0'], null, null, ...beforeAll, 6),
      selectFeatured(ctx.db),
      browsePublic(ctx, 'practice', { filters: {}, count: ['country', 'field'], limit: 0 }),
      allCountries(ctx),
      readVocabulary(ctx),
    ]);
    return { counts: onlyRow(counts), newest: withItems(newest), featured, facets: facets.facets, countries, fields: conceptsOf(vocabulary, 'cofog', 'roots') };
  },
  page: homePage,
  json: ({ counts }) => counts,
});
