import { randomBytes } from 'node:crypto';
import type pg from 'pg';
import { dangerousSystem } from '#platform/auth/actor.ts';
import type { Config } from '#platform/config/config.ts';
import type { Ctx, NodeFacts } from '#platform/context.ts';
import { migrate } from '#platform/db/migrate.ts';
import { makePool } from '#platform/db/pool.ts';
import { checkServingRole } from '#platform/postgres/check-serving-role.ts';
import { attachPostgres, startPostgres } from '#platform/postgres/supervisor.ts';
import { uuidv7 } from '#platform/values/ids.ts';
import { moduleNames } from './modules.ts';

export interface Database {
  readonly servingUrl: string;
  readonly ownerUrl: string | null;
  readonly stop: () => Promise<void>;
}

/** The database of the configuration: external, or the embedded one, adopted when a server runs and started when none does. */
export async function openDatabase(config: Config, { log, serve = false }: { log: (line: string) => void; serve?: boolean }): Promise<Database> {
  if (config.databaseUrl) return { servingUrl: config.databaseUrl, ownerUrl: config.databaseOwnerUrl, stop: async () => undefined };
  const running = serve ? null : await attachPostgres(config.dataDir);
  if (running) return { ...running, stop: async () => undefined };
  const embedded = await startPostgres({ dataDir: config.dataDir, log });
  return { servingUrl: embedded.servingUrl, ownerUrl: embedded.ownerUrl, stop: embedded.stop };
}

/** Brings the schema up to date as the owner, and refuses a serving role that could go round its walls. */
export async function prepareSchema(database: Database, log: (line: string) => void): Promise<string[]> {
  const role = decodeURIComponent(new URL(database.servingUrl.replace('@/', '@localhost/')).username);
  let ran: string[] = [];
  if (database.ownerUrl) {
    const owner = makePool(database.ownerUrl, 2, log);
    try {
      ran = await migrate(owner, database.ownerUrl, role, moduleNames);
    } finally {
      await owner.end();
    }
  }
  const serving = makePool(database.servingUrl, 1, log);
  try {
    await checkServingRole(serving, role);
  } finally {
    await serving.end();
  }
  return ran;
}

export const nodeFacts = (config: Config): NodeFacts => ({
  origin: config.origin,
  dataDir: config.dataDir,
  digits: config.digits,
  timeZone: config.timeZone,
  defaultLanguage: config.defaultLanguage,
  production: config.production,
  embeddings: config.embeddingsUrl ? { ...config.embeddingsUrl, model: config.embeddingsModel, key: config.embeddingsKey } : null,
});

/** A context for work without a person; `reason` goes to the audit log. */
export const systemCtx = (pool: pg.Pool, node: NodeFacts, reason: string): Ctx => ({
  db: pool,
  actor: dangerousSystem(reason),
  locale: node.defaultLanguage,
  now: new Date(),
  requestId: uuidv7(),
  node,
});

/** The secret of the form proofs: made once, the same for every app node of the database. */
export async function formSecret(pool: pg.Pool): Promise<string> {
  await pool.query("insert into platform.settings (name, value) values ('form-secret', to_jsonb($1::text)) on conflict do nothing", [
    randomBytes(32).toString('base64url'),
  ]);
  const { rows } = await pool.query<{ value: string }>("select value from platform.settings where name = 'form-secret'");
  return rows[0]?.value as string;
}
