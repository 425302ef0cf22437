import { createHash, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, open, readFile, rename, rm, statfs, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { loadPublicKeys, type PublicKeys } from '#platform/audit/keys.ts';
import { storedPath } from '#platform/files/store.ts';
import { syncDir } from '#platform/postgres/server-files.ts';
import type { ArchiveEntry } from './archive-reader.ts';
import { keysFolder } from './data-folder.ts';
import { BackupError, malformed } from './error.ts';

/** Files and keys of a backup on their way into DATA_DIR: under temporary names until `place`. */
export interface Staging {
  /** Refuses bytes that are not those of the name. */
  takeFile(hash: string, entry: ArchiveEntry): Promise<void>;
  /** Refuses a key that would replace another of its name. Answers its hash. */
  takeKey(name: string, content: Buffer): Promise<string>;
  publicKeys(): Promise<PublicKeys>;
  /** Moves all to where they belong, on disk when it resolves. If one move fails, none has happened. */
  place(): Promise<void>;
  discard(): Promise<void>;
}

/** The keys never leave the keys folder, and each move stays on its file system. */
export async function openStaging(dataDir: string): Promise<Staging> {
  const files = path.join(dataDir, 'files', 'incoming', `restore-${randomUUID()}`);
  const keys = path.join(keysFolder(dataDir), `restore-${randomUUID()}`);
  for (const folder of [files, keys]) await mkdir(folder, { recursive: true, mode: 0o700 });
  const moves: { readonly from: string; readonly to: string }[] = [];
  let keysTaken = 0;
  return {
    takeFile: async (hash, entry) => {
      const from = path.join(files, hash);
      await refuseTooLarge(files, entry.bytes);
      if ((await writeHashed(from, entry)) !== hash) throw malformed(`the bytes of the file ${hash} are not those of its name`);
      moves.push({ from, to: storedPath(dataDir, hash) });
    },
    takeKey: async (name, content) => {
      const [from, to] = [path.join(keys, name), path.join(keysFolder(dataDir), name)];
      const present = existsSync(to) ? await readFile(to) : content;
      if (!present.equals(content)) {
        throw new BackupError('backup.key-differs', `${to} holds another key than the backup: move it elsewhere, or restore into a new DATA_DIR.`);
      }
      await writeFile(from, content, { mode: 0o600, flag: 'wx', flush: true });
      // Of several private keys the newest signs. Their order is kept, and all come after one this node made for itself.
      keysTaken += 1;
      const time = Date.now() / 1000 + keysTaken / 100;
      await utimes(from, time, time);
      moves.push({ from, to });
      return createHash('sha256').update(content).digest('hex');
    },
    publicKeys: () => loadPublicKeys(keys).catch((error) => Promise.reject(malformed('one of its keys is none', error))),
    place: () => placeAll(moves),
    discard: async () => {
      for (const folder of [files, keys]) await rm(folder, { recursive: true, force: true });
    },
  };
}

async function refuseTooLarge(folder: string, bytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  if (bytes > bavail * bsize)
    throw new BackupError('backup.no-space', `${folder} has no room for a file of ${bytes} bytes: make room and run the command again.`);
}

async function writeHashed(to: string, entry: ArchiveEntry): Promise<string> {
  const hash = createHash('sha256');
  const handle = await open(to, 'wx', 0o600).catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'EEXIST' ? malformed(`it has the file ${path.basename(to)} twice`) : error;
  });
  try {
    for await (const chunk of entry.body) {
      hash.update(chunk);
      await handle.appendFile(chunk);
    }
    await handle.sync();
  } finally {
    await handle.close();
  }
  return hash.digest('hex');
}

/** A file that was there already has the same name, so the same bytes; if they were damaged, they are whole again. */
async function placeAll(moves: readonly { from: string; to: string }[]): Promise<void> {
  const placed: string[] = [];
  try {
    for (const { from, to } of moves) {
      await mkdir(path.dirname(to), { recursive: true, mode: 0o700 });
      const isNew = !existsSync(to);
      await rename(from, to);
      if (isNew) placed.push(to);
    }
    const folders = new Set(moves.flatMap(({ to }) => [path.dirname(to), path.dirname(path.dirname(to))]));
    for (const folder of folders) await syncDir(folder);
  } catch (error) {
    for (const file of placed) await rm(file, { force: true });
    throw error;
  }
}
