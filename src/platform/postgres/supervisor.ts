import { existsSync } from 'node:fs';
import { realpath } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Binaries, findBinaries } from './binaries.ts';
import { makeCluster } from './cluster.ts';
import { codeOf } from './error-code.ts';
import { holdServer } from './hold-server.ts';
import { prepareDatabase } from './prepare-database.ts';
import { chooseRunner, type Runner } from './runner.ts';
import { openHome, readOrMakeSecrets, type Secrets, type Urls, urlsOf } from './secrets.ts';
import { clusterDir, findServer, logFile, type RunningServer, readServerRecord, writeServerRecord } from './server-files.ts';
import { type Spawned, spawnServer, stopServer } from './spawn-server.ts';
import { isPassing, withClient } from './with-client.ts';

export interface EmbeddedPostgres extends Urls {
  readonly pid: number;
  /** The server was running already: the process that had started it is gone. */
  readonly adopted: boolean;
  /** Stops the server too when it was adopted. May be called twice. */
  stop(): Promise<void>;
}

interface StartOptions {
  readonly dataDir: string;
  readonly log?: (line: string) => void;
}

/**
 * Starts the embedded PostgreSQL of a data directory, or takes over the one that outlived its process. While one
 * process holds it, a second call is refused with a sentence that names the holder; commands use `attachPostgres`.
 */
export async function startPostgres({ dataDir, log = () => {} }: StartOptions): Promise<EmbeddedPostgres> {
  const started = performance.now();
  const home = await openHome(dataDir);
  const binaries = await findBinaries(home);
  const record = await readServerRecord(home);
  const runner = await chooseRunner(home, binaries, record?.how ?? null);
  if (!record) await writeServerRecord(home, { pid: null, socket: null, how: runner.how });
  const secrets = await readOrMakeSecrets(home);
  await makeCluster(home, secrets.super, binaries, runner);

  const { server, adopted } = await adoptOrSpawn(home, secrets, binaries, runner);
  const urls = urlsOf(secrets, server.socketDir);
  const release = await holdServer(urls.superUrl, log);
  const stop = async () => {
    await release();
    await stopServer(home, server);
    await writeServerRecord(home, { pid: null, socket: null, how: runner.how });
  };
  try {
    await writeServerRecord(home, { pid: server.pid, socket: server.socketDir, how: runner.how });
    await prepareDatabase(secrets, server.socketDir);
  } catch (error) {
    await stop();
    throw error;
  }
  log(`PostgreSQL ${adopted ? 'taken over' : 'started'} in ${Math.round(performance.now() - started)} ms (process ${server.pid})`);
  let stopping: Promise<void> | undefined;
  return { ...urls, pid: server.pid, adopted, stop: () => (stopping ??= stop()) };
}

/** The addresses of the server that another process runs on this data directory, for commands; null when none runs. */
export async function attachPostgres(dataDir: string): Promise<Urls | null> {
  if (!existsSync(clusterDir(path.join(dataDir, 'postgres')))) return null;
  const home = await realpath(path.join(dataDir, 'postgres'));
  const secrets = await readOrMakeSecrets(home);
  for (const pause of pauses()) {
    const server = await findServer(home);
    if (!server) return null;
    if (server.ready && (await answers(server, secrets))) return urlsOf(secrets, server.socketDir);
    await sleep(pause);
  }
  throw noAnswer(home);
}

async function adoptOrSpawn(home: string, secrets: Secrets, binaries: Binaries, runner: Runner): Promise<{ server: RunningServer; adopted: boolean }> {
  let child: Spawned | null = null;
  for (const pause of pauses()) {
    const server = await findServer(home);
    const adopted = server?.pid !== child?.pid;
    if (server?.ready) {
      const answered = await answers(server, secrets).catch(async (error) => {
        if (!adopted) await stopServer(home, server);
        throw error;
      });
      if (answered && adopted) await child?.forget();
      if (answered) return { server, adopted };
    }
    const lastWords = await child?.lastWords();
    if (lastWords != null) {
      if (!/lock file .* already exists|pre-existing shared memory block/.test(lastWords)) {
        throw new Error(`PostgreSQL did not start: ${lastWords}`);
      }
      child = null;
    } else if (!server && !child) {
      child = await spawnServer(home, binaries, runner);
    }
    await sleep(pause);
  }
  throw noAnswer(home);
}

/** Growing pauses that add up to 30 s: most starts take less than 100 ms, recovery after a crash seconds. */
function* pauses(): Generator<number> {
  const deadline = Date.now() + 30_000;
  for (let pause = 8; Date.now() < deadline; pause = Math.min(pause * 1.2, 250)) yield pause;
}

const noAnswer = (home: string) => new Error(`PostgreSQL did not answer within 30 s: see ${logFile(home)}`);

/** The server proves by SCRAM that it knows our secret, as we do to it. */
async function answers({ socketDir }: RunningServer, secrets: Secrets): Promise<boolean> {
  try {
    await withClient(urlsOf(secrets, socketDir).superUrl, (client) => client.query('select 1'));
    return true;
  } catch (error) {
    if (isPassing(error)) return false;
    if (codeOf(error) !== '28P01') throw error;
    throw new Error(`PostgreSQL in ${socketDir} does not accept the secrets of secrets.json: put back the file that belongs to this data directory`);
  }
}
