import type { Ctx } from '#platform/context.ts';
import { audiencesOf } from '../documents/sources.ts';
import type { FacetCounts, FacetFilters } from '../engine/facets.ts';
import { everybody } from '../engine/records.ts';
import { indexOf } from '../node/index-of-node.ts';
import type { DocumentRow } from '../queries.ts';
import { documentsByKey } from './documents-by-key.ts';
import { spellNearWords, type Unknown } from './spell-near-words.ts';

export interface SearchRequest {
  readonly q: string;
  /** Values by facet; `kind` is one. */
  readonly filters?: FacetFilters;
  /** Facets to count. */
  readonly count?: readonly string[];
  /** Only what everybody may see, whoever asks. */
  readonly publicOnly?: boolean;
  readonly sort?: 'best' | 'newest';
  readonly offset?: number;
  readonly limit: number;
  /** Leaves out the texts of the records, for answers that show no passage. */
  readonly bare?: boolean;
}

export interface FoundRecord extends DocumentRow {
  /** The language of the text that answered, and whether the query was translated to reach it. */
  readonly language: string;
  readonly translated: boolean;
}

export interface SearchAnswer {
  readonly records: readonly FoundRecord[];
  readonly total: number;
  readonly facets: FacetCounts;
  /** Every stem that was looked for, for `highlight` and `snippet`. */
  readonly stems: ReadonlySet<string>;
  readonly words: readonly string[];
  readonly unknown: readonly Unknown[];
}

export const longestQuery = 1_000;

/**
 * The records that answer a query, best first, of those the reader may see; the counts are of those alone.
 * The rows shown are checked again in the database. Conflict `search.loading` while the index is not there.
 */
export async function searchRecords(ctx: Ctx, request: SearchRequest): Promise<SearchAnswer> {
  const { q, publicOnly = false, bare = false, ...rest } = request;
  const thread = await indexOf(ctx);
  const readers = publicOnly ? [everybody] : audiencesOf(ctx.actor);
  const found = await thread.ask('find', { ...rest, text: q.slice(0, longestQuery), readers });
  const rows = await documentsByKey(
    ctx,
    found.hits.map(({ key }) => key),
    readers,
    { bare },
  );
  const records = found.hits.flatMap(({ key, language, translated }) => {
    const row = rows.get(key);
    return row ? [{ ...row, language, translated }] : [];
  });
  return {
    records,
    total: found.total,
    facets: found.facets,
    stems: new Set(Object.values(found.stems).flat()),
    words: found.words,
    unknown: await spellNearWords(ctx, found.unknown),
  };
}
