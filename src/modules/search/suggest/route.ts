import { z } from 'zod';
import { wholeList } from '#platform/http/output.ts';
import { route } from '#platform/http/route.ts';
import { cleanLine } from '#platform/values/clean-text.ts';
import { languages } from '#platform/values/localized-text.ts';
import { readSuggestions } from './read-suggestions.ts';

export const suggestRecords = route({
  name: 'search.suggestions',
  method: 'GET',
  path: '/search/suggestions',
  permission: 'public',
  input: z.strictObject({
    q: z
      .string()
      .max(200)
      .optional()
      .transform((text) => cleanLine(text ?? '')),
    language: z.enum(languages).default('ar'),
  }),
  handle: (ctx, { q, language }) => readSuggestions(ctx, q, language),
  json: (items) => ({ items }),
  output: wholeList(z.object({ kind: z.string(), title: z.string(), language: z.enum(languages), path: z.string() })),
});
