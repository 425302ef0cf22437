import { allCountries, type Country } from '#modules/directory/public.ts';
import { browsePublic, type SearchAnswer, searchIds, searchRecords } from '#modules/search/public.ts';
import { readVocabulary, type Vocabulary } from '#modules/vocabulary/public.ts';
import type { Ctx } from '#platform/context.ts';
import type { JsonText } from '#platform/http/route.ts';
import { isUuid } from '#platform/values/ids.ts';
import { beforeAll, type PublicRow, type ShownRow, selectFound, selectListed, selectNewest, withItems } from '../queries.ts';
import { needsConfirmation } from '../standing/freshness.ts';
import { anyChosen, chosenOrNull, eachFacet, type FacetName, type Facets, facetNames, facetsOf } from './facets.ts';

export interface ListFilters extends Facets {
  readonly q: string;
}
export interface ListInput extends ListFilters {
  /** Keyset of the row before: `<time>_<id>`; with a query, how many were shown before. */
  readonly after: string;
  readonly limit: number;
}
export interface FacetValue {
  readonly value: string;
  readonly count: number;
}
export interface PracticeList {
  readonly filters: ListFilters;
  readonly rows: readonly PublicRow[];
  readonly next: string | null;
  readonly first: number;
  readonly now: Date;
}
export interface PracticeListWithCounts extends Omit<PracticeList, 'rows'> {
  readonly rows: readonly ShownRow[];
  /** What the search answered, when there is a query. */
  readonly found: SearchAnswer | null;
  readonly countries: ReadonlyMap<string, Country>;
  readonly vocabulary: Vocabulary;
  readonly total: number;
  readonly facets: Readonly<Record<FacetName, readonly FacetValue[]>>;
}

/** A page of public practices: newest first, or best match first when there is a query. Never reveals what is not public. */
export async function listPractices(ctx: Ctx, input: ListInput): Promise<PracticeList> {
  const { q, after, limit } = input;
  if (q === '') return pageOf(ctx, input, await newestPage(ctx, input));
  const { ids, total } = await searchIds(ctx, 'practice', { q, filters: facetsOf(input), offset: offsetOf(after), limit });
  return pageOfIds(ctx, input, ids, total);
}

const pageOf = (ctx: Ctx, input: ListInput, page: PageOfRows): PracticeList => ({
  filters: { q: input.q, ...facetsOf(input) },
  now: ctx.now,
  ...page,
});

/** The same with the exact total and the counts of the facets, for the library's page. */
export async function listWithCounts(ctx: Ctx, input: ListInput): Promise<PracticeListWithCounts> {
  const [{ page, ...counted }, countries, vocabulary] = await Promise.all([countedList(ctx, input), allCountries(ctx), readVocabulary(ctx)]);
  return { ...page, rows: withItems(page.rows), countries, vocabulary, ...counted };
}

type Counts = Pick<PracticeListWithCounts, 'total' | 'facets'>;
type Counted = Counts & { readonly page: PracticeList; readonly found: SearchAnswer | null };

const countsOf = ({ total, facets }: Pick<SearchAnswer, 'total' | 'facets'>): Counts => {
  const valuesOf = (name: string): FacetValue[] => Object.entries(facets[name] ?? {}).map(([value, count]) => ({ value, count }));
  return { total, facets: eachFacet(valuesOf) };
};

/** Counts are the index's, which has them at any size at once; without filters the rows are a walk along one index of the table. */
async function countedList(ctx: Ctx, input: ListInput): Promise<Counted> {
  const { q, after, limit } = input;
  const filters = facetsOf(input);
  const asked = { filters, count: facetNames, offset: offsetOf(after), limit };
  if (q !== '') {
    const found = await searchRecords(ctx, { ...asked, q, filters: { kind: ['practice'], ...filters }, publicOnly: true });
    const ids = found.records.map((record) => record.ref_id);
    return { page: await pageOfIds(ctx, input, ids, found.total), found, ...countsOf(found) };
  }
  if (anyChosen(filters)) {
    const browsed = await browsePublic(ctx, 'practice', asked);
    return { page: await pageOfIds(ctx, input, browsed.ids, browsed.total), found: null, ...countsOf(browsed) };
  }
  const [page, browsed] = await Promise.all([newestPage(ctx, input), browsePublic(ctx, 'practice', { ...asked, offset: 0, limit: 0 })]);
  return { page: pageOf(ctx, input, page), found: null, ...countsOf(browsed) };
}

async function pageOfIds(ctx: Ctx, input: ListInput, ids: readonly string[], total: number): Promise<PracticeList> {
  const offset = offsetOf(input.after);
  return pageOf(ctx, input, { rows: await rowsInOrder(ctx, ids), next: nextOffset(offset, input.limit, total), first: offset + 1 });
}

/** Pages of what the index orders are told by how many rows came before; past this many nobody reads on. */
const deepest = 10_000;
const offsetOf = (after: string): number => (/^\d{1,4}$/.test(after) ? Number(after) : 0);
const nextOffset = (offset: number, limit: number, total: number): string | null =>
  total > offset + limit && offset + limit < deepest ? String(offset + limit) : null;

async function rowsInOrder(ctx: Ctx, ids: readonly string[]): Promise<PublicRow[]> {
  const rows = new Map((await selectFound(ctx.db, ids)).map((row) => [row.id, row]));
  return ids.flatMap((id) => rows.get(id) ?? []);
}

type PageOfRows = Pick<PracticeList, 'rows' | 'next' | 'first'>;

async function newestPage(ctx: Ctx, { after, limit, ...filters }: ListInput): Promise<PageOfRows> {
  const [time, id, before] = after.split('_');
  const keyset = time && id && /^\d{1,16}$/.test(time) && isUuid(id) ? ([Number(time), id] as const) : beforeAll;
  const rows = anyChosen(filters)
    ? await selectListed(ctx.db, ...chosenOrNull(filters), ...keyset, limit + 1)
    : await selectNewest(ctx.db, ...keyset, limit + 1);
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const first = Number(before ?? 0) + 1;
  const next = rows.length > limit && last ? `${last.listed_at}_${last.id}_${first + limit - 1}` : null;
  return { rows: shown, next, first };
}

/** The list as a program is given it. */
export const listJson = ({ rows, next, now }: PracticeList): JsonText => {
  const items = rows.map(({ list_item, confirmed_at }) => `{"needsConfirmation":${needsConfirmation(confirmed_at, now)},${list_item.slice(1)}`);
  return { jsonText: `{"items":[${items.join(',')}],"next":${JSON.stringify(next)}}` };
};
