/**
 * The process that crash-rounds.ts kills: starts or takes over the embedded server and writes with eight
 * connections, each key after the other, saying on stdout `ready <ms>` and, after each COMMIT, `<writer> <number>`.
 * Arguments: data directory, and the first number of each writer as JSON.
 */
import pg from 'pg';
import { startPostgres } from './supervisor.ts';

const [dataDir = '', firstNumbers = '[]'] = process.argv.slice(2);

const started = performance.now();
const { ownerUrl } = await startPostgres({ dataDir });
const startMs = Math.round(performance.now() - started);

const pool = new pg.Pool({ connectionString: ownerUrl, max: 8 });
pool.on('error', () => {});
await pool.query(`
  create table if not exists requests (key text primary key);
  create table if not exists effects (key text not null)`);
console.log(`ready ${startMs}`);
await Promise.all((JSON.parse(firstNumbers) as number[]).map(write));

async function write(first: number, writer: number): Promise<never> {
  for (let number = first; ; number++) {
    await apply(`${writer}:${number}`);
    console.log(`${writer} ${number}`);
  }
}

/** One effect for a key, however often it is asked for: the key of an unanswered request comes again after a crash. */
async function apply(key: string): Promise<void> {
  const client = await pool.connect();
  client.on('error', () => {});
  await client.query('begin');
  const fresh = await client.query('insert into requests values ($1) on conflict do nothing', [key]);
  if (fresh.rowCount === 1) await client.query('insert into effects values ($1)', [key]);
  await client.query('commit');
  client.release();
}
