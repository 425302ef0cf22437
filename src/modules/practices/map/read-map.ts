import { allCountries, type Country } from '#modules/directory/public.ts';
import { browsePublic } from '#modules/search/public.ts';
import { type Concept, conceptsOf, readVocabulary } from '#modules/vocabulary/public.ts';
import type { Ctx } from '#platform/context.ts';
import { centroids, type Point } from './centroids.ts';

export interface Origin {
  readonly code: string;
  readonly country: Country | undefined;
  readonly count: number;
  readonly point: Point | null;
}
export interface OriginMap {
  /** Most records first. */
  readonly origins: readonly Origin[];
  readonly field: readonly string[];
  readonly grade: readonly string[];
  readonly fields: readonly Concept[];
}

/** How many public records come from which country, under the filters of the library. */
export async function readMap(ctx: Ctx, { field, grade }: { field: readonly string[]; grade: readonly string[] }): Promise<OriginMap> {
  const [counts, countries, vocabulary] = await Promise.all([
    browsePublic(ctx, 'practice', { filters: { field, grade }, count: ['country'], limit: 0 }),
    allCountries(ctx),
    readVocabulary(ctx),
  ]);
  const origins = Object.entries(counts.facets.country ?? {})
    .map(([value, count]) => ({ code: value, country: countries.get(value), count, point: centroids().get(value) ?? null }))
    .sort((a, b) => b.count - a.count || a.code.localeCompare(b.code));
  return { origins, field, grade, fields: conceptsOf(vocabulary, 'cofog', 'roots') };
}
