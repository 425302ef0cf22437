import { z } from 'zod';
import { route } from '#platform/http/route.ts';
import { readPractice } from '../read/read-practice.ts';
import { practiceCode } from '../read/route.ts';
import { languagesPage } from './languages-page.tsx';

export const showLanguages = route({
  name: 'practices.languages',
  method: 'GET',
  path: '/practices/:code/languages',
  permission: 'public',
  input: z.strictObject({ code: practiceCode, version: z.enum(['working']).optional() }),
  handle: (ctx, { code, version }) => readPractice(ctx, code, { working: version === 'working' }),
  page: languagesPage,
  json: false,
});
