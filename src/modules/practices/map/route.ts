import { z } from 'zod';
import { text, wholeList } from '#platform/http/output.ts';
import { route } from '#platform/http/route.ts';
import { libraryFilters } from '../list/route.ts';
import { mapPage } from './map-page.tsx';
import { readMap } from './read-map.ts';

export const showMap = route({
  name: 'practices.map',
  method: 'GET',
  path: '/practices/map',
  permission: 'public',
  input: z.strictObject({ field: libraryFilters.field, grade: libraryFilters.grade, stage: libraryFilters.stage, type: libraryFilters.type }),
  output: wholeList(
    z.object({
      country: z.string(),
      name: text.nullable(),
      count: z.number().int(),
      point: z.object({ longitude: z.number(), latitude: z.number() }).nullable(),
    }),
  ),
  handle: readMap,
  page: mapPage,
  json: ({ origins }) => ({
    items: origins.map(({ code, country, count, point }) => ({
      country: code,
      name: country?.name ?? null,
      count,
      point: point && { longitude: point[0], latitude: point[1] },
    })),
  }),
});
