import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { storedPath } from '#platform/files/store.ts';
import { BackupError } from './error.ts';
import { keyName, sizeLimits } from './format.ts';

export const keysFolder = (dataDir: string): string => path.join(dataDir, 'keys');

/** The hashes of all stored files, referenced or not, by name. Uploads under way (files/incoming) are none yet. */
export async function listStored(dataDir: string): Promise<string[]> {
  const hashes: string[] = [];
  for (const folder of await entriesIn(path.join(dataDir, 'files'))) {
    if (!folder.isDirectory() || !/^[0-9a-f]{2}$/.test(folder.name)) continue;
    for (const file of await entriesIn(path.join(dataDir, 'files', folder.name))) {
      if (file.isFile() && /^[0-9a-f]{64}$/.test(file.name) && file.name.startsWith(folder.name)) hashes.push(file.name);
    }
  }
  return hashes.sort();
}

/** The size of a stored file, or undefined when its bytes are no longer those that its name says. */
export async function sizeOfStored(dataDir: string, hash: string): Promise<number | undefined> {
  const sha256 = createHash('sha256');
  let bytes = 0;
  for await (const chunk of createReadStream(storedPath(dataDir, hash), { highWaterMark: 256 * 1024 })) {
    sha256.update(chunk as Buffer);
    bytes += (chunk as Buffer).length;
  }
  if (sha256.digest('hex') !== hash) return undefined;
  if (bytes > sizeLimits.file)
    throw new BackupError('backup.file-too-large', `The stored file ${hash} has ${bytes} bytes; a backup takes at most ${sizeLimits.file}.`);
  return bytes;
}

interface KeyFile {
  readonly name: string;
  readonly content: Buffer;
}

/** What the keys folder holds, oldest first: of two private keys the newer one signs, and the order keeps that. */
export async function readKeys(dataDir: string): Promise<KeyFile[]> {
  const folder = keysFolder(dataDir);
  const found: (KeyFile & { readonly madeAt: number })[] = [];
  for (const entry of await entriesIn(folder)) {
    // Dot files and drafts (`.new`) are no keys, and folders are of an interrupted restore.
    if (!entry.isFile() || entry.name.startsWith('.') || entry.name.endsWith('.new')) continue;
    const file = path.join(folder, entry.name);
    const { mtimeMs, size } = await stat(file);
    if (!keyName.test(entry.name) || size > sizeLimits.key) {
      throw new BackupError('backup.not-a-key', `${file} has the name or the size of no key: move it elsewhere and run the command again.`);
    }
    found.push({ name: entry.name, content: await readFile(file), madeAt: mtimeMs });
  }
  return found.sort((a, b) => a.madeAt - b.madeAt).map(({ name, content }) => ({ name, content }));
}

const entriesIn = (folder: string) =>
  readdir(folder, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
    return [];
  });
