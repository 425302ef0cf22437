import { z } from 'zod';
import type { Ctx } from '#platform/context.ts';
import { type Route, route } from '#platform/http/route.ts';
import * as outputs from '../outputs.ts';
import { practiceCode } from '../read/route.ts';
import { practiceLabels } from './practice-labels.ts';

interface Move extends Pick<Route, 'permission'> {
  readonly act: (ctx: Ctx, code: string) => Promise<{ code: string }>;
  /** Where the browser goes afterwards; the practice's page if it is not said. */
  readonly to?: (code: string) => string;
  readonly again?: NonNullable<Route['again']>;
}

/** The route of a button that does one thing to a practice and asks nothing: POST `/practices/:code/<name>`. */
export const moveRoute = (name: string, { permission, act, to = (code) => `/practices/${code}`, again }: Move): Route =>
  route({
    name: `practices.${name}`,
    method: 'POST',
    path: `/practices/:code/${name}`,
    permission,
    input: z.strictObject({ code: practiceCode }),
    output: outputs.byCode,
    handle: (ctx, { code }) => act(ctx, code),
    redirect: ({ code }) => to(code),
    labels: practiceLabels,
    ...(again && { again }),
  });
