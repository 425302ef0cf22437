import { z } from 'zod';
import { route } from '#platform/http/route.ts';
import * as outputs from '../outputs.ts';
import { factsPage } from './facts-page.tsx';
import { readFacts } from './read-facts.ts';

export const showFacts = route({
  name: 'practices.facts',
  method: 'GET',
  path: '/facts',
  permission: 'public',
  input: z.strictObject({}),
  output: outputs.facts,
  handle: async () => ({ documents: await readFacts() }),
  page: factsPage,
});
