import pg from 'pg';
import { codeOf } from './error-code.ts';

/** Runs `use` on one connection of its own. */
export async function withClient<Value>(url: string, use: (client: pg.Client) => Promise<Value>): Promise<Value> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  // a server that stops between two queries must not end the process; the next query throws
  client.on('error', () => {});
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}

/** Connection refused because the server is coming or going: worth another try. */
export const isPassing = (error: unknown): boolean =>
  ['ENOENT', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE', '57P01', '57P02', '57P03'].includes(codeOf(error)) ||
  (error instanceof Error && /terminated|timeout/i.test(error.message));
