import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { readFile, rename, rmdir, stat } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Binaries } from './binaries.ts';
import type { Runner } from './runner.ts';
import {
  clusterDir,
  disownStalePid,
  logFile,
  makeSocketDir,
  type RunningServer,
  readServerRecord,
  removeStaleSocketDir,
  servesCluster,
  writeServerRecord,
} from './server-files.ts';

export interface Spawned {
  readonly pid: number | undefined;
  /** Clears up after one that another start was faster than. */
  forget(): Promise<void>;
  /** Null while it runs; afterwards what it said last, or why it could not be run. */
  lastWords(): Promise<string | null>;
}

/** For two cores and a few hundred people at once. fsync and full_page_writes keep their default: on. */
const settings = {
  listen_addresses: '',
  max_connections: '60',
  shared_buffers: '128MB',
  effective_cache_size: '512MB',
  work_mem: '8MB',
  maintenance_work_mem: '64MB',
  max_worker_processes: '4',
  max_parallel_workers: '2',
  max_parallel_workers_per_gather: '1',
  io_method: 'sync',
  wal_level: 'minimal',
  max_wal_senders: '0',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_checkpoints: 'off',
  unix_socket_permissions: '0700',
};

/** Starts PostgreSQL in a session of its own, so that neither Ctrl-C nor the death of this process ends it. */
export async function spawnServer(home: string, binaries: Binaries, runner: Runner): Promise<Spawned> {
  await disownStalePid(home);
  await rotateLog(home);
  const socketDir = await replaceSocketDir(home, runner);
  const [command, args, options] = runner.wrap(binaries.postgres, [
    ...['-D', clusterDir(home)],
    ...Object.entries({ ...settings, unix_socket_directories: socketDir }).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ]);
  const log = openSync(logFile(home), 'a', 0o600);
  const logStart = (await stat(logFile(home))).size;
  const child = spawn(command, args, { ...options, detached: true, stdio: ['ignore', log, log] });
  closeSync(log);
  let failure: string | null = null;
  child.once('error', (error) => {
    failure = error.message;
  });
  child.unref();
  const forget = () => rmdir(socketDir).catch(() => {});
  return {
    pid: child.pid,
    forget,
    lastWords: async () => {
      if (failure) return failure;
      if (child.exitCode === null && child.signalCode === null) return null;
      await forget();
      const said = (await readFile(logFile(home))).subarray(logStart).toString().split('\n');
      const own = said.filter((line) => line.includes(`[${child.pid}]`) && /FATAL|PANIC|ERROR|DETAIL|HINT/.test(line));
      return (own.length > 0 ? own : said).join('\n').trim();
    },
  };
}

/** Fast shutdown: sessions are ended, all is written. After 20 s an immediate one, which the next start repairs. */
export async function stopServer(home: string, server: RunningServer): Promise<void> {
  for (const [signal, patience] of [
    ['SIGINT', 20_000],
    ['SIGQUIT', 5_000],
  ] as const) {
    if (await servesCluster(server.pid, home)) process.kill(server.pid, signal);
    for (const deadline = Date.now() + patience; Date.now() < deadline; await sleep(10)) {
      if (await servesCluster(server.pid, home)) continue;
      await rmdir(server.socketDir).catch(() => {});
      return;
    }
  }
  throw new Error(`PostgreSQL (process ${server.pid}) did not stop within 25 s: see ${logFile(home)}`);
}

/** Never the old folder again: its files would carry the number of a process that may live on as another. */
async function replaceSocketDir(home: string, runner: Runner): Promise<string> {
  const old = (await readServerRecord(home))?.socket;
  if (old) await removeStaleSocketDir(old, home, runner.uid);
  const socketDir = await makeSocketDir();
  await runner.own(socketDir);
  await writeServerRecord(home, { pid: null, socket: socketDir, how: runner.how });
  return socketDir;
}

async function rotateLog(home: string): Promise<void> {
  const size = await stat(logFile(home)).then(
    (found) => found.size,
    () => 0,
  );
  if (size > 10 * 1024 * 1024) await rename(logFile(home), `${logFile(home)}.1`);
}
