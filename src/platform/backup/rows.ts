import { createHash } from 'node:crypto';
import type { Queryable } from '#platform/db/statement.ts';
import type { ArchiveEntry } from './archive-reader.ts';
import type { ArchiveWriter } from './archive-writer.ts';
import { type CopyIn, copyOut, openCopyIn } from './copy.ts';
import { asBackupError, BackupError, malformed } from './error.ts';
import { nameOf, pieceBytes, pieceEntry, type TableCount, type TableShape } from './format.ts';

/** Writes all rows of one table into the archive, holding no more than a piece of them in memory. */
export async function dumpTable(db: Queryable, table: TableShape, archive: ArchiveWriter): Promise<TableCount> {
  const name = nameOf(table);
  const hash = createHash('sha256');
  let [rows, bytes, pieces] = [0, 0, 0];
  let waiting: Buffer[] = [];
  let held = 0;
  const writePiece = async (): Promise<void> => {
    const all = Buffer.concat(waiting);
    const piece = all.subarray(0, pieceBytes);
    waiting = all.length > pieceBytes ? [all.subarray(pieceBytes)] : [];
    held = all.length - piece.length;
    pieces += 1;
    await archive.add(pieceEntry(name, pieces), piece);
  };
  for await (const chunk of copyOut(db, table)) {
    hash.update(chunk);
    bytes += chunk.length;
    rows += linesIn(chunk);
    waiting.push(chunk);
    held += chunk.length;
    while (held >= pieceBytes) await writePiece();
  }
  if (held > 0) await writePiece();
  return { table: name, rows, bytes, sha256: hash.digest('hex') };
}

/** In COPY's text format a row is a line, and a line break inside a value is written as two characters. */
function linesIn(chunk: Buffer): number {
  let lines = 0;
  for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) lines += 1;
  return lines;
}

export interface RowLoader {
  /** Takes the next piece of rows. Pieces come in the order in which they were written. */
  take(entry: ArchiveEntry, table: string, piece: number): Promise<void>;
  /** Finishes the last table; rows that come after it are refused. May be called again. */
  finish(): Promise<TableCount[]>;
  /** Ends the COPY under way, so that the transaction can be rolled back. */
  abort(): Promise<void>;
}

interface OpenTable {
  readonly name: string;
  readonly copy: CopyIn;
  readonly hash: ReturnType<typeof createHash>;
  pieces: number;
  bytes: number;
}

/** Loads the tables in their order; one without pieces is empty. Rows that PostgreSQL refuses are `backup.malformed`. */
export function rowLoader(db: Queryable, tables: readonly TableShape[], onTable: (done: number) => void): RowLoader {
  const counts: TableCount[] = [];
  let open: OpenTable | undefined;
  const close = async (): Promise<void> => {
    if (!open) return;
    const { name, copy, hash, bytes } = open;
    const rows = await copy.end().catch((error) => Promise.reject(inTable(name, error)));
    open = undefined;
    counts.push({ table: name, rows, bytes, sha256: hash.digest('hex') });
    onTable(counts.length);
  };
  const passEmpty = (until: number): void => {
    for (const table of tables.slice(counts.length, until)) {
      counts.push({ table: nameOf(table), rows: 0, bytes: 0, sha256: createHash('sha256').digest('hex') });
    }
  };
  return {
    take: async (entry, table, piece) => {
      if (open?.name !== table) {
        await close();
        const place = tables.findIndex((other) => nameOf(other) === table);
        const shape = tables[place];
        if (!shape || place < counts.length) throw malformed(`rows of ${table} stand where none belong`);
        passEmpty(place);
        open = { name: table, copy: openCopyIn(db, shape), hash: createHash('sha256'), pieces: 0, bytes: 0 };
      }
      open.pieces += 1;
      if (piece !== open.pieces) throw malformed(`piece ${open.pieces} of ${table} is missing`);
      for await (const chunk of entry.body) {
        open.hash.update(chunk);
        open.bytes += chunk.length;
        await open.copy.write(chunk).catch((error) => Promise.reject(inTable(table, error)));
      }
    },
    finish: async () => {
      await close();
      if (counts.length < tables.length) {
        passEmpty(tables.length);
        onTable(counts.length);
      }
      return counts;
    },
    abort: async () => open?.copy.abort(),
  };
}

function inTable(table: string, error: unknown): BackupError {
  const { code, message } = asBackupError(error);
  return new BackupError(code, `Rows of ${table}: ${message}`, error);
}
