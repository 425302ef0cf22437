import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { type FileHandle, link, open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import tar from 'tar-stream';
import { syncDir } from '#platform/postgres/server-files.ts';
import { BackupError } from './error.ts';
import { trailerOf } from './trailer.ts';

export interface ArchiveWriter {
  /** Resolves when the entry is on its way to disk, so that a slow disk slows the reader of the database. */
  add(name: string, content: Buffer): Promise<void>;
  addFile(name: string, from: string, bytes: number): Promise<void>;
}

/**
 * Writes FILE through FILE.partial: under its own name it is whole, on disk, readable by its owner alone, and
 * never in the place of an older file. After a failure neither is there.
 */
export async function writeArchive(file: string, produce: (archive: ArchiveWriter) => Promise<void>): Promise<{ bytes: number; sha256: string }> {
  const partial = `${file}.partial`;
  if (existsSync(file)) throw exists(file);
  const handle = await open(partial, 'wx', 0o600).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
    throw new BackupError('backup.partial-exists', `${partial} is there: another backup is being written, or one was interrupted. In that case delete it.`);
  });
  try {
    const sha256 = await writeEntries(handle, produce);
    await handle.appendFile(trailerOf(sha256));
    await handle.sync();
    const { size } = await handle.stat();
    await publish(partial, file);
    return { bytes: size, sha256 };
  } finally {
    await handle.close();
    await rm(partial, { force: true });
  }
}

const exists = (file: string): BackupError =>
  new BackupError('backup.exists', `${file} is there already, and a backup never replaces a file: give another name.`);

/** link, unlike rename, never replaces; some network file systems have only rename. */
async function publish(partial: string, file: string): Promise<void> {
  await link(partial, file).catch(async (error: NodeJS.ErrnoException) => {
    if (error.code === 'EEXIST' || existsSync(file)) throw exists(file);
    await rename(partial, file);
  });
  await syncDir(path.dirname(path.resolve(file)));
}

async function writeEntries(handle: FileHandle, produce: (archive: ArchiveWriter) => Promise<void>): Promise<string> {
  const pack = tar.pack();
  const hash = createHash('sha256');
  // The first failure counts: it destroys the other streams, and these then say only that they were destroyed.
  const failures: unknown[] = [];
  const noted = (error: Error): never => {
    failures.push(error);
    pack.destroy(error);
    throw error;
  };
  const store = async (chunks: AsyncIterable<Buffer>): Promise<void> => {
    for await (const chunk of chunks) {
      hash.update(chunk);
      await handle.appendFile(chunk).catch(noted);
    }
  };
  const stored = pipeline(pack as unknown as Readable, createGzip({ level: 4, chunkSize: 256 * 1024 }), store);
  const produced = produce(entriesOf(pack)).then(() => pack.finalize(), noted);
  // Both must have ended before the file is closed.
  const ends = await Promise.allSettled([stored, produced]);
  const rejected = ends.find((end) => end.status === 'rejected');
  if (rejected) throw failures[0] ?? rejected.reason;
  return hash.digest('hex');
}

function entriesOf(pack: tar.Pack): ArchiveWriter {
  const entry = (name: string, bytes: number, fill: (sink: Writable) => void): Promise<void> =>
    new Promise((resolve, reject) => {
      const header = { name, size: bytes, mode: 0o600 };
      const sink = pack.entry(header, (error) => (error ? reject(error) : resolve()));
      sink.on('error', reject);
      fill(sink as unknown as Writable);
    });
  return {
    add: (name, content) => entry(name, content.length, (sink) => sink.end(content)),
    // The sink is told of a failed read, and fails its entry.
    addFile: (name, from, bytes) => entry(name, bytes, (sink) => void pipeline(createReadStream(from), sink).catch((error) => sink.destroy(error))),
  };
}
