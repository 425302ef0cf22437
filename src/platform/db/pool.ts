import pg from 'pg';

// bigint counts and sequence numbers of this product stay far below 2^53.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);

/**
 * A pool whose idle and busy connections may be lost at any time without ending the process: without the
 * two listeners a stopped server would. The next query then fails and is answered as an error.
 * With `pipeline`, statements that do not wait for each other share a round trip; COPY and cursors need a pool without.
 */
export function makePool(connectionString: string, max: number, log: (line: string) => void = () => undefined, pipeline = false): pg.Pool {
  const pool = new pg.Pool({
    ...(pipeline && { pipeline }),
    connectionString,
    max,
    idleTimeoutMillis: 60_000,
    connectionTimeoutMillis: 10_000,
    application_name: 'tabadul',
    // pg reads dates in this style alone, whatever the server's own is.
    options: '-c datestyle=ISO',
    statement_timeout: 60_000,
  });
  pool.on('error', (error) => log(`idle database connection lost: ${error.message}`));
  pool.on('connect', (client) => client.on('error', (error) => log(`database connection lost: ${error.message}`)));
  return pool;
}
