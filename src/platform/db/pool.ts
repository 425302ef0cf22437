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
  pool.on('connect', (client) => {
    client.on('error', (error) => log(`database connection lost: ${error.message}`));
    if (pipeline) sendTogether(client);
  });
  return pool;
}

/** The part of pg's client that carries its bytes; not in its types. */
interface Carrier {
  readonly connection: { readonly stream: { cork: () => void; uncork: () => void } };
}

/**
 * Statements given to a connection in one turn leave in one packet. Each packet wakes PostgreSQL's process, which costs
 * more than most statements.
 */
function sendTogether(client: pg.PoolClient): void {
  const { stream } = (client as unknown as Carrier).connection;
  const query = client.query.bind(client) as (...args: unknown[]) => unknown;
  let held = false;
  client.query = ((...args: unknown[]) => {
    if (!held) {
      held = true;
      stream.cork();
      process.nextTick(() => {
        held = false;
        stream.uncork();
      });
    }
    return query(...args);
  }) as typeof client.query;
}
