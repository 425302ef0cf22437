import { z } from 'zod';
import { instant } from '#platform/http/output.ts';
import { route } from '#platform/http/route.ts';
import { filterInput } from './filters.ts';
import { type Asked, pageSize, readAnswer } from './read-answer.ts';
import { searchPage } from './search-page.tsx';

const after = z.coerce.number().int().min(0).max(10_000).optional().catch(0).default(0);

export const showSearch = route({
  name: 'search.page',
  method: 'GET',
  path: '/search',
  permission: 'public',
  input: z.strictObject({ ...filterInput, after }),
  handle: (ctx, { after: shown, ...filters }) => readAnswer(ctx, filters, { after: shown }),
  page: searchPage,
  json: false,
});

const texts = z.object({ ar: z.string().optional(), en: z.string().optional() });

export const searchForPrograms = route({
  name: 'search.records',
  method: 'GET',
  path: '/search',
  permission: 'public',
  input: z.strictObject({ ...filterInput, after, limit: z.coerce.number().int().min(1).max(100).default(pageSize) }),
  handle: (ctx, { after: shown, limit, ...filters }) => readAnswer(ctx, filters, { after: shown, limit }),
  json: answerJson,
  output: z.object({
    items: z.array(
      z.object({
        kind: z.string(),
        path: z.string(),
        title: texts,
        summary: texts,
        at: instant,
        /** The language of the text that answered, and whether the query was translated to reach it. */
        language: z.string(),
        translated: z.boolean(),
      }),
    ),
    total: z.number().int(),
    next: z.number().int().nullable(),
    facets: z.record(z.string(), z.record(z.string(), z.number().int())),
    words: z.array(z.string()),
    unknown: z.array(z.object({ word: z.string(), near: z.array(z.string()) })),
  }),
});

function answerJson({ answer, after: shown }: Asked) {
  if (!answer) return { items: [], total: 0, next: null, facets: {}, words: [], unknown: [] };
  const end = shown + answer.records.length;
  return {
    items: answer.records.map(({ kind, path, texts: { title, summary }, at, language, translated }) => ({
      kind,
      path,
      title,
      summary,
      at,
      language,
      translated,
    })),
    total: answer.total,
    next: answer.records.length > 0 && end < answer.total ? end : null,
    facets: answer.facets,
    words: answer.words,
    unknown: answer.unknown,
  };
}
