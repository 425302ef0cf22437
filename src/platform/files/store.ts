import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { link, mkdir, open, readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { InvalidInput } from '#platform/errors/errors.ts';
import { cleanLine } from '#platform/values/clean-text.ts';
import { sniffTable, sniffType } from './sniff.ts';

/** Largest file a person may upload: 20 MB. */
export const uploadLimit = 20 * 1024 * 1024;

/** A file in the store. Its name on disk is its SHA-256, so the same bytes are kept once and cannot change unseen. */
export const storedFileSchema = z.strictObject({
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  name: z.string().min(1).max(200),
  type: z.string(),
  bytes: z.number().int().positive(),
});
export type StoredFile = z.infer<typeof storedFileSchema>;

const uploads = new WeakSet<object>();
/** A file that came with this very request. A program cannot name a stored file, or it could read any by its hash. */
export const uploadSchema = z
  .custom<StoredFile>((value) => typeof value === 'object' && value !== null && uploads.has(value), {
    params: { code: 'file.upload-only' },
  })
  .meta({ type: 'string', format: 'binary' });

const pathOf = (dataDir: string, hash: string): string => join(dataDir, 'files', hash.slice(0, 2), hash);

/**
 * Takes a file into the store. Its type is read from its bytes, never believed from its name; a type that its
 * kind does not accept, too many bytes or a cut-off file is InvalidInput and leaves nothing behind. An empty file
 * field (no file chosen) is undefined.
 */
export async function storeUpload(
  dataDir: string,
  filename: string,
  stream: Readable & { truncated?: boolean },
  kind: 'documents' | 'tables' = 'documents',
): Promise<StoredFile | undefined> {
  const name = cleanLine(filename).replace(/[/\\]/g, '_').slice(-200).toWellFormed().replaceAll('\ufffd', '');
  const incoming = join(dataDir, 'files', 'incoming');
  await mkdir(incoming, { recursive: true, mode: 0o700 });
  const temporary = join(incoming, randomUUID());
  try {
    const hash = createHash('sha256');
    stream.on('data', (chunk: Buffer) => hash.update(chunk));
    await pipeline(stream, createWriteStream(temporary, { mode: 0o600 }));
    const { size } = await stat(temporary);
    if (stream.truncated) throw new InvalidInput('file.too-large', { name, limit: 20 });
    if (size === 0) {
      if (name === '') return undefined;
      throw new InvalidInput('file.unreadable', { name });
    }
    const type = await (kind === 'tables' ? sniffTable : sniffType)(temporary, name);
    if (!type) throw new InvalidInput(kind === 'tables' ? 'file.table-type' : 'file.type', { name });
    const stored: StoredFile = { hash: hash.digest('hex'), name: name || 'file', type, bytes: size };
    await keep(temporary, pathOf(dataDir, stored.hash));
    uploads.add(stored);
    return stored;
  } finally {
    await rm(temporary, { force: true });
  }
}

/** Moves a finished file under its hash and makes the name durable before anybody can refer to it. */
async function keep(temporary: string, path: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  await sync(temporary);
  await link(temporary, path).catch(async (error: NodeJS.ErrnoException) => {
    // The same bytes are there: used again from now on, so that no sweep takes them. If one just did, they are put there again.
    if (error.code === 'EEXIST') return utimes(path, new Date(), new Date()).catch(() => link(temporary, path));
    if (error.code === 'EPERM' || error.code === 'EXDEV') return rename(temporary, path);
    throw error;
  });
  await sync(dirname(path));
}

async function sync(path: string): Promise<void> {
  const handle = await open(path, 'r');
  await handle.sync();
  await handle.close();
}

/**
 * Removes stored files that were last stored before `before` and are not in use, and what an interrupted upload left.
 * `inUse` is asked after the old files were listed. A file that is stored again meanwhile stays: it is moved away
 * first, and back if its time is new.
 */
export async function removeUnused(dataDir: string, before: Date, inUse: () => Promise<ReadonlySet<string>>): Promise<string[]> {
  const folder = join(dataDir, 'files');
  const names = await readdir(folder, { recursive: true }).catch(() => [] as string[]);
  const isOld = async (path: string): Promise<boolean> => {
    const found = await stat(path).catch(() => undefined);
    return found?.isFile() === true && found.mtime < before;
  };
  const old: string[] = [];
  for (const name of names) if (await isOld(join(folder, name))) old.push(name);
  const used = old.length > 0 ? await inUse() : new Set<string>();
  const removed: string[] = [];
  for (const name of old.filter((one) => !used.has(basename(one)))) {
    const path = join(folder, name);
    const aside = join(folder, 'incoming', randomUUID());
    await mkdir(dirname(aside), { recursive: true, mode: 0o700 });
    if (
      await rename(path, aside).then(
        () => false,
        () => true,
      )
    )
      continue;
    if (await isOld(aside)) removed.push(basename(name));
    else await link(aside, path).catch(() => undefined);
    await rm(aside, { force: true });
  }
  return removed;
}

/** The bytes of a stored file. */
export const readStored = (dataDir: string, hash: string): Readable => createReadStream(pathOf(dataDir, hash));

/** Where a stored file lies, for backup and restore. */
export const storedPath = pathOf;
