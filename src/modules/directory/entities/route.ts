import { z } from 'zod';
import type { Ctx } from '#platform/context.ts';
import { optionalRow } from '#platform/db/statement.ts';
import { Forbidden, NotFound } from '#platform/errors/errors.ts';
import { route } from '#platform/http/route.ts';
import { entityCode } from '../browse/route.ts';
import { onRevision, revision } from '../form-values.ts';
import * as outputs from '../outputs.ts';
import { mayAddPlaces, mayEditPlace } from '../policy.ts';
import { allCountries } from '../public.ts';
import { selectEntities, selectEntityByCode } from '../queries.ts';
import { createEntity } from './create-entity.ts';
import { editEntity } from './edit-entity.ts';
import { entityFields, entityLabels, entityValues, newEntityInput } from './entity-form.ts';
import { entityFormPage } from './entity-form-page.tsx';

/** What the form of a new entity offers: listed countries and all entities. */
async function readNew(ctx: Ctx) {
  if (!mayAddPlaces(ctx.actor)) throw new Forbidden('page.not-allowed');
  const [countries, entities] = await Promise.all([allCountries(ctx), selectEntities(ctx.db)]);
  return { choices: { countries: [...countries.values()].filter((country) => country.listed), entities } };
}

/** An entity with the choices of its form: its own country even when it is not listed, and every entity but itself. */
async function readEdit(ctx: Ctx, code: string) {
  const entity = optionalRow(await selectEntityByCode(ctx.db, code));
  if (!entity) throw new NotFound('page.not-found');
  if (!mayEditPlace(ctx.actor, { entity: entity.id, country: entity.country_code })) throw new Forbidden('page.not-allowed');
  const [countries, entities] = await Promise.all([allCountries(ctx), selectEntities(ctx.db)]);
  const choices = {
    countries: [...countries.values()].filter((country) => country.listed || country.code === entity.country_code),
    entities: entities.filter((other) => other.id !== entity.id),
  };
  return { entity, choices, parent: entities.find((other) => other.id === entity.parent_id)?.code };
}

export const showNewEntity = route({
  name: 'directory.new-entity',
  method: 'GET',
  path: '/entities/new',
  permission: 'directory.edit',
  input: z.strictObject({}),
  handle: readNew,
  page: (view, found) => entityFormPage(view, found, { values: {}, problems: [] }),
  json: false,
});

export const postNewEntity = route({
  name: 'directory.add-entity',
  method: 'POST',
  path: '/entities/new',
  permission: 'directory.edit',
  input: newEntityInput,
  output: outputs.byCode,
  handle: createEntity,
  redirect: ({ code }) => `/entities/${code}`,
  again: async (ctx, view, state) => entityFormPage(view, await readNew(ctx), state),
  labels: entityLabels,
});

export const showEditEntity = route({
  name: 'directory.edit-entity-form',
  method: 'GET',
  path: '/entities/:code/edit',
  permission: 'directory.edit',
  input: z.strictObject({ code: entityCode }),
  output: outputs.editableEntity,
  handle: (ctx, { code }) => readEdit(ctx, code),
  page: (view, found) => entityFormPage(view, found, { values: entityValues(found.entity, found.parent), problems: [] }),
  json: ({ entity, parent }) => ({
    code: entity.code,
    rev: entity.rev,
    name: entity.name,
    type: entity.type,
    country: entity.country_code,
    parent: parent ?? null,
    aliases: entity.aliases,
  }),
});

export const postEditEntity = route({
  name: 'directory.edit-entity',
  method: 'POST',
  path: '/entities/:code/edit',
  permission: 'directory.edit',
  input: z.strictObject({ ...entityFields, code: entityCode, rev: revision }),
  output: outputs.savedByCode,
  handle: editEntity,
  redirect: ({ code }) => `/entities/${code}`,
  again: async (ctx, view, state) => {
    const found = await readEdit(ctx, state.values.code ?? '');
    return entityFormPage(view, found, onRevision(state, found.entity.rev));
  },
  labels: entityLabels,
});
