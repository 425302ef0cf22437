import { allCountries, type Country } from '#modules/directory/public.ts';
import { readVocabulary, type Vocabulary } from '#modules/vocabulary/public.ts';
import type { Ctx } from '#platform/context.ts';
import { type SearchAnswer, searchRecords } from '../find/search-records.ts';
import { type FacetName, facetNames, isFiltered, type SearchFilters, withoutFilters } from './filters.ts';

/** A filter that, left out, lets records through. */
export interface Loosened {
  readonly without: FacetName | 'in' | 'all';
  readonly filters: SearchFilters;
  readonly total: number;
}

export interface Asked {
  readonly filters: SearchFilters;
  readonly after: number;
  /** Null when nothing was asked. */
  readonly answer: SearchAnswer | null;
  /** When nothing was found: what would be found with less narrowing, the most first. */
  readonly loosened: readonly Loosened[];
  readonly countries: ReadonlyMap<string, Country>;
  readonly vocabulary: Vocabulary;
}

/** How many records a page of the search shows. */
export const pageSize = 20;

const request = (filters: SearchFilters, limit: number) => ({
  q: filters.q,
  filters: Object.fromEntries(facetNames.map((name) => [name, filters[name]])),
  ...(filters.in && { languages: [filters.in] }),
  limit,
});

/** One page of what a search finds for this reader, and the names its facets need. */
export async function readAnswer(ctx: Ctx, filters: SearchFilters, { after = 0, limit = pageSize }: { after?: number; limit?: number } = {}): Promise<Asked> {
  const [countries, vocabulary] = await Promise.all([allCountries(ctx), readVocabulary(ctx)]);
  const named = { filters, after, countries, vocabulary };
  if (filters.q === '') return { ...named, answer: null, loosened: [] };
  const answer = await searchRecords(ctx, { ...request(filters, limit), count: facetNames, sort: filters.sort, offset: after });
  const loosened = answer.total === 0 && isFiltered(filters) ? await loosen(ctx, filters) : [];
  return { ...named, answer, loosened };
}

async function loosen(ctx: Ctx, filters: SearchFilters): Promise<Loosened[]> {
  const chosen = facetNames.filter((name) => filters[name].length > 0);
  const ways: Omit<Loosened, 'total'>[] = [
    ...chosen.map((name) => ({ without: name, filters: { ...filters, [name]: [] } })),
    ...(filters.in ? [{ without: 'in' as const, filters: { ...filters, in: '' as const } }] : []),
  ];
  const count = async (way: Omit<Loosened, 'total'>): Promise<Loosened> => ({ ...way, total: (await searchRecords(ctx, request(way.filters, 1))).total });
  const counted = (await Promise.all(ways.map(count))).filter(({ total }) => total > 0);
  if (counted.length === 0 && ways.length > 1)
    counted.push(...[await count({ without: 'all', filters: withoutFilters(filters) })].filter(({ total }) => total > 0));
  return counted.sort((a, b) => b.total - a.total);
}
