import type pg from 'pg';
import type { Ctx, EmbeddingsService } from '#platform/context.ts';
import { onlyRow, type Queryable } from '#platform/db/statement.ts';
import { startThread, type Thread } from '#platform/threads/start-thread.ts';
import type { FacetFilters } from '../engine/facets.ts';
import { keyOf } from '../node/loaded-index.ts';
import { selectHorizon } from '../queries.ts';
import { embed } from './embed.ts';
import { packVector } from './packed-vector.ts';
import { selectVectors } from './queries.ts';
import { modelName } from './text-of-document.ts';
import type { VectorAnswers } from './vectors.thread.ts';

interface NodeVectors {
  readonly thread: Thread<VectorAnswers>;
  horizon: string;
  /** When the vectors were last read; never, until they are loaded. */
  lookedAt: number;
  looking: Promise<void> | undefined;
  /** After a failure the service is left alone until then, so that readers do not wait for it again and again. */
  restUntil: number;
  problem: string | null;
}

/** By data folder and model: the tests run several nodes in one process. */
const nodes = new Map<string, NodeVectors>();
const nameOf = (dataDir: string, service: EmbeddingsService): string => `${dataDir}\n${service.url}\n${service.model}`;

/** How long a search waits for what is near in meaning; later it answers by words alone. */
export const waitMs = 300;
const restMs = 30_000;
const lookEveryMs = 1_000;
const atOnce = 500;

/**
 * Keys of the records nearest in meaning to a query. None when no service is configured, while the vectors are being
 * loaded, and when the service fails or takes longer than 300 ms: then it rests for 30 s.
 */
export async function nearestByMeaning(ctx: Ctx, q: string, readers: readonly string[], filters: FacetFilters, limit: number): Promise<string[]> {
  const service = ctx.node.embeddings;
  if (!service || q === '') return [];
  const node = vectorsOf(ctx.node.dataDir, service);
  look(ctx.db as pg.Pool, node, service);
  if (node.lookedAt < 0 || performance.now() < node.restUntil) return [];
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${waitMs} ms`)), waitMs);
  });
  try {
    return await Promise.race([late, ask(node, service, q, { readers, filters, limit })]);
  } catch (error) {
    node.restUntil = performance.now() + restMs;
    node.problem = (error as Error).message;
    return [];
  } finally {
    clearTimeout(timer);
  }
}

async function ask(
  node: NodeVectors,
  service: EmbeddingsService,
  q: string,
  rest: { readers: readonly string[]; filters: FacetFilters; limit: number },
): Promise<string[]> {
  const [vector] = await embed(service, [q], waitMs);
  const keys = await node.thread.ask('near', { ...rest, packed: packVector(vector as Float32Array) });
  node.problem = null;
  return keys;
}

function vectorsOf(dataDir: string, service: EmbeddingsService): NodeVectors {
  const name = nameOf(dataDir, service);
  const known = nodes.get(name);
  if (known) return known;
  const thread = startThread<VectorAnswers>('modules/search/embeddings/vectors.thread.ts');
  const node: NodeVectors = { thread, horizon: '0', lookedAt: -1, looking: undefined, restUntil: 0, problem: null };
  nodes.set(name, node);
  void thread.ended.then(() => nodes.delete(name));
  return node;
}

/** Reads what changed since the last look, beside the question; one look at a time. */
function look(db: Queryable, node: NodeVectors, service: EmbeddingsService): void {
  if (node.lookedAt >= 0 && performance.now() - node.lookedAt < lookEveryMs) return;
  node.looking ??= readChanges(db, node, service)
    .catch((error: Error) => {
      node.problem = error.message;
    })
    .finally(() => {
      node.looking = undefined;
    });
}

async function readChanges(db: Queryable, node: NodeVectors, service: EmbeddingsService): Promise<void> {
  const { horizon } = onlyRow(await selectHorizon(db));
  const model = modelName(service);
  for (let [kind, id] = ['', '']; ; ) {
    const rows = await selectVectors(db, node.horizon, kind, id, atOnce);
    const usable = rows.filter(({ gone, digest }) => !gone && digest?.startsWith(`${model}:`));
    const put = usable.map((row) => ({
      key: keyOf(row.kind, row.ref_id),
      audiences: row.audiences,
      facets: row.facets,
      packed: new Uint8Array(row.vector as Buffer),
    }));
    const kept = new Set(put.map(({ key }) => key));
    const dropped = rows.map((row) => keyOf(row.kind, row.ref_id)).filter((key) => !kept.has(key));
    if (rows.length > 0) await node.thread.ask('change', { put, dropped });
    const last = rows.at(-1);
    if (!last || rows.length < atOnce) break;
    [kind, id] = [last.kind, last.ref_id];
  }
  node.horizon = horizon;
  node.lookedAt = performance.now();
}

/** What the health report says: `off` without a service, `resting` for a while after it failed. */
export function meaningHealth(dataDir: string, service: EmbeddingsService | null | undefined): { state: 'off' | 'ready' | 'resting'; problem: string | null } {
  if (!service) return { state: 'off', problem: null };
  const node = nodes.get(nameOf(dataDir, service));
  return { state: node && performance.now() < node.restUntil ? 'resting' : 'ready', problem: node?.problem ?? null };
}

/** Ends the threads of a node. */
export async function stopVectors(dataDir: string): Promise<void> {
  for (const [name, node] of nodes) if (name.startsWith(`${dataDir}\n`)) await node.thread.stop();
}
