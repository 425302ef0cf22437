import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import type pg from 'pg';
import { loadActor } from '#modules/directory/roles/load-actor.ts';
import { loadTokenActor } from '#modules/directory/tokens/token-actor.ts';
import { meaningHealth, stopVectors } from '#modules/search/embeddings/vectors-of-node.ts';
import { indexHealth, stopIndex } from '#modules/search/node/index-of-node.ts';
import { createOrLoadSigningKey } from '#platform/audit/keys.ts';
import { startSealer } from '#platform/audit/seal.ts';
import type { NodeFacts } from '#platform/context.ts';
import { startDispatch } from '#platform/events/dispatch.ts';
import { loadAssets } from '#platform/http/assets.ts';
import { createServer, type WebParts } from '#platform/http/server.ts';
import { startJobs } from '#platform/jobs/jobs.ts';
import { projectRoot } from '#platform/root.ts';
import { type Clock, systemClock } from '#platform/time/clock.ts';
import { refusalPage } from '#ui/refusal-page.tsx';
import { shell } from '#ui/shell.tsx';
import { cron, routes, subscribers, tasks } from './modules.ts';
import { formSecret, systemCtx } from './start.ts';

export interface WebOptions {
  readonly pool: pg.Pool;
  readonly node: NodeFacts;
  readonly clock?: Clock;
  readonly log?: WebParts['log'];
  readonly dangerousNoRouteCheck?: boolean;
}

/** The web application over a migrated database; it does not listen yet. */
export async function buildWeb({ pool, node, clock = systemClock, log = false, dangerousNoRouteCheck = false }: WebOptions): Promise<FastifyInstance> {
  let demo = await hasDemo(pool);
  const watch = setInterval(async () => {
    demo = await hasDemo(pool).catch(() => demo);
  }, 5_000);
  watch.unref();
  const app = await createServer({
    pool,
    node,
    routes,
    assets: loadAssets(join(projectRoot, 'dist')),
    secret: await formSecret(pool),
    clock,
    loadActor,
    loadTokenActor,
    shell,
    refusalPage,
    isDemo: () => demo,
    ready: async () => ({ ...(await readiness(pool)), searchIndex: indexHealth(node.dataDir), searchByMeaning: meaningHealth(node.dataDir, node.embeddings) }),
    log,
    dangerousNoRouteCheck,
  });
  app.addHook('onClose', async () => {
    clearInterval(watch);
    await stopIndex(node.dataDir);
    await stopVectors(node.dataDir);
  });
  return app;
}

const hasDemo = async (pool: pg.Pool): Promise<boolean> => (await pool.query("select 1 from platform.settings where name = 'demo-loaded'")).rows.length > 0;

/** What `/health/ready` says: the database answers, and how many acts wait to be sealed into the audit log. */
async function readiness(pool: pg.Pool): Promise<Record<string, unknown>> {
  try {
    const { rows } = await pool.query<{ unsealed: number; events: number }>(
      'select (select count(*)::int from audit.unsealed) as unsealed, (select count(*)::int from platform.outbox) as events',
    );
    return { status: 'ready', database: 'answers', unsealedEntries: rows[0]?.unsealed, waitingEvents: rows[0]?.events };
  } catch {
    return { status: 'not ready', database: 'does not answer' };
  }
}

/** Sealer, events and jobs; runs inside `serve` or alone as `worker`. */
export async function startWorker(pool: pg.Pool, node: NodeFacts, log: (line: string) => void): Promise<() => Promise<void>> {
  const key = await createOrLoadSigningKey(join(node.dataDir, 'keys'));
  const stopJobs = await startJobs(pool, () => systemCtx(pool, node, 'jobs'), tasks, cron, log);
  const stopDispatch = startDispatch(() => systemCtx(pool, node, 'events'), subscribers, log);
  const stopSealer = startSealer(pool, key, { everyMs: 250, log });
  return async () => {
    await Promise.allSettled([stopJobs(), stopDispatch()]);
    await stopSealer();
  };
}
