import { allCountries, type Country } from '#modules/directory/public.ts';
import { type Found, findRecords, textsOf } from '#modules/search/public.ts';
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
  readonly found: Found | null;
  readonly texts: Awaited<ReturnType<typeof textsOf>>;
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
export async function listPractices(ctx: Ctx, input: ListInput): Promise<PracticeList> {
  const found = input.q === '' ? null : await findRecords(ctx, 'practice', input.q);
  const page = found ? await foundPage(ctx, input, found) : await newestPage(ctx, input);
  const texts = found
    ? await textsOf(
        ctx,
        'practice',
        page.rows.map((row) => row.id),
      )
    : new Map();
  const { q, country, field, grade } = input;
  return { filters: { q, country, field, grade }, ...page, found, texts, now: ctx.now };
}

/** The same with the exact total and the counts of the three facets, for the library's page. */
export async function listWithCounts(ctx: Ctx, input: ListInput): Promise<PracticeListWithCounts> {
  const list = await listPractices(ctx, input);
  const chosen = [orNull(input.country), orNull(input.field), orNull(input.grade)] as const;
  const counts = await countFacets(ctx.db, ...chosen, list.found?.ids ?? null);
  const facet = (name: string): FacetValue[] => counts.filter((row) => row.facet === name).map(({ value, count }) => ({ value, count }));
  const total = list.found ? (await selectFound(ctx.db, ...chosen, list.found.ids)).length : onlyRow(await countListed(ctx.db, ...chosen)).count;
  const [countries, vocabulary] = await Promise.all([allCountries(ctx), readVocabulary(ctx)]);
  return {
    ...list,
    rows: withItems(list.rows),
    countries,
    vocabulary,
    total,
    facets: { country: facet('country'), field: facet('field'), grade: facet('grade') },
  };
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

async function foundPage(ctx: Ctx, { country, field, grade, after, limit }: ListInput, found: Found): Promise<PageOfRows> {
  const rows = new Map((await selectFound(ctx.db, orNull(country), orNull(field), orNull(grade), found.ids)).map((row) => [row.id, row]));
  const ordered = found.ids.flatMap((id) => rows.get(id) ?? []);
  const skip = /^\d{1,5}$/.test(after) ? Number(after) : 0;
  return { rows: ordered.slice(skip, skip + limit), next: ordered.length > skip + limit ? String(skip + limit) : null, first: skip + 1 };
}

/** The list as a program is given it. */
export const listJson = ({ rows, next, now }: PracticeList): JsonText => {
  const items = rows.map(({ list_item, confirmed_at }) => `{"needsConfirmation":${needsConfirmation(confirmed_at, now)},${list_item.slice(1)}`);
  return { jsonText: `{"items":[${items.join(',')}],"next":${JSON.stringify(next)}}` };
};
