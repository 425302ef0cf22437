import type { Ctx } from '#platform/context.ts';
import { indexOf } from './node/index-of-node.ts';

/** Waits until the node's index is there: a busy machine loads it for longer than a reader is kept waiting. */
export async function indexLoaded(ctx: Ctx): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      await indexOf(ctx);
      return;
    } catch (error) {
      if (tries === 20) throw error;
    }
  }
}
