import type { Task } from '#platform/jobs/jobs.ts';
import { advanceImport } from './advance-import.ts';
import { selectStalled } from './queries.ts';

/** The work of one import, as far as it goes. */
export const advance: Task = (ctx, payload) => advanceImport(ctx, String(payload.id));

/** Goes on with every import whose worker is gone: killed, or its machine. Run each minute. */
export const resume: Task = async (ctx) => {
  for (const { id } of await selectStalled(ctx.db)) await advanceImport(ctx, id);
};
