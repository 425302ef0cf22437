import type { Records } from './records.ts';

export type FacetFilters = Readonly<Record<string, readonly string[]>>;
export type FacetCounts = Readonly<Record<string, Readonly<Record<string, number>>>>;

export interface Counted {
  /** The records that pass every filter, in the order given. */
  readonly passing: Uint32Array;
  readonly count: number;
  /** Of each facet, how many records have each value, every filter applied but the facet's own. */
  readonly facets: FacetCounts;
}

/**
 * Filters and counts in one pass over the records found, all of which the reader may see. Within a facet any
 * chosen value will do; every facet must agree.
 */
export function countFacets(records: Records, found: Uint32Array, count: number, filters: FacetFilters, wanted: readonly string[]): Counted {
  const names = Object.keys(filters).filter((name) => (filters[name] as readonly string[]).length > 0);
  if (names.length === 0) return { passing: found, count, facets: countsByFacet(records, countValues(records, found, count), wanted) };
  const everyBit = 2 ** names.length - 1;
  const bits = new Uint32Array(records.facetValues.length);
  const countedFor = new Int8Array(records.facetValues.length).fill(-2);
  records.facetValues.forEach(({ facet, value }, id) => {
    const filter = names.indexOf(facet);
    if (filter >= 0 && filters[facet]?.includes(value)) bits[id] = 2 ** filter;
    if (wanted.includes(facet)) countedFor[id] = filter;
  });
  const counts = new Uint32Array(records.facetValues.length);
  const passing = new Uint32Array(count);
  let passed = 0;
  const { valueStarts, values } = records;
  for (let at = 0; at < count; at += 1) {
    const record = found[at] as number;
    const first = valueStarts[record] as number;
    const end = valueStarts[record + 1] as number;
    let has = 0;
    if (everyBit !== 0) for (let place = first; place < end; place += 1) has |= bits[values[place] as number] as number;
    const missing = everyBit & ~has;
    if (missing === 0) passing[passed++] = record;
    // More than one filter failed: the record counts nowhere.
    else if ((missing & (missing - 1)) !== 0) continue;
    if (wanted.length === 0) continue;
    for (let place = first; place < end; place += 1) {
      const value = values[place] as number;
      const filter = countedFor[value] as number;
      if (filter !== -2 && (missing === 0 || (filter >= 0 && missing === 2 ** filter))) counts[value] = (counts[value] as number) + 1;
    }
  }
  return { passing, count: passed, facets: countsByFacet(records, counts, wanted) };
}

/** How many of the records found have each value. */
function countValues({ facetValues, valueStarts, values }: Records, found: Uint32Array, count: number): Uint32Array {
  const counts = new Uint32Array(facetValues.length);
  for (let at = 0; at < count; at += 1) {
    const record = found[at] as number;
    for (let place = valueStarts[record] as number, end = valueStarts[record + 1] as number; place < end; place += 1) {
      const value = values[place] as number;
      counts[value] = (counts[value] as number) + 1;
    }
  }
  return counts;
}

function countsByFacet(records: Records, counts: Uint32Array, wanted: readonly string[]): FacetCounts {
  const facets: Record<string, Record<string, number>> = Object.fromEntries(wanted.map((name) => [name, {}]));
  const entries = records.facetValues.flatMap(({ facet, value }, id) =>
    (counts[id] as number) > 0 && wanted.includes(facet) ? [{ facet, value, count: counts[id] as number }] : [],
  );
  // In an order of their own: that of their numbers would tell which record came first.
  entries.sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
  for (const { facet, value, count } of entries) (facets[facet] as Record<string, number>)[value] = count;
  return facets;
}
