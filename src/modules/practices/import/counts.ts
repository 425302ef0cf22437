import type { Ctx } from '#platform/context.ts';
import { countOutcomes, type Outcome } from './queries.ts';

export type Counts = Readonly<Record<Outcome, number>>;

/** How many rows of an import ended how, so far. */
export async function countsOf(ctx: Ctx, importId: string): Promise<Counts> {
  const counts: Record<Outcome, number> = { created: 0, changed: 0, unchanged: 0, failed: 0, undone: 0, kept: 0 };
  for (const { outcome, count } of await countOutcomes(ctx.db, importId)) counts[outcome] = count;
  return counts;
}
