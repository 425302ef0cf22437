import { z } from 'zod';
import { route } from '#platform/http/route.ts';
import { cleanLine } from '#platform/values/clean-text.ts';
import * as outputs from '../outputs.ts';
import { comparePage } from './compare-page.tsx';
import { comparisonJson, readComparison } from './read-comparison.ts';

const codes = z
  .union([z.string(), z.array(z.string())])
  .optional()
  .transform((typed) => [
    ...new Set(
      [typed ?? []]
        .flat()
        .map((code) => code.trim().toUpperCase().slice(0, 20))
        .filter(Boolean),
    ),
  ]);

export const showComparison = route({
  name: 'practices.compare',
  method: 'GET',
  path: '/practices/compare',
  permission: 'public',
  input: z.strictObject({
    code: codes,
    q: z
      .string()
      .max(200)
      .optional()
      .transform((text) => cleanLine(text ?? '')),
    only: z.enum(['differences']).optional(),
  }),
  output: outputs.comparison,
  handle: (ctx, { code, q, only }) => readComparison(ctx, { code, q, only: only !== undefined }),
  page: comparePage,
  json: comparisonJson,
});
