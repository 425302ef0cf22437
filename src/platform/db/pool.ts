import pg from 'pg';

// bigint counts and sequence numbers of this product stay far below 2^53.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);

/**
 * A pool whose idle and busy connections may be lost at any time without ending the process: without the
 * two listeners a stopped server would. The next query then fails and is answered as an error.
 */
export function makePool(connectionString: string, max: number, log: (line: string) => void = () => undefined): pg.Pool {
  const pool = new pg.Pool({
    connectionString,
    max,
    idleTimeoutMillis: 60_000,
    connectionTimeoutMillis: 10_000,
    application_name: 'tabadul',
    statement_timeout: 60_000,
  });
  pool.on('error', (error) => log(`idle database connection lost: ${error.message}`));
  pool.on('connect', (client) => client.on('error', (error) => log(`database connection lost: ${error.message}`)));
  return pool;
}
