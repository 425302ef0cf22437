import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type pg from 'pg';
import type { SignedHead } from '#platform/audit/head.ts';
import { selectLastHead, signedHeadOf } from '#platform/audit/queries.ts';
import { inTransaction } from '#platform/audit/transaction.ts';
import { optionalRow, type Queryable } from '#platform/db/statement.ts';
import { storedPath } from '#platform/files/store.ts';
import { projectRoot } from '#platform/root.ts';
import { type ArchiveWriter, writeArchive } from './archive-writer.ts';
import { listStored, readKeys, sizeOfStored } from './data-folder.ts';
import { asBackupError, BackupError } from './error.ts';
import {
  type BackupHead,
  fileEntry,
  formatVersion,
  headEntry,
  keyEntry,
  type Manifest,
  manifestEntry,
  nameOf,
  type OnProgress,
  type TableCount,
  type TableShape,
} from './format.ts';
import { dumpTable } from './rows.ts';
import { copySettings, readSequences, readTables } from './tables.ts';

export interface BackupOptions {
  /** As the role that owns the tables: it sees every row, whatever row-level security says to others. */
  readonly pool: pg.Pool;
  readonly dataDir: string;
  /** Must not exist. It will hold the private audit key, so its reader can sign as this node. */
  readonly file: string;
  readonly onProgress?: OnProgress;
}

export interface BackupReport {
  readonly file: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly tables: number;
  readonly rows: number;
  readonly files: number;
  readonly keys: number;
  /** The last signed head of the audit log in the backup, to be kept elsewhere; null before the first one. */
  readonly auditHead: SignedHead | null;
  /** Stored files whose bytes are no longer those of their name. They are left out: their bytes prove nothing. */
  readonly damaged: readonly string[];
}

/**
 * Writes everything this node keeps into one file, as it is at one moment, while the service goes on: all tables of
 * the owner (one snapshot), all stored files, the keys. Left out are derived tables, made
 * again from the others, and waiting jobs (schema graphile_worker): enqueued again or missed, as after a restart. Refuses with `BackupError` and then
 * leaves no file behind.
 */
export async function backup(options: BackupOptions): Promise<BackupReport> {
  const { pool, file } = options;
  const snapshot = 'begin isolation level repeatable read read only';
  let contents: Contents | undefined;
  try {
    const written = await writeArchive(file, async (archive) => {
      contents = await inTransaction(pool, snapshot, (tx) => writeContents(tx, archive, options));
    });
    const { manifest, damaged } = contents as unknown as Contents;
    const { tables, files, keys, auditHead } = manifest;
    const rows = tables.reduce((sum, table) => sum + table.rows, 0);
    return {
      file,
      ...written,
      tables: tables.length,
      rows,
      files: files.length,
      keys: keys.length,
      auditHead,
      damaged,
    };
  } catch (error) {
    throw asBackupError(error);
  }
}

interface Contents {
  readonly manifest: Manifest;
  readonly damaged: readonly string[];
}

async function writeContents(tx: Queryable, archive: ArchiveWriter, { dataDir, onProgress = () => undefined }: BackupOptions): Promise<Contents> {
  await tx.query(copySettings);
  const shapes = await readTables(tx);
  const migrations = await readApplied(tx, shapes);
  const auditHead = optionalRow(await selectLastHead(tx));
  // Files and keys are listed after the snapshot began: whatever its rows refer to was stored before them.
  const hashes = await listStored(dataDir);
  const product = await productVersion();
  const head: BackupHead = {
    format: formatVersion,
    product,
    startedAt: new Date().toISOString(),
    migrations,
    tables: shapes,
    files: hashes.length,
  };
  await archive.add(headEntry, jsonBytes(head));
  const tables: TableCount[] = [];
  for (const shape of shapes) {
    tables.push(await dumpTable(tx, shape, archive));
    onProgress({ phase: 'rows', done: tables.length, total: shapes.length });
  }
  const sequences = await readSequences(tx);
  const { files, damaged } = await writeFiles(archive, dataDir, hashes, onProgress);
  const keys = await writeKeys(archive, dataDir);
  const manifest: Manifest = {
    finishedAt: new Date().toISOString(),
    tables,
    sequences,
    files,
    keys,
    auditHead: auditHead ? signedHeadOf(auditHead) : null,
  };
  await archive.add(manifestEntry, jsonBytes(manifest));
  return { manifest, damaged };
}

async function readApplied(tx: Queryable, tables: readonly TableShape[]): Promise<string[]> {
  if (!tables.some((table) => nameOf(table) === 'tabadul.migrations')) {
    throw new BackupError('backup.not-owner', 'This role owns no tables of Tabadul: connect as the role that migrates (DATABASE_OWNER_URL).');
  }
  const { rows } = await tx.query<{ name: string }>('select name from tabadul.migrations order by applied_at, name');
  return rows.map(({ name }) => name);
}

async function writeFiles(archive: ArchiveWriter, dataDir: string, hashes: readonly string[], onProgress: OnProgress) {
  const files: Manifest['files'] = [];
  const damaged: string[] = [];
  for (const hash of hashes) {
    const bytes = await sizeOfStored(dataDir, hash);
    if (bytes === undefined) damaged.push(hash);
    else {
      await archive.addFile(fileEntry(hash), storedPath(dataDir, hash), bytes);
      files.push({ sha256: hash, bytes });
    }
    onProgress({ phase: 'files', done: files.length + damaged.length, total: hashes.length });
  }
  return { files, damaged };
}

async function writeKeys(archive: ArchiveWriter, dataDir: string): Promise<Manifest['keys']> {
  const keys: Manifest['keys'] = [];
  for (const { name, content } of await readKeys(dataDir)) {
    await archive.add(keyEntry(name), content);
    keys.push({ name, bytes: content.length, sha256: createHash('sha256').update(content).digest('hex') });
  }
  return keys;
}

const jsonBytes = (value: unknown): Buffer => Buffer.from(`${JSON.stringify(value, null, 1)}\n`);

const productVersion = async (): Promise<string> => (JSON.parse(await readFile(join(projectRoot, 'package.json'), 'utf8')) as { version: string }).version;
