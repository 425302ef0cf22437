import pg from 'pg';
import type { Queryable } from '#platform/db/statement.ts';
import { BackupError } from './error.ts';
import { nameOf, type SequenceState, type TableShape } from './format.ts';
import { selectReferences, selectSequences, selectTables } from './queries.ts';

/**
 * The owner's tables, parents before children. Refused are tables whose row-level security binds even the owner:
 * rows would be missing and nobody would know.
 */
export async function readTables(db: Queryable): Promise<TableShape[]> {
  const rows = await selectTables(db);
  const forced = rows.find((row) => row.forced);
  if (forced) {
    throw new BackupError(
      'backup.row-security',
      `${nameOf(forced)} hides rows from its owner: ALTER TABLE ${identifierOf(forced)} NO FORCE ROW LEVEL SECURITY, then run the command again.`,
    );
  }
  const tables = new Map(rows.map(({ schema, name, columns }) => [nameOf({ schema, name }), { schema, name, columns }]));
  return loadOrder([...tables.keys()], await selectReferences(db)).map((name) => tables.get(name) as TableShape);
}

/** Names in an order in which every parent stands before its children; by name where that leaves a choice. */
export function loadOrder(names: readonly string[], references: readonly { child: string; parent: string }[]): string[] {
  const waiting = new Set([...names].sort());
  const order: string[] = [];
  while (waiting.size > 0) {
    const held = new Set(references.filter(({ parent }) => waiting.has(parent)).map(({ child }) => child));
    const ready = [...waiting].filter((name) => !held.has(name));
    if (ready.length === 0) {
      const circle = [...waiting].join(', ');
      throw new BackupError('backup.circle', `The tables ${circle} refer to each other in a circle: no order can load them.`);
    }
    for (const name of ready) waiting.delete(name);
    order.push(...ready);
  }
  return order;
}

export const identifierOf = ({ schema, name }: Pick<TableShape, 'schema' | 'name'>): string => `${pg.escapeIdentifier(schema)}.${pg.escapeIdentifier(name)}`;

/** The table with its columns by name, so that a later order of columns does not matter. */
export const copyTarget = (table: TableShape): string => `${identifierOf(table)} (${table.columns.map((column) => pg.escapeIdentifier(column)).join(', ')})`;

/** Values are written and read alike on any server: its own settings for dates, zones and floats do not count. */
export const copySettings = `
  set local statement_timeout = 0; set local idle_in_transaction_session_timeout = 0; set local row_security = off;
  set local client_encoding = 'UTF8'; set local timezone = 'UTC'; set local datestyle = 'ISO, YMD';
  set local intervalstyle = 'postgres'; set local bytea_output = 'hex'; set local extra_float_digits = 1;
  set local synchronize_seqscans = off`;

/** The number of rows of each table that has any. */
export async function countRows(db: Queryable, tables: readonly TableShape[]): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  for (const table of tables) {
    const { rows } = await db.query<{ count: string }>(`select count(*)::text as count from ${identifierOf(table)}`);
    if (rows[0]?.count !== '0') counts.set(nameOf(table), Number(rows[0]?.count));
  }
  return counts;
}

export async function readSequences(db: Queryable): Promise<SequenceState[]> {
  const states: SequenceState[] = [];
  for (const sequence of await selectSequences(db)) {
    const { rows } = await db.query<{ last: string; called: boolean }>(`select last_value::text as last, is_called as called from ${identifierOf(sequence)}`);
    states.push({ ...sequence, last: rows[0]?.last ?? '1', called: rows[0]?.called ?? false });
  }
  return states;
}
