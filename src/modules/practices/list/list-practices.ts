import { allCountries, type Country } from '#modules/directory/public.ts';
import { type SearchAnswer, searchRecords } from '#modules/search/public.ts';
import { readVocabulary, type Vocabulary } from '#modules/vocabulary/public.ts';
import type { Ctx } from '#platform/context.ts';
import { onlyRow } from '#platform/db/statement.ts';
import type { JsonText } from '#platform/http/route.ts';
import { isUuid } from '#platform/values/ids.ts';
import { beforeAll, countFacets, countListed, type PublicRow, type ShownRow, selectFound, selectListed, selectNewest, withItems } from '../queries.ts';
import { needsConfirmation } from '../standing/freshness.ts';

export interface ListFilters {
  readonly q: string;
  readonly country: readonly string[];
  readonly field: readonly string[];
  readonly grade: readonly string[];
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
  /** What the search answered, when there is a query. */
  readonly found: SearchAnswer | null;
  readonly now: Date;
}
export interface PracticeListWithCounts extends Omit<PracticeList, 'rows'> {
  readonly rows: readonly ShownRow[];
  readonly countries: ReadonlyMap<string, Country>;
  readonly vocabulary: Vocabulary;
  readonly total: number;
  readonly facets: Readonly<Record<'country' | 'field' | 'grade', readonly FacetValue[]>>;
}

const orNull = (values: readonly string[]): readonly string[] | null => (values.length > 0 ? values : null);

/** A page of public practices: newest first, or best match first when there is a query. Never reveals what is not public. */
export function listPractices(ctx: Ctx, input: ListInput): Promise<PracticeList> {
  return list(ctx, input, { bare: true, count: [] });
}

async function list(ctx: Ctx, input: ListInput, asked: Asked): Promise<PracticeList> {
  const { q, country, field, grade } = input;
  const page = q === '' ? { ...(await newestPage(ctx, input)), found: null } : await foundPage(ctx, input, asked);
  return { filters: { q, country, field, grade }, now: ctx.now, ...page };
}

/** What is asked of the search beside the records: their texts, for passages, and the facets to count. */
interface Asked {
  readonly bare: boolean;
  readonly count: readonly string[];
}
const forPages: Asked = { bare: false, count: ['country', 'field', 'grade'] };

/** The same with the exact total and the counts of the three facets, for the library's page. */
export async function listWithCounts(ctx: Ctx, input: ListInput): Promise<PracticeListWithCounts> {
  const [page, countries, vocabulary] = await Promise.all([list(ctx, input, forPages), allCountries(ctx), readVocabulary(ctx)]);
  const { total, facets } = page.found ? countsOf(page.found) : await countsOfAll(ctx, input);
  return { ...page, rows: withItems(page.rows), countries, vocabulary, total, facets };
}

type Counts = Pick<PracticeListWithCounts, 'total' | 'facets'>;

const countsOf = ({ total, facets }: SearchAnswer): Counts => {
  const valuesOf = (name: string): FacetValue[] => Object.entries(facets[name] ?? {}).map(([value, count]) => ({ value, count }));
  return { total, facets: { country: valuesOf('country'), field: valuesOf('field'), grade: valuesOf('grade') } };
};

async function countsOfAll(ctx: Ctx, input: ListInput): Promise<Counts> {
  const chosen = [orNull(input.country), orNull(input.field), orNull(input.grade)] as const;
  const counts = await countFacets(ctx.db, ...chosen);
  const facet = (name: string): FacetValue[] => counts.filter((row) => row.facet === name).map(({ value, count }) => ({ value, count }));
  return { total: onlyRow(await countListed(ctx.db, ...chosen)).count, facets: { country: facet('country'), field: facet('field'), grade: facet('grade') } };
}

type PageOfRows = Pick<PracticeList, 'rows' | 'next' | 'first'>;

async function newestPage(ctx: Ctx, { country, field, grade, after, limit }: ListInput): Promise<PageOfRows> {
  const [time, id, before] = after.split('_');
  const keyset = time && id && /^\d{1,16}$/.test(time) && isUuid(id) ? ([Number(time), id] as const) : beforeAll;
  const filtered = country.length + field.length + grade.length > 0;
  const rows = filtered
    ? await selectListed(ctx.db, orNull(country), orNull(field), orNull(grade), ...keyset, limit + 1)
    : await selectNewest(ctx.db, ...keyset, limit + 1);
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const first = Number(before ?? 0) + 1;
  const next = rows.length > limit && last ? `${last.listed_at}_${last.id}_${first + limit - 1}` : null;
  return { rows: shown, next, first };
}

async function foundPage(ctx: Ctx, { q, country, field, grade, after, limit }: ListInput, asked: Asked): Promise<PageOfRows & { found: SearchAnswer }> {
  const offset = /^\d{1,4}$/.test(after) ? Number(after) : 0;
  const filters = { kind: ['practice'], country, field, grade };
  const found = await searchRecords(ctx, { q, filters, ...asked, publicOnly: true, offset, limit });
  const ids = found.records.map((record) => record.ref_id);
  const rows = new Map((await selectFound(ctx.db, ids)).map((row) => [row.id, row]));
  const next = found.total > offset + limit ? String(offset + limit) : null;
  return { rows: ids.flatMap((id) => rows.get(id) ?? []), next, first: offset + 1, found };
}

/** The list as a program is given it. */
export const listJson = ({ rows, next, now }: PracticeList): JsonText => {
  const items = rows.map(({ list_item, confirmed_at }) => `{"needsConfirmation":${needsConfirmation(confirmed_at, now)},${list_item.slice(1)}`);
  return { jsonText: `{"items":[${items.join(',')}],"next":${JSON.stringify(next)}}` };
};
