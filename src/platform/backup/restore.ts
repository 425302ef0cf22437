import { open } from 'node:fs/promises';
import type pg from 'pg';
import type { SignedHead } from '#platform/audit/head.ts';
import type { VerifyReport } from '#platform/audit/report.ts';
import { inTransaction } from '#platform/audit/transaction.ts';
import { verifySnapshot } from '#platform/audit/verify.ts';
import { type Migration, migrate, readMigrations } from '#platform/db/migrate.ts';
import { onlyRow } from '#platform/db/statement.ts';
import { type ArchiveEntry, readArchive, wholeBody } from './archive-reader.ts';
import { asBackupError, BackupError, malformed } from './error.ts';
import { type BackupHead, headEntry, headSchema, type Manifest, type OnProgress, parseJson } from './format.ts';
import { loadContents } from './load.ts';
import { selectServing, setSequence } from './queries.ts';
import { applyAll, migrationsOf, rebuildSchema } from './schema.ts';
import { openStaging, type Staging } from './staging.ts';
import { copySettings, identifierOf, readTables } from './tables.ts';
import { checkTrailer } from './trailer.ts';

export interface RestoreOptions {
  readonly ownerPool: pg.Pool;
  readonly ownerUrl: string;
  readonly servingRole: string;
  readonly dataDir: string;
  readonly file: string;
  readonly moduleNames: readonly string[];
  readonly onProgress?: OnProgress;
  /** Replaces all rows and waiting jobs that are in the database. Stored files are only added to. */
  readonly force?: boolean;
  /** Takes a backup whose audit log was already damaged when it was written: the report says how. */
  readonly evenIfAuditFails?: boolean;
}

export interface RestoreReport {
  readonly startedAt: string;
  readonly product: string;
  readonly sha256: string;
  readonly tables: number;
  readonly rows: number;
  readonly files: number;
  readonly keys: number;
  readonly auditHead: SignedHead | null;
  readonly audit: VerifyReport;
  /** Migrations of this release that the backup did not have yet. */
  readonly migrated: readonly string[];
}

/**
 * Makes the database and DATA_DIR what they were when `backup` wrote FILE, then brings them to this release. The
 * schema, all rows and newer migrations are one transaction, files and keys move in just before its COMMIT, and
 * every hash, the audit tree and its signatures are checked before: after a `BackupError` all is as it was (but
 * for `backup.rights`, which comes after it). The service must be stopped. The checks show damage; a file forged by
 * one who makes keys of his own shows only against an audit head kept elsewhere (`tabadul audit verify --head`).
 */
export async function restore(options: RestoreOptions): Promise<RestoreReport> {
  const handle = await open(options.file, 'r').catch((error) => Promise.reject(asBackupError(error)));
  try {
    const { end, sha256 } = await checkTrailer(handle, options.onProgress ?? (() => undefined));
    const known = await readMigrations(options.moduleNames);
    const staging = await openStaging(options.dataDir);
    const entries = readArchive(handle, end);
    try {
      const loaded = await inTransaction(options.ownerPool, 'begin', (tx) => restoreInto(tx, entries, { ...options, known, staging }));
      await finish(options);
      return { ...loaded, sha256 };
    } finally {
      await entries.return(undefined);
      await staging.discard();
    }
  } catch (error) {
    throw asBackupError(error);
  } finally {
    await handle.close();
  }
}

interface Work extends RestoreOptions {
  readonly known: readonly Migration[];
  readonly staging: Staging;
}

async function restoreInto(tx: pg.PoolClient, entries: AsyncGenerator<ArchiveEntry>, work: Work): Promise<Omit<RestoreReport, 'sha256'>> {
  const { known, staging, force = false } = work;
  await tx.query(`${copySettings}; set local lock_timeout = '10s'`);
  await checkServing(tx, work.servingRole);
  const head = await readHead(entries);
  await rebuildSchema(tx, head, { known, force });
  const manifest = await loadContents(tx, entries, { head, staging, onProgress: work.onProgress ?? (() => undefined) });
  for (const sequence of manifest.sequences) await setSequence(tx, identifierOf(sequence), sequence.last, sequence.called);
  const migrated = await bringUpToDate(tx, head, known);
  await tx.query(`analyze ${(await readTables(tx)).map(identifierOf).join(', ')}`);
  const audit = await checkAudit(tx, manifest, work);
  await staging.place();
  const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
  const { startedAt, product } = head;
  const { tables, files, keys, auditHead } = manifest;
  return {
    startedAt,
    product,
    tables: tables.length,
    rows,
    files: files.length,
    keys: keys.length,
    auditHead,
    audit,
    migrated,
  };
}

/** A service that runs on would seal new entries with a key that the backup does not know. */
async function checkServing(tx: pg.PoolClient, role: string): Promise<void> {
  const { known, sessions } = onlyRow(await selectServing(tx, role));
  if (!known) throw new BackupError('backup.no-role', `There is no role ${role}: make the serving role first, as the operator's guide says.`);
  if (sessions !== '0') throw new BackupError('backup.in-use', `${role} has ${sessions} sessions on this database: stop Tabadul, then restore.`);
}

async function readHead(entries: AsyncGenerator<ArchiveEntry>): Promise<BackupHead> {
  const { value: first } = await entries.next();
  if (first?.place.kind !== 'head') throw malformed(`it does not begin with ${headEntry}`);
  return parseJson(headEntry, await wholeBody(first), headSchema);
}

/** The rows said which migrations were applied; these must be those that the schema was made by. */
async function bringUpToDate(tx: pg.PoolClient, head: BackupHead, known: readonly Migration[]): Promise<string[]> {
  const { rows } = await tx.query<{ name: string }>('select name from tabadul.migrations');
  const applied = new Set(rows.map(({ name }) => name));
  const target = migrationsOf(head, known);
  if (applied.size !== target.length || !target.every(({ name }) => applied.has(name))) {
    throw malformed(`its ${headEntry} names other migrations than its rows`);
  }
  const newer = known.filter(({ name }) => !applied.has(name));
  await applyAll(tx, newer);
  return newer.map(({ name }) => name);
}

async function checkAudit(tx: pg.PoolClient, { auditHead }: Manifest, { staging, onProgress, evenIfAuditFails }: Work): Promise<VerifyReport> {
  const total = auditHead?.size ?? 0;
  const report = await verifySnapshot(tx, {
    publicKeys: await staging.publicKeys(),
    ...(auditHead && { externalHead: auditHead }),
    onProgress: (done) => onProgress?.({ phase: 'audit', done, total }),
  });
  if (report.ok || evenIfAuditFails) return report;
  throw new BackupError(
    'backup.audit',
    `The audit log in the backup does not verify: ${report.problems[0]?.text}. Take an older backup, or say --even-if-audit-fails to restore it as it is.`,
  );
}

/** The job queue's own tables and the rights of the serving role; each can be repeated, and neither is of the backup. */
async function finish({ ownerPool, ownerUrl, servingRole, moduleNames }: RestoreOptions): Promise<void> {
  await migrate(ownerPool, ownerUrl, servingRole, moduleNames).catch((error: Error) => {
    throw new BackupError(
      'backup.rights',
      `All is restored but the job queue and the rights of ${servingRole}: run "tabadul migrate". (${error.message})`,
      error,
    );
  });
}
