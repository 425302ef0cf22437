import pg from 'pg';
import { type Migration, makeMigrationsTable, runMigration } from '#platform/db/migrate.ts';
import type { Queryable } from '#platform/db/statement.ts';
import { BackupError, malformed } from './error.ts';
import { type BackupHead, nameOf, type TableShape } from './format.ts';
import { countRows, identifierOf, readTables } from './tables.ts';

interface RebuildOptions {
  readonly known: readonly Migration[];
  readonly force: boolean;
}

/** The migrations of a backup, in the order of this release. One that this release does not know is refused. */
export function migrationsOf({ migrations, product }: BackupHead, known: readonly Migration[]): Migration[] {
  const unknown = migrations.find((name) => !known.some((migration) => migration.name === name));
  if (unknown !== undefined) {
    throw new BackupError(
      'backup.newer-release',
      `The backup was written by Tabadul ${product} and needs ${unknown}, which this release does not have: install that release or a later one, then restore.`,
    );
  }
  return known.filter(({ name }) => migrations.includes(name));
}

/**
 * Makes the schema anew as it was when the backup was written, empty, inside the caller's transaction: tables of an
 * older or a newer level would not take the rows. Refused where there are rows that no migration put there, unless
 * `force` says that they may go, and then the job queue's go with them.
 */
export async function rebuildSchema(db: Queryable, head: BackupHead, { known, force }: RebuildOptions): Promise<void> {
  const target = migrationsOf(head, known);
  const present = await readTables(db);
  if (!force) await refuseRows(db, present, known);
  await dropSchemas(db, present, force);
  await applyAll(db, target);
  const made = await readTables(db);
  for (const table of [...made].reverse()) await db.query(`delete from ${identifierOf(table)}`);
  compareShapes(head.tables, made);
}

async function refuseRows(db: Queryable, present: readonly TableShape[], known: readonly Migration[]): Promise<void> {
  const own = present.filter((table) => nameOf(table) !== 'tabadul.migrations');
  const filled = await countRows(db, own);
  if (filled.size === 0) return;
  const fresh = await countFresh(db, present, known);
  for (const [table, rows] of filled) {
    if (rows <= (fresh.get(table) ?? 0)) continue;
    throw new BackupError(
      'backup.not-empty',
      `The database is in use: ${table} has ${rows} rows. Restore into an empty one (a new DATA_DIR), or say --force to replace everything in it.`,
    );
  }
}

/** What the migrations that were run here put into their tables by themselves. */
async function countFresh(db: Queryable, present: readonly TableShape[], known: readonly Migration[]): Promise<Map<string, number>> {
  if (!present.some((table) => nameOf(table) === 'tabadul.migrations')) return new Map();
  const { rows } = await db.query<{ name: string }>('select name from tabadul.migrations');
  await db.query('savepoint fresh');
  await dropSchemas(db, present, false);
  await applyAll(
    db,
    known.filter(({ name }) => rows.some((row) => row.name === name)),
  );
  const counts = await countRows(db, await readTables(db));
  await db.query('rollback to savepoint fresh');
  return counts;
}

async function dropSchemas(db: Queryable, tables: readonly TableShape[], withJobs: boolean): Promise<void> {
  const schemas = new Set([...tables.map(({ schema }) => schema), ...(withJobs ? ['graphile_worker'] : [])]);
  for (const schema of schemas) await db.query(`drop schema if exists ${pg.escapeIdentifier(schema)} cascade`);
}

/** Runs migrations in the caller's transaction. */
export async function applyAll(db: Queryable, migrations: readonly Migration[]): Promise<void> {
  await makeMigrationsTable(db);
  for (const migration of migrations) {
    await runMigration(db, migration).catch((error: Error) => {
      throw new BackupError('backup.migration', `The migration ${migration.name} failed, and nothing was changed: ${error.message}`, error);
    });
  }
}

function compareShapes(wanted: readonly TableShape[], made: readonly TableShape[]): void {
  const textOf = (table: TableShape): string => `${nameOf(table)} (${[...table.columns].sort().join(', ')})`;
  const [named, present] = [wanted, made].map((tables) => new Set(tables.map(textOf))) as [Set<string>, Set<string>];
  for (const table of named) if (!present.has(table)) throw malformed(`no migration makes the table ${table}`);
  for (const table of present) if (!named.has(table)) throw malformed(`the table ${table} is not in it`);
}
