import { bestOf } from './best-first.ts';
import { countFacets, type FacetCounts, type FacetFilters } from './facets.ts';
import { allowedClasses } from './records.ts';
import type { SearchIndex } from './search-index.ts';

export interface BrowseQuery {
  /** The audiences the reader belongs to. */
  readonly readers: readonly string[];
  readonly filters: FacetFilters;
  /** Facets to count. */
  readonly count: readonly string[];
  readonly offset: number;
  readonly limit: number;
}
export interface Browsed {
  /** Newest first. */
  readonly keys: readonly string[];
  readonly total: number;
  readonly facets: FacetCounts;
}

/** Every record that the reader may see and that passes the filters, newest first, without any words to look for. */
export function browse({ records }: SearchIndex, { readers, filters, count: wanted, offset, limit }: BrowseQuery): Browsed {
  const allowed = allowedClasses(records, readers);
  const seen = new Uint32Array(records.keys.length);
  let count = 0;
  for (let record = 0; record < records.keys.length; record += 1) if (allowed[records.classes[record] as number] === 1) seen[count++] = record;
  const { passing, count: total, facets } = countFacets(records, seen, count, filters, wanted);
  const newest = bestOf(passing, total, records.when, records.ties, offset + limit).slice(offset);
  return { keys: newest.map((record) => records.keys[record] as string), total, facets };
}
