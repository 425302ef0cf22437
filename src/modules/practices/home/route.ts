import { z } from 'zod';
import { allCountries } from '#modules/directory/public.ts';
import { browsePublic } from '#modules/search/public.ts';
import { chainCounts, type Station } from '#modules/thread/public.ts';
import { conceptsOf, readVocabulary } from '#modules/vocabulary/public.ts';
import { route } from '#platform/http/route.ts';
import * as outputs from '../outputs.ts';
import { beforeAll, selectListed, withItems } from '../queries.ts';
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
    const [all, published, newest, featured, countries, vocabulary, chain] = await Promise.all([
      browsePublic(ctx, 'practice', { filters: {}, count: ['country', 'field', 'state'], limit: 0 }),
      browsePublic(ctx, 'practice', { filters: { state: ['published'] }, count: ['country'], limit: 0 }),
      selectListed(ctx.db, null, null, ['E1', 'E2', 'E3', 'E4', 'E5', 'E0'], null, null, ...beforeAll, 6),
      selectFeatured(ctx.db),
      allCountries(ctx),
      readVocabulary(ctx),
      chainCounts(ctx),
    ]);
    const counts = { published: published.total, stubs: all.facets.state?.stub ?? 0, countries: Object.keys(published.facets.country ?? {}).length };
    return {
      counts,
      chain: new Map<Station, number | null>([...chain, ['practice', published.total]]),
      newest: withItems(newest),
      featured,
      facets: all.facets,
      countries,
      fields: conceptsOf(vocabulary, 'cofog', 'roots'),
    };
  },
  page: homePage,
  json: ({ counts, chain }) => ({ ...counts, chain: Object.fromEntries(chain) }),
});
