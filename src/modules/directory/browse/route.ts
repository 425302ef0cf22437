import { z } from 'zod';
import { contributionsTo } from '#modules/thread/public.ts';
import { optionalRow } from '#platform/db/statement.ts';
import { NotFound } from '#platform/errors/errors.ts';
import { route } from '#platform/http/route.ts';
import * as outputs from '../outputs.ts';
import { mayAddPlaces } from '../policy.ts';
import {
  selectAncestors,
  selectChildren,
  selectCountries,
  selectCountry,
  selectEntities,
  selectEntitiesAfter,
  selectEntitiesOfCountry,
  selectEntityByCode,
  selectListedCountriesAfter,
  selectPeopleOfEntity,
} from '../queries.ts';
import { countriesPage, countryPage } from './country-pages.tsx';
import { entitiesPage, entityPage } from './entity-pages.tsx';

export const entityCode = z
  .string()
  .regex(/^[A-Z0-9][A-Z0-9-]{1,39}$/)
  .catch('');
export const countryCode = z
  .string()
  .regex(/^[A-Z]{2}$/)
  .catch('');

export const listEntities = route({
  name: 'directory.entities',
  method: 'GET',
  path: '/entities',
  permission: 'public',
  input: z.strictObject({}),
  handle: async (ctx) => ({
    entities: await selectEntities(ctx.db),
    countries: new Map((await selectCountries(ctx.db)).map((country) => [country.code, country])),
  }),
  page: entitiesPage,
  json: false,
});

/** Codes are the keyset: `after` is the last code of the page before. */
const pageInput = {
  after: z
    .string()
    .max(60)
    .optional()
    .transform((code) => code ?? ''),
  limit: z.coerce.number().int().min(1).max(500).default(100),
};
const pageOfCodes = <T extends { readonly code: string }>(rows: readonly T[], limit: number) => {
  const items = rows.slice(0, limit);
  return { items, next: rows.length > limit ? (items.at(-1)?.code ?? null) : null };
};

export const listEntitiesForPrograms = route({
  name: 'directory.entity-list',
  method: 'GET',
  path: '/entities',
  permission: 'public',
  input: z.strictObject(pageInput),
  output: outputs.entityPage,
  handle: async (ctx, { after, limit }) => pageOfCodes(await selectEntitiesAfter(ctx.db, after, limit + 1), limit),
  json: ({ items, next }) => ({
    items: items.map(({ code, name, type, country_code, aliases }) => ({ code, name, type, country: country_code, aliases })),
    next,
  }),
});

export const showEntity = route({
  name: 'directory.entity',
  method: 'GET',
  path: '/entities/:code',
  permission: 'public',
  input: z.strictObject({ code: entityCode }),
  output: outputs.entity,
  handle: async (ctx, { code }) => {
    const entity = optionalRow(await selectEntityByCode(ctx.db, code));
    if (!entity) throw new NotFound('page.not-found');
    const [ancestors, children, people, country, contributions] = await Promise.all([
      selectAncestors(ctx.db, entity.id),
      selectChildren(ctx.db, entity.id),
      selectPeopleOfEntity(ctx.db, entity.id),
      entity.country_code ? selectCountry(ctx.db, entity.country_code) : [],
      contributionsTo(ctx, { kind: 'entity', id: entity.id }),
    ]);
    return {
      entity,
      ancestors: ancestors.slice(1).reverse(),
      children,
      people: people.filter((person) => person.origin === 'fact'),
      country: country[0],
      contributions,
    };
  },
  page: entityPage,
  json: ({ entity, children, ancestors, contributions }) => ({
    code: entity.code,
    name: entity.name,
    type: entity.type,
    country: entity.country_code,
    aliases: entity.aliases,
    origin: entity.origin,
    source: entity.source,
    above: ancestors.map(({ code, name }) => ({ code, name })),
    below: children.map(({ code, name }) => ({ code, name })),
    contributions: Object.fromEntries(contributions.map(({ name, data }) => [name, data])),
  }),
});

export const listCountries = route({
  name: 'directory.countries',
  method: 'GET',
  path: '/countries',
  permission: 'public',
  input: z.strictObject({}),
  handle: async (ctx) => {
    const entities = await selectEntities(ctx.db);
    const counts = new Map<string, number>();
    for (const { country_code } of entities) if (country_code) counts.set(country_code, (counts.get(country_code) ?? 0) + 1);
    const all = await selectCountries(ctx.db);
    return { countries: all.filter((country) => country.listed), counts, unlisted: mayAddPlaces(ctx.actor) ? all.filter((country) => !country.listed) : [] };
  },
  page: countriesPage,
  json: false,
});

export const listCountriesForPrograms = route({
  name: 'directory.country-list',
  method: 'GET',
  path: '/countries',
  permission: 'public',
  input: z.strictObject(pageInput),
  output: outputs.countryPage,
  handle: async (ctx, { after, limit }) => pageOfCodes(await selectListedCountriesAfter(ctx.db, after, limit + 1), limit),
  json: ({ items, next }) => ({ items: items.map(({ code, name }) => ({ code, name })), next }),
});

export const showCountry = route({
  name: 'directory.country',
  method: 'GET',
  path: '/countries/:code',
  permission: 'public',
  input: z.strictObject({ code: countryCode }),
  output: outputs.country,
  handle: async (ctx, { code }) => {
    const country = optionalRow(await selectCountry(ctx.db, code));
    if (!country) throw new NotFound('page.not-found');
    const [entities, contributions] = await Promise.all([selectEntitiesOfCountry(ctx.db, code), contributionsTo(ctx, { kind: 'country', id: code })]);
    return { country, entities, contributions };
  },
  page: countryPage,
  json: ({ country, entities, contributions }) => ({
    code: country.code,
    name: country.name,
    aliases: country.aliases,
    entities: entities.map(({ code, name }) => ({ code, name })),
    contributions: Object.fromEntries(contributions.map(({ name, data }) => [name, data])),
  }),
});
