import { z } from 'zod';
import type { Ctx } from '#platform/context.ts';
import { NotFound } from '#platform/errors/errors.ts';
import { route } from '#platform/http/route.ts';
import * as outputs from '../outputs.ts';
import { canSupersede } from '../policy.ts';
import { visiblePractice } from '../read/facts.ts';
import { readPractice } from '../read/read-practice.ts';
import { practiceCode } from '../read/route.ts';
import { confirmPractice, featurePractice, reinstatePractice, supersedePractice, unfeaturePractice } from './change-standing.ts';
import { supersedeLabels, supersedePage } from './supersede-page.tsx';

const codeInput = { code: practiceCode };

const act = (name: string, permission: string, run: (ctx: Ctx, code: string) => Promise<{ code: string }>) =>
  route({
    name: `practices.${name}`,
    method: 'POST',
    path: `/practices/:code/${name}`,
    permission,
    input: z.strictObject(codeInput),
    output: outputs.byCode,
    handle: (ctx, { code }) => run(ctx, code),
    redirect: ({ code }) => `/practices/${code}`,
  });

export const postConfirm = act('confirm', 'practices.write', confirmPractice);
export const postFeature = act('feature', 'practices.publish', featurePractice);
export const postUnfeature = act('unfeature', 'practices.publish', unfeaturePractice);
export const postReinstate = act('reinstate', 'practices.publish', reinstatePractice);

export const showSupersede = route({
  name: 'practices.supersede-form',
  method: 'GET',
  path: '/practices/:code/supersede',
  permission: 'practices.publish',
  input: z.strictObject(codeInput),
  handle: async (ctx, { code }) => {
    const { facts } = await visiblePractice(ctx, code, 'acting');
    if (!canSupersede(ctx.actor, facts)) throw new NotFound('page.not-found');
    return readPractice(ctx, code);
  },
  page: (view, practice) => supersedePage(view, practice, { values: {}, problems: [] }),
  json: false,
});

export const postSupersede = route({
  name: 'practices.supersede',
  method: 'POST',
  path: '/practices/:code/supersede',
  permission: 'practices.publish',
  input: z.strictObject({
    ...codeInput,
    by: z
      .string()
      .max(20)
      .transform((typed) => typed.trim().toUpperCase()),
  }),
  output: outputs.byCode,
  handle: supersedePractice,
  redirect: ({ code }) => `/practices/${code}`,
  again: async (ctx, view, state) => supersedePage(view, await readPractice(ctx, state.values.code ?? ''), state),
  labels: supersedeLabels,
});
