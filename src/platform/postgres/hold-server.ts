import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { isPassing } from './with-client.ts';

const holdKey = 7_482_318;

/** The two methods that the types of pg lack: a claim alone must keep no process alive. */
type Holder = pg.Client & { ref(): void; unref(): void };

/**
 * Claims the embedded server for this process until the returned function is called: a second claim is refused
 * and names the holder. The claim is a session lock of the server it protects, so the kernel ends it with the
 * process, however that dies. (Session locks are kept out of the rest of the program because other databases
 * lack them; this one is always our own PostgreSQL.)
 */
export async function holdServer(superUrl: string, log: (line: string) => void): Promise<() => Promise<void>> {
  let released = false;
  const watch = (client: Holder): Holder =>
    client.once('end', async () => {
      if (released) return;
      log('the embedded database closed our connection; claiming it again');
      try {
        held = watch(await claim(superUrl, 30_000));
        if (released) await held.end();
      } catch (error) {
        log(`the embedded database is lost: ${String(error)}`);
      }
    });
  // the backend of a process killed just now needs a moment to notice
  let held = watch(await claim(superUrl, 1_000));
  return async () => {
    released = true;
    held.ref();
    await held.end().catch(() => {});
  };
}

async function claim(superUrl: string, patience: number): Promise<Holder> {
  for (const deadline = Date.now() + patience; ; await sleep(50)) {
    const client = newClient(superUrl);
    try {
      await client.connect();
      const answer = await client.query(`select pg_try_advisory_lock(${holdKey}) as mine`);
      if (answer.rows[0]?.mine) {
        client.unref();
        return client;
      }
      if (Date.now() > deadline) throw new Error(await refusal(client));
    } catch (error) {
      await client.end().catch(() => {});
      if (!isPassing(error) || Date.now() > deadline) throw error;
      continue;
    }
    await client.end();
  }
}

function newClient(superUrl: string): Holder {
  const client = new pg.Client({
    connectionString: superUrl,
    application_name: `Tabadul, process ${process.pid}`,
    connectionTimeoutMillis: 5_000,
  }) as Holder;
  client.on('error', () => {});
  return client;
}

async function refusal(client: pg.Client): Promise<string> {
  const holders = await client.query(
    `select application_name as name, current_setting('data_directory') as dir
     from pg_locks join pg_stat_activity using (pid) where locktype = 'advisory' and objid = ${holdKey} and granted`,
  );
  const { name = 'another process', dir = 'this directory' } = holders.rows[0] ?? {};
  return `${name} already serves ${dir}: stop it first, or choose another DATA_DIR`;
}
