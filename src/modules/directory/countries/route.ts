import { z } from 'zod';
import type { Ctx } from '#platform/context.ts';
import { optionalRow } from '#platform/db/statement.ts';
import { Forbidden, NotFound } from '#platform/errors/errors.ts';
import { route } from '#platform/http/route.ts';
import { countryCode } from '../browse/route.ts';
import { onRevision, revision } from '../form-values.ts';
import * as outputs from '../outputs.ts';
import { mayAddPlaces, mayEditPlace } from '../policy.ts';
import { type CountryRow, selectCountry } from '../queries.ts';
import { countryFields, countryLabels, countryValues, newCountryInput } from './country-form.ts';
import { countryFormPage } from './country-form-page.tsx';
import { createCountry } from './create-country.ts';
import { editCountry } from './edit-country.ts';

async function readEdit(ctx: Ctx, code: string): Promise<CountryRow> {
  const country = optionalRow(await selectCountry(ctx.db, code));
  if (!country) throw new NotFound('page.not-found');
  if (!mayEditPlace(ctx.actor, { country: code })) throw new Forbidden('page.not-allowed');
  return country;
}

export const showNewCountry = route({
  name: 'directory.new-country',
  method: 'GET',
  path: '/countries/new',
  permission: 'directory.edit',
  input: z.strictObject({}),
  handle: async (ctx) => {
    if (!mayAddPlaces(ctx.actor)) throw new Forbidden('page.not-allowed');
    return {};
  },
  page: (view) => countryFormPage(view, null, { values: { listed: 'yes' }, problems: [] }),
  json: false,
});

export const postNewCountry = route({
  name: 'directory.add-country',
  method: 'POST',
  path: '/countries/new',
  permission: 'directory.edit',
  input: newCountryInput,
  output: outputs.byCode,
  handle: createCountry,
  redirect: ({ code }) => `/countries/${code}`,
  again: async (_ctx, view, state) => countryFormPage(view, null, state),
  labels: countryLabels,
});

export const showEditCountry = route({
  name: 'directory.edit-country-form',
  method: 'GET',
  path: '/countries/:code/edit',
  permission: 'directory.edit',
  input: z.strictObject({ code: countryCode }),
  output: outputs.editableCountry,
  handle: (ctx, { code }) => readEdit(ctx, code),
  page: (view, country) => countryFormPage(view, country, { values: countryValues(country), problems: [] }),
  json: ({ code, rev, name, aliases, listed }) => ({ code, rev, name, aliases, listed }),
});

export const postEditCountry = route({
  name: 'directory.edit-country',
  method: 'POST',
  path: '/countries/:code/edit',
  permission: 'directory.edit',
  input: z.strictObject({ ...countryFields, code: countryCode, rev: revision }),
  output: outputs.savedByCode,
  handle: editCountry,
  redirect: ({ code }) => `/countries/${code}`,
  again: async (ctx, view, state) => {
    const country = await readEdit(ctx, state.values.code ?? '');
    return countryFormPage(view, country, onRevision(state, country.rev));
  },
  labels: countryLabels,
});
