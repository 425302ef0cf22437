import { z } from 'zod';
import { route } from '#platform/http/route.ts';
import { cleanLine } from '#platform/values/clean-text.ts';
import { filterValues } from '#platform/values/typed-values.ts';
import { stages, types } from '../content/content.ts';
import * as outputs from '../outputs.ts';
import { countFound } from '../usage/count-usage.ts';
import { libraryPage } from './library-page.tsx';
import { listJson, listPractices, listWithCounts } from './list-practices.ts';

export const libraryFilters = {
  q: z
    .string()
    .max(1_000)
    .optional()
    .transform((text) => cleanLine(text ?? '')),
  country: filterValues(/^[A-Z]{2}$/),
  field: filterValues(/^\d{2}$/),
  grade: filterValues(/^(E[0-5]|none)$/),
  stage: filterValues(new RegExp(`^(${stages.join('|')})$`)),
  type: filterValues(new RegExp(`^(${types.join('|')})$`)),
  after: z
    .string()
    .max(80)
    .optional()
    .transform((text) => text ?? ''),
};

export const showLibrary = route({
  name: 'practices.library',
  method: 'GET',
  path: '/practices',
  permission: 'public',
  input: z.strictObject(libraryFilters),
  handle: async (ctx, input) => {
    const list = await listWithCounts(ctx, { ...input, limit: 20 });
    if (list.found)
      countFound(
        ctx,
        list.rows.map((row) => row.id),
      );
    return list;
  },
  page: libraryPage,
  json: false,
});

export const listForPrograms = route({
  name: 'practices.list',
  method: 'GET',
  path: '/practices',
  permission: 'public',
  input: z.strictObject({ ...libraryFilters, limit: z.coerce.number().int().min(1).max(100).default(20) }),
  output: outputs.listedPage,
  handle: listPractices,
  json: listJson,
});
