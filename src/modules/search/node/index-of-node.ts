import type pg from 'pg';
import type { Ctx } from '#platform/context.ts';
import type { Thread } from '#platform/threads/start-thread.ts';
import { healthOf, type IndexHealth, type IndexNode, noteWrite, startIndexNode, stopIndexNode, threadOf } from './index-node.ts';
import type { SearchAnswers } from './search.thread.ts';

/** By data folder: the tests run several nodes in one process. */
const nodes = new Map<string, IndexNode>();
const say = (line: string): void => console.error(line);

/** Starts the node's index if it is not running; `stopIndex` ends it. */
export function startIndex(pool: pg.Pool, dataDir: string): void {
  if (!nodes.has(dataDir)) nodes.set(dataDir, startIndexNode(pool, say));
}

export async function stopIndex(dataDir: string): Promise<void> {
  const node = nodes.get(dataDir);
  nodes.delete(dataDir);
  if (node) await stopIndexNode(node);
}

/** The thread of this node's index, started with the first question. */
export function indexOf(ctx: Ctx): Promise<Thread<SearchAnswers>> {
  const { dataDir } = ctx.node;
  if (!nodes.has(dataDir)) {
    if ('trace' in ctx) throw new Error('the search index is not started inside a transaction');
    startIndex(ctx.db as pg.Pool, dataDir);
  }
  return threadOf(nodes.get(dataDir) as IndexNode);
}

/** What this node wrote is looked for before the next answer. */
export function noteWriteOf({ node }: Ctx): void {
  const own = nodes.get(node.dataDir);
  if (own) noteWrite(own);
}

/** The health of this node's index; null when nothing has been searched here yet. */
export function indexHealth(dataDir: string): IndexHealth | null {
  const node = nodes.get(dataDir);
  return node ? healthOf(node) : null;
}
