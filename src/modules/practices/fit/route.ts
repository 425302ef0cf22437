import { z } from 'zod';
import { route } from '#platform/http/route.ts';
import { rating } from '#platform/values/typed-values.ts';
import { type Dimension, dimensions } from '../content/content.ts';
import { fitOf } from '../content/fit.ts';
import * as outputs from '../outputs.ts';
import { readPractice } from '../read/read-practice.ts';
import { practiceCode } from '../read/route.ts';
import { fitPage } from './fit-page.tsx';

const own = Object.fromEntries(dimensions.map((dimension) => [dimension, rating])) as Record<Dimension, typeof rating>;

/** How well a reader's own setting suits a practice. The reader's ratings are in the address and stored nowhere. */
export const showFit = route({
  name: 'practices.fit',
  method: 'GET',
  path: '/practices/:code/fit',
  permission: 'public',
  input: z.strictObject({ code: practiceCode, ...own }),
  output: outputs.fit,
  handle: async (ctx, { code, ...rated }) => {
    const practice = await readPractice(ctx, code);
    const required = Object.fromEntries(
      dimensions.flatMap((dimension) => {
        const asked = practice.content.transferability[dimension];
        return asked ? [[dimension, asked.rating]] : [];
      }),
    );
    const available = Object.fromEntries(Object.entries(rated).filter(([, value]) => value !== null)) as Partial<Record<Dimension, number>>;
    return { practice, available, ...fitOf(required, available) };
  },
  page: fitPage,
  json: ({ practice, fit, gaps }) => ({ code: practice.row.code, fit, gaps }),
});
