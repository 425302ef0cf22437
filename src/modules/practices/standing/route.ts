import { z } from 'zod';
import { NotFound } from '#platform/errors/errors.ts';
import { route } from '#platform/http/route.ts';
import * as outputs from '../outputs.ts';
import { canSupersede } from '../policy.ts';
import { visiblePractice } from '../read/facts.ts';
import { readPractice } from '../read/read-practice.ts';
import { practiceCode } from '../read/route.ts';
import { moveRoute } from '../write/move-route.ts';
import { confirmPractice, featurePractice, reinstatePractice, supersedePractice, unfeaturePractice } from './change-standing.ts';
import { supersedeLabels, supersedePage } from './supersede-page.tsx';

const codeInput = { code: practiceCode };

const publishes = 'practices.publish';
export const postConfirm = moveRoute('confirm', { permission: 'practices.write', act: confirmPractice });
export const postFeature = moveRoute('feature', { permission: publishes, act: featurePractice });
export const postUnfeature = moveRoute('unfeature', { permission: publishes, act: unfeaturePractice });
export const postReinstate = moveRoute('reinstate', { permission: publishes, act: reinstatePractice });

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
