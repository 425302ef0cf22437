import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import type { Ctx, TxCtx } from '#platform/context.ts';
import { Conflict } from '#platform/errors/errors.ts';
import { optionalRow, statement } from './statement.ts';
import { flushTrace, newTrace, type Trace, tellListeners } from './trace.ts';

const claimKey = statement<{ key: string }>(
  'platform.claim-idempotency-key',
  `insert into platform.idempotency_keys (actor, key, request_hash, created_at) values ($1, $2, $3, $4)
   on conflict do nothing returning key`,
);
const readKey = statement<{ request_hash: string; outcome: { value: unknown } | null }>(
  'platform.read-idempotency-key',
  'select request_hash, outcome from platform.idempotency_keys where actor = $1 and key = $2',
);

const retryable = new Set(['40001', '40P01']);
const maxAttempts = 5;

/**
 * Runs `fn` in one transaction and returns what it returns. `fn` must be a function that can be run again:
 * it is, on serialization failures and deadlocks, up to five times. Audit entries, events and the outcome
 * under the client's idempotency key are written in the same transaction, in one statement before COMMIT.
 *
 * When the context carries an idempotency key that was already committed, `fn` is not run and the stored
 * outcome is returned, so what `fn` returns must be plain JSON. The same key with another request is
 * Conflict `platform.key-reused`. A transaction inside a transaction joins it.
 */
export async function transaction<T>(ctx: Ctx, fn: (tx: TxCtx) => Promise<T>): Promise<T> {
  if ('trace' in ctx) return fn(ctx as unknown as TxCtx);
  const pool = ctx.db as pg.Pool;
  for (let attempt = 1; ; attempt += 1) {
    const client = await pool.connect();
    let broken: Error | undefined;
    try {
      return await attemptOnce(client, ctx, fn);
    } catch (error) {
      const code = (error as { code?: string }).code ?? '';
      if (!code || /^(08|57P)/.test(code)) broken = isConnectionLoss(error) ? (error as Error) : undefined;
      if (!retryable.has(code) || attempt === maxAttempts) throw error;
    } finally {
      client.release(broken);
    }
    await sleep(2 ** attempt * 5 * (0.5 + Math.random()));
  }
}

const isConnectionLoss = (error: unknown): boolean =>
  /Connection terminated|ECONNRESET|EPIPE|not queryable|57P0/.test(`${(error as Error).message} ${(error as { code?: string }).code ?? ''}`);

async function attemptOnce<T>(client: pg.PoolClient, ctx: Ctx, fn: (tx: TxCtx) => Promise<T>): Promise<T> {
  const trace: Trace = newTrace();
  const tx = { ...ctx, db: client, trace } as unknown as TxCtx;
  try {
    const [, stored] = await Promise.all([client.query('begin'), storedOutcome<T>(client, ctx)]);
    if (stored) {
      await client.query('rollback');
      return stored.value;
    }
    const value = await fn(tx);
    // Sent together: a failed trace makes the commit a rollback, and either failure is thrown here.
    await Promise.all([flushTrace(tx, trace, value), client.query('commit')]);
    tellListeners(trace);
    return value;
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  }
}

async function storedOutcome<T>(client: pg.PoolClient, ctx: Ctx): Promise<{ value: T } | undefined> {
  if (!ctx.idempotency) return undefined;
  const { key, requestHash } = ctx.idempotency;
  const actor = ctx.actor.accountId ?? ctx.actor.kind;
  const claimed = await claimKey(client, actor, key, requestHash, ctx.now);
  if (claimed.length === 1) return undefined;
  const row = optionalRow(await readKey(client, actor, key));
  if (!row || row.request_hash !== requestHash) throw new Conflict('platform.key-reused');
  return row.outcome as { value: T };
}
