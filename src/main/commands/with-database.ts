import type pg from 'pg';
import type { Ctx } from '#platform/context.ts';
import { makePool } from '#platform/db/pool.ts';
import { type Database, nodeFacts, openDatabase, prepareSchema, systemCtx } from '../start.ts';
import type { Invocation } from './run.ts';

export interface Opened {
  readonly database: Database;
  readonly pool: pg.Pool;
  readonly ctx: Ctx;
}

/**
 * Runs a command's work on the database: attached to the running server, or with the embedded one started
 * for the while and stopped after. `reason` stands in the audit log beside what the command does.
 */
export async function withDatabase<T>(invocation: Invocation, reason: string, work: (opened: Opened) => Promise<T>): Promise<T> {
  const quiet = () => undefined;
  const database = await openDatabase(invocation.config, { log: quiet });
  try {
    if (database.ownerUrl) await prepareSchema(database, quiet);
    const pool = makePool(database.servingUrl, 4);
    try {
      return await work({ database, pool, ctx: systemCtx(pool, nodeFacts(invocation.config), reason) });
    } finally {
      await pool.end();
    }
  } finally {
    await database.stop();
  }
}
