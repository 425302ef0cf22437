import type { Ctx } from '#platform/context.ts';
import { facetNames, type SearchFilters } from '../ask/filters.ts';
import { searchRecords } from '../find/search-records.ts';
import { keyOf } from '../node/loaded-index.ts';

/** So many of the newest records that a saved search finds are compared with those it found before. */
export const mostCompared = 1_000;

export interface Match {
  readonly key: string;
  readonly at: Date;
}

/** The newest records that a saved search finds for this reader. */
export async function matchesOf(ctx: Ctx, filters: SearchFilters): Promise<Match[]> {
  const { records } = await searchRecords(ctx, {
    q: filters.q,
    filters: Object.fromEntries(facetNames.map((name) => [name, filters[name]])),
    ...(filters.in && { languages: [filters.in] }),
    sort: 'newest',
    limit: mostCompared,
  });
  return records.map(({ kind, ref_id, at }) => ({ key: keyOf(kind, ref_id), at }));
}

/**
 * What was not found before. When the list before was full, records older than it may come into it as others
 * leave: then only what is dated after the last look counts.
 */
export function freshOf(matches: readonly Match[], seen: readonly string[], lookedAt: Date): Match[] {
  const known = new Set(seen);
  const full = seen.length >= mostCompared;
  return matches.filter(({ key, at }) => !known.has(key) && (!full || at > lookedAt));
}
