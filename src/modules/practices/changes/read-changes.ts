import { allCountries, type Country } from '#modules/directory/public.ts';
import { searchIds } from '#modules/search/public.ts';
import { type Concept, conceptsOf, readVocabulary } from '#modules/vocabulary/public.ts';
import type { Ctx } from '#platform/context.ts';
import { isUuid } from '#platform/values/ids.ts';
import type { Card } from '../content/card.ts';
import { chosenOrNull, facetNames, facetsOf } from '../list/facets.ts';
import type { ListFilters } from '../list/list-practices.ts';
import { beforeAll } from '../queries.ts';
import type { ChangeKind } from './kinds.ts';
import { type ChangeRow, selectChanges } from './queries.ts';

export interface ChangeFilters extends ListFilters {
  readonly kind: readonly ChangeKind[];
}
export interface ChangesInput extends ChangeFilters {
  /** Keyset of the row before: `<microseconds>_<id>`. */
  readonly after: string;
  readonly limit: number;
}
export type Change = Omit<ChangeRow, 'card' | 'micros'> & { readonly card: Card | null };
export interface Changes {
  readonly filters: ChangeFilters;
  readonly rows: readonly Change[];
  readonly next: string | null;
  readonly first: boolean;
}
export interface ChangesWithChoices extends Changes {
  readonly countries: ReadonlyMap<string, Country>;
  readonly fields: readonly Concept[];
}

/** A page of public changes, newest first, under any filter of the library. What is not public is not there; what is archived has its code alone. */
export async function listChanges(ctx: Ctx, input: ChangesInput): Promise<Changes> {
  const { q, kind, after, limit } = input;
  const [micros, id] = after.split('_');
  const keyset = micros && id && /^\d{1,16}$/.test(micros) && isUuid(id) ? ([Number(micros), id] as const) : beforeAll;
  const found = q === '' ? null : await foundIds(ctx, q);
  const rows = await selectChanges(ctx.db, ...chosenOrNull(input), found, kind.length > 0 ? kind : null, ...keyset, limit + 1);
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    filters: { q, kind, ...facetsOf(input) },
    rows: shown.map(({ card, micros: _, ...row }) => ({ ...row, card: card === null ? null : (JSON.parse(card) as Card) })),
    next: rows.length > limit && last ? `${last.micros}_${last.id}` : null,
    first: keyset === beforeAll,
  };
}

/** The best matches are enough: a reader of changes wants the newest of what they search for, not the last of it. */
const searchedAtMost = 500;
const foundIds = async (ctx: Ctx, q: string): Promise<readonly string[]> => (await searchIds(ctx, 'practice', { q, limit: searchedAtMost })).ids;

/** The same with what can be chosen, for the page. */
export async function listWithChoices(ctx: Ctx, input: ChangesInput): Promise<ChangesWithChoices> {
  const [changes, countries, vocabulary] = await Promise.all([listChanges(ctx, input), allCountries(ctx), readVocabulary(ctx)]);
  return { ...changes, countries, fields: conceptsOf(vocabulary, 'cofog', 'roots') };
}

/** Query of an address under these filters, with `?` where there is one. */
export function changesQuery(filters: Partial<ChangeFilters>, after?: string): string {
  const query = new URLSearchParams();
  if (filters.q) query.set('q', filters.q);
  for (const name of [...facetNames, 'kind'] as const) for (const value of filters[name] ?? []) query.append(name, value);
  if (after) query.set('after', after);
  const text = query.toString();
  return text ? `?${text}` : '';
}
