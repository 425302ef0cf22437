import type { Ctx } from '#platform/context.ts';
import { audiencesOf, kindWeights } from '../documents/sources.ts';
import type { FacetCounts, FacetFilters } from '../engine/facets.ts';
import type { Query, Translation } from '../engine/find.ts';
import { everybody } from '../engine/records.ts';
import { indexOf } from '../node/index-of-node.ts';
import { partsOfKey } from '../node/loaded-index.ts';
import type { DocumentRow } from '../queries.ts';
import { findByTitle } from './by-title.ts';
import { documentsByKey } from './documents-by-key.ts';
import { type FusedHit, findFused } from './find-fused.ts';
import { spellNearWords, type Unknown } from './spell-near-words.ts';

export interface SearchRequest {
  readonly q: string;
  /** Values by facet; `kind` is one. */
  readonly filters?: FacetFilters;
  /** Facets to count. */
  readonly count?: readonly string[];
  /** Only what everybody may see, whoever asks. */
  readonly publicOnly?: boolean;
  /** Only texts in these languages. */
  readonly languages?: readonly string[];
  /** `title`: in the reader's language, of the best 2,000. */
  readonly sort?: 'best' | 'newest' | 'title';
  readonly offset?: number;
  readonly limit: number;
}

export interface FoundRecord extends DocumentRow {
  /** The language of the text that answered, and whether the query was translated to reach it. */
  readonly language: string;
  readonly translated: boolean;
  /** No word brought it, only that its meaning is near. */
  readonly byMeaning: boolean;
}

export interface SearchAnswer {
  readonly records: readonly FoundRecord[];
  readonly total: number;
  readonly facets: FacetCounts;
  /** Every stem that was looked for, for `highlight` and `snippet`. */
  readonly stems: ReadonlySet<string>;
  readonly words: readonly string[];
  /** By language, what the words of the query became there. */
  readonly translations: Readonly<Record<string, readonly Translation[]>>;
  readonly unknown: readonly Unknown[];
}

export const longestQuery = 1_000;

/** As the index takes it. A kind counts alike in every answer, whatever else the answer holds. */
const queryOf = ({ q, ...rest }: Pick<SearchRequest, 'q' | 'filters' | 'count' | 'languages' | 'offset' | 'limit'>, readers: readonly string[]): Query => ({
  ...rest,
  kindWeights: kindWeights(),
  text: q.slice(0, longestQuery),
  readers,
});

/**
 * The records that answer a query, best first, of those the reader may see; the counts are of those alone.
 * The rows shown are checked again in the database. Busy `search.loading` while the index is not there.
 */
export async function searchRecords(ctx: Ctx, request: SearchRequest): Promise<SearchAnswer> {
  const { publicOnly = false, sort = 'best', ...rest } = request;
  const thread = await indexOf(ctx);
  const readers = publicOnly ? [everybody] : audiencesOf(ctx.actor);
  const query = queryOf(rest, readers);
  const found = await (sort === 'title'
    ? findByTitle(ctx, thread, query)
    : sort === 'newest'
      ? thread.ask('find', { ...query, sort })
      : findFused(ctx, thread, query));
  const rows = await documentsByKey(
    ctx,
    found.hits.map(({ key }) => key),
    readers,
  );
  const records = found.hits.flatMap(({ key, language, translated, byMeaning = false }: FusedHit) => {
    const row = rows.get(key);
    return row ? [{ ...row, language, translated, byMeaning }] : [];
  });
  return {
    records,
    total: found.total,
    facets: found.facets,
    stems: new Set(Object.values(found.stems).flat()),
    words: found.words,
    translations: found.translations,
    unknown: await spellNearWords(ctx, found.unknown),
  };
}

/**
 * The public records of one kind that answer a query, best first, by id alone: for answers that are read from the
 * records' own table, which decides again who sees what. Busy `search.loading` while the index is not there.
 */
export async function searchIds(
  ctx: Ctx,
  kind: string,
  request: Pick<SearchRequest, 'q' | 'filters' | 'offset' | 'limit'>,
): Promise<{ readonly ids: readonly string[]; readonly total: number }> {
  const thread = await indexOf(ctx);
  const { hits, total } = await findFused(ctx, thread, queryOf({ ...request, filters: { ...request.filters, kind: [kind] } }, [everybody]));
  return { ids: hits.map(({ key }) => partsOfKey(key).id), total };
}
