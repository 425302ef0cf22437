import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runMigrations as runJobMigrations } from 'graphile-worker';
import type pg from 'pg';
import { projectRoot } from '#platform/root.ts';
import { grantServingRole } from './grants.ts';
import type { Queryable } from './statement.ts';

export interface Migration {
  readonly name: string;
  readonly sql: string;
}

/** All migrations of the program, platform first, then the modules in their order of dependence. */
export async function readMigrations(moduleNames: readonly string[]): Promise<Migration[]> {
  const folders = ['src/platform/db/migrations', 'src/platform/audit/migrations', ...moduleNames.map((name) => `src/modules/${name}/migrations`)];
  const all: Migration[] = [];
  for (const folder of folders) {
    const files = await readdir(join(projectRoot, folder)).catch(() => []);
    for (const file of files.filter((name) => name.endsWith('.sql')).sort())
      all.push({ name: `${folder}/${file}`.replace(/^src\//, ''), sql: await readFile(join(projectRoot, folder, file), 'utf8') });
  }
  return all;
}

/**
 * Brings the database to this release: each new migration in a transaction of its own, forward only, then
 * the job queue's own tables, then the rights of the serving role. Says what it ran. Runs as the owner.
 */
export async function migrate(owner: pg.Pool, ownerUrl: string, servingRole: string, moduleNames: readonly string[]): Promise<string[]> {
  await makeMigrationsTable(owner);
  const applied = new Set((await owner.query<{ name: string }>('select name from tabadul.migrations')).rows.map((row) => row.name));
  const ran: string[] = [];
  for (const migration of await readMigrations(moduleNames)) {
    if (applied.has(migration.name)) continue;
    await applyOne(owner, migration);
    ran.push(migration.name);
  }
  await runJobMigrations({ connectionString: ownerUrl });
  await grantServingRole(owner, servingRole);
  return ran;
}

/** The list of what was applied; may be called again. */
export async function makeMigrationsTable(db: Queryable): Promise<void> {
  await db.query(
    'create schema if not exists tabadul; create table if not exists tabadul.migrations (name text primary key, applied_at timestamptz not null default now())',
  );
}

/** Runs one migration and notes it, in the transaction of the caller. */
export async function runMigration(db: Queryable, migration: Migration): Promise<void> {
  await db.query(migration.sql);
  await db.query('insert into tabadul.migrations (name) values ($1)', [migration.name]);
}

async function applyOne(owner: pg.Pool, migration: Migration): Promise<void> {
  const client = await owner.connect();
  try {
    await client.query('begin');
    await runMigration(client, migration);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw new Error(`migration ${migration.name} failed and was undone: ${(error as Error).message}`, { cause: error });
  } finally {
    client.release();
  }
}
