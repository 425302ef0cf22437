import type { Ctx } from '#platform/context.ts';
import { onlyRow, optionalRow } from '#platform/db/statement.ts';
import type { SearchRecord, SearchSource } from '#platform/search-source.ts';
import { type LocalizedText, textsOf } from '#platform/values/localized-text.ts';
import {
  type CountryRow,
  countPlaces,
  type EntityForSearch,
  selectCountries,
  selectCountry,
  selectEntitiesForSearch,
  selectEntityForSearch,
} from '../queries.ts';

const namesIn = (texts: readonly (LocalizedText | null)[]): string[] => texts.flatMap((text) => Object.values(text ? textsOf(text) : {}));

const entityRecord = ({ id, code, country_code, type, name, aliases, country_name, parent_name, created_at }: EntityForSearch): SearchRecord => ({
  id,
  path: `/entities/${code}`,
  audiences: ['public'],
  facets: { ...(country_code && { country: [country_code] }), 'entity-type': [type] },
  at: created_at,
  tags: [code, ...namesIn([...aliases, country_name, parent_name])],
  title: textsOf(name),
  summary: {},
  body: {},
});

async function* everyEntity(ctx: Ctx): AsyncIterable<SearchRecord> {
  for (const row of await selectEntitiesForSearch(ctx.db)) yield entityRecord(row);
}

/** Entities and their other names. */
export const entitySource: SearchSource = {
  kind: 'entity',
  form: async (ctx) => `1 ${onlyRow(await countPlaces(ctx.db)).entities}`,
  events: ['directory.entity-added', 'directory.entity-edited'],
  read: async (ctx, id) => {
    const row = optionalRow(await selectEntityForSearch(ctx.db, id));
    return row ? entityRecord(row) : null;
  },
  all: everyEntity,
};

const countryRecord = ({ code, name, aliases }: CountryRow): SearchRecord => ({
  id: code,
  path: `/countries/${code}`,
  audiences: ['public'],
  facets: { country: [code] },
  at: new Date(0),
  tags: [code, ...namesIn(aliases)],
  title: textsOf(name),
  summary: {},
  body: {},
});

async function* everyCountry(ctx: Ctx): AsyncIterable<SearchRecord> {
  for (const row of await selectCountries(ctx.db)) if (row.listed) yield countryRecord(row);
}

/** The countries of the node's list; one that is no longer listed is no longer found. */
export const countrySource: SearchSource = {
  kind: 'country',
  form: async (ctx) => `1 ${onlyRow(await countPlaces(ctx.db)).countries}`,
  events: ['directory.country-added', 'directory.country-edited'],
  read: async (ctx, code) => {
    const row = optionalRow(await selectCountry(ctx.db, code));
    return row?.listed ? countryRecord(row) : null;
  },
  all: everyCountry,
};
