import type pg from 'pg';

/**
 * Runs `fn` in one transaction on a connection of its own. Unlike `#platform/db/transaction.ts`, which writes
 * audit entries and so cannot serve the audit log itself, it has no context and never repeats.
 */
export async function inTransaction<T>(pool: pg.Pool, begin: string, fn: (tx: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let lost: Error | undefined;
  const onLost = (error: Error): void => {
    lost = error;
  };
  // Without a listener a server that stops while the client is out would end the process.
  client.on('error', onLost);
  try {
    await client.query(begin);
    const value = await fn(client);
    await client.query('commit');
    return value;
  } catch (error) {
    await client.query('rollback').catch(onLost);
    throw error;
  } finally {
    client.off('error', onLost);
    client.release(lost);
  }
}
