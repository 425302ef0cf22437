import type pg from 'pg';
import { from, to } from 'pg-copy-streams';
import type { Queryable } from '#platform/db/statement.ts';
import type { TableShape } from './format.ts';
import { copyTarget } from './tables.ts';

/**
 * The rows of a table in COPY's text format, as they come. A reader who stops early loses the connection: there is
 * no other way to make PostgreSQL stop sending, and a ROLLBACK would wait for ever.
 */
export async function* copyOut(db: Queryable, table: TableShape): AsyncGenerator<Buffer> {
  const stream = db.query(to(`copy ${copyTarget(table)} to stdout`));
  let ended = false;
  try {
    for await (const chunk of stream) yield chunk as Buffer;
    ended = true;
  } finally {
    if (!ended) (stream as unknown as { connection: pg.Connection }).connection.stream.destroy();
  }
}

export interface CopyIn {
  write(chunk: Buffer): Promise<void>;
  /** Resolves to the number of rows once PostgreSQL has taken and checked them all. */
  end(): Promise<number>;
  /** Makes PostgreSQL forget the rows, so that the connection can be used for a ROLLBACK. */
  abort(): Promise<void>;
}

export function openCopyIn(db: Queryable, table: TableShape): CopyIn {
  const stream = db.query(from(`copy ${copyTarget(table)} from stdin`));
  let over = false;
  const failed = new Promise<never>((_, reject) => {
    stream.once('error', (error) => {
      over = true;
      reject(error);
    });
  });
  // It may fail between two writes, when nobody waits for it.
  failed.catch(() => undefined);
  const finished = (act: (done: (error?: Error | null) => void) => void): Promise<void> =>
    // After a failure the stream throws a TypeError of its own; the failure stands first and wins.
    Promise.race([failed, new Promise<void>((resolve, reject) => act((error) => (error ? reject(error) : resolve())))]);
  return {
    write: (chunk) => finished((done) => stream.write(chunk, done)),
    end: async () => {
      await finished((done) => stream.once('finish', () => done()).end());
      over = true;
      return stream.rowCount;
    },
    abort: async () => {
      if (over) return;
      stream.destroy();
      await failed.catch(() => undefined);
    },
  };
}
