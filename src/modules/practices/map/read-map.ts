import { allCountries, type Country } from '#modules/directory/public.ts';
import { browsePublic } from '#modules/search/public.ts';
import { type Concept, conceptsOf, readVocabulary } from '#modules/vocabulary/public.ts';
import type { Ctx } from '#platform/context.ts';
import type { Facets } from '../list/facets.ts';
import { centroids, type Point } from './centroids.ts';

export interface Origin {
  readonly code: string;
  readonly country: Country | undefined;
  readonly count: number;
  readonly point: Point | null;
}
/** The library's filters but for the country, which is what the map shows. */
export const mapFacets = ['field', 'grade', 'stage', 'type'] as const;
export type MapFilters = Pick<Facets, (typeof mapFacets)[number]>;

export interface OriginMap {
  /** Most records first. */
  readonly origins: readonly Origin[];
  readonly filters: MapFilters;
  readonly fields: readonly Concept[];
}

/** How many public records come from which country, under the filters of the library. */
export async function readMap(ctx: Ctx, filters: MapFilters): Promise<OriginMap> {
  const [counts, countries, vocabulary] = await Promise.all([
    browsePublic(ctx, 'practice', { filters, count: ['country'], limit: 0 }),
    allCountries(ctx),
    readVocabulary(ctx),
  ]);
  const origins = Object.entries(counts.facets.country ?? {})
    .map(([value, count]) => ({ code: value, country: countries.get(value), count, point: centroids().get(value) ?? null }))
    .sort((a, b) => b.count - a.count || a.code.localeCompare(b.code));
  return { origins, filters, fields: conceptsOf(vocabulary, 'cofog', 'roots') };
}
