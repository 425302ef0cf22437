import { randomUUID } from 'node:crypto';
import { lstat, mkdtemp, open, readFile, readlink, rename, rm, rmdir, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { codeOf } from './error-code.ts';
import type { How } from './runner.ts';

/** server.json: for the operator's eyes, for the decision of the first start, and to clean up after a crash. */
export interface ServerRecord {
  readonly pid: number | null;
  readonly socket: string | null;
  readonly how: How;
}

export interface RunningServer {
  readonly pid: number;
  readonly socketDir: string;
  readonly ready: boolean;
}

export const clusterDir = (home: string): string => path.join(home, 'data');
export const logFile = (home: string): string => path.join(home, 'server.log');

/** The running PostgreSQL of this directory, by its own postmaster.pid, or null. */
export async function findServer(home: string): Promise<RunningServer | null> {
  const lines = await readPostmasterLines(home);
  const pid = Number(lines[0]);
  if (!(pid > 0) || !(await servesCluster(pid, home))) return null;
  return { pid, socketDir: lines[4] ?? '', ready: lines[7]?.trim() === 'ready' };
}

/**
 * A crash of the machine or container can leave a postmaster.pid whose number now belongs to another process, or
 * to a zombie that nobody reaps; PostgreSQL would refuse to start for as long as that lives. Our own number in
 * its place reads as stale to the server we start, which still checks the shared memory named in the file.
 */
export async function disownStalePid(home: string): Promise<void> {
  const [first, ...rest] = await readPostmasterLines(home);
  const pid = Number(first);
  if (!(pid > 0) || pid === process.pid || !isAlive(pid) || (await servesCluster(pid, home))) return;
  await writeFile(path.join(clusterDir(home), 'postmaster.pid'), [process.pid, ...rest].join('\n'));
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}

/**
 * PostgreSQL works in its data directory, which tells its process from any other; a zombie has none. In a container
 * root may not look there when the server has another uid, but may read its command line.
 */
export async function servesCluster(pid: number, home: string): Promise<boolean> {
  if (process.platform !== 'linux') return isAlive(pid);
  try {
    return (await readlink(`/proc/${pid}/cwd`)) === clusterDir(home);
  } catch (error) {
    if (codeOf(error) !== 'EACCES') return false;
    return (await readFile(`/proc/${pid}/cmdline`, 'utf8')).split('\0').includes(clusterDir(home));
  }
}

async function readPostmasterLines(home: string): Promise<string[]> {
  const text = await readFile(path.join(clusterDir(home), 'postmaster.pid'), 'utf8').catch((error) => {
    if (codeOf(error) !== 'ENOENT') throw error;
    return '';
  });
  return text.split('\n');
}

export async function readServerRecord(home: string): Promise<ServerRecord | null> {
  const text = await readFile(path.join(home, 'server.json'), 'utf8').catch(() => null);
  return text === null ? null : (JSON.parse(text) as ServerRecord);
}

export async function writeServerRecord(home: string, record: ServerRecord): Promise<void> {
  const draft = path.join(home, `server.json.${randomUUID()}`);
  await writeFile(draft, JSON.stringify(record), { mode: 0o600, flush: true });
  await rename(draft, path.join(home, 'server.json'));
}

/** A new folder for the socket, private and short: a socket's path may have 107 bytes. */
export async function makeSocketDir(): Promise<string> {
  const runtimeDir = process.env.XDG_RUNTIME_DIR ?? '';
  const owner = await stat(runtimeDir).then(
    (found) => found.uid,
    () => -1,
  );
  const parent = owner === process.getuid?.() && /^[\w/.-]{1,60}$/.test(runtimeDir) ? runtimeDir : '/tmp';
  return mkdtemp(path.join(parent, 'tabadul-'));
}

/**
 * Removes the socket folder that a crash left behind: only when it is private, PostgreSQL's lock file in it names
 * this cluster, and no server runs. A copied DATA_DIR or a second start at the same moment must not lose a live one.
 */
export async function removeStaleSocketDir(socketDir: string, home: string, owner: number): Promise<void> {
  const found = await lstat(socketDir).catch(() => null);
  if (!found?.isDirectory() || found.uid !== owner || (found.mode & 0o077) !== 0) return;
  const socket = path.join(socketDir, '.s.PGSQL.5432');
  const [pid, cluster] = (await readFile(`${socket}.lock`, 'utf8').catch(() => '')).split('\n');
  if (cluster !== clusterDir(home) || (await servesCluster(Number(pid), home))) return;
  await Promise.all([socket, `${socket}.lock`].map((file) => rm(file, { force: true })));
  await rmdir(socketDir).catch(() => {});
}

/** Makes the names in a folder survive a loss of power. */
export async function syncDir(dir: string): Promise<void> {
  const handle = await open(dir);
  await handle.sync().finally(() => handle.close());
}
