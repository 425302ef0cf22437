/** One value of a table as its file has it. Dates of spreadsheet cells are ISO texts; a list is a list in JSON. */
export type Cell = string | number | boolean | null | readonly string[];

export interface TableRow {
  /** The line, row or item of the file, from 1. */
  readonly line: number;
  /** In the order of the columns; a row may be shorter. */
  readonly cells: readonly Cell[];
}

/** Something about a file that its owner should know, and that stops nothing: a code with its details. */
export interface TableNote {
  readonly code: 'hidden-sheets' | 'other-sheets' | 'merged-cells' | 'encoding' | 'broken-lines';
  readonly details: Readonly<Record<string, string | number>>;
}

export interface Table {
  readonly format: 'csv' | 'xlsx' | 'json';
  readonly columns: readonly string[];
  readonly rows: readonly TableRow[];
  readonly notes: readonly TableNote[];
}

/** A file that cannot be read as a table; `code` is the key of its text (`errors.table.*`). */
export class UnreadableTable extends Error {
  readonly code: string;
  readonly details: Readonly<Record<string, string | number>>;
  constructor(code: string, details: Readonly<Record<string, string | number>> = {}) {
    super(code);
    this.code = code;
    this.details = details;
  }
}

/** What a table may have at most; a file beyond is refused as a whole. */
export const limits = { rows: 100_000, columns: 200, characters: 200_000 } as const;

/** Column names as they are shown and mapped: trimmed, the empty ones numbered, repeated ones told apart. */
export function columnNames(header: readonly Cell[]): string[] {
  if (header.length > limits.columns) throw new UnreadableTable('table.too-many-columns', { n: header.length, max: limits.columns });
  const seen = new Map<string, number>();
  return header.map((cell, index) => {
    const name =
      String(cell ?? '')
        .replace(/[\s\u00a0\u200e\u200f\ufeff]+/g, ' ')
        .trim()
        .slice(0, 200) || `#${index + 1}`;
    const times = (seen.get(name) ?? 0) + 1;
    seen.set(name, times);
    return times === 1 ? name : `${name} (${times})`;
  });
}

/**
 * Header and rows of a grid: the header is the first row with two different values, so that a title above the
 * table is passed over; a grid of one column has its first value as header. Empty rows are left out.
 */
export function tableOf(grid: readonly TableRow[]): Pick<Table, 'columns' | 'rows'> {
  const filled = grid.filter((row) => row.cells.some((cell) => cell !== null && cell !== ''));
  const kinds = (row: TableRow): number => new Set(row.cells.filter((cell) => cell !== null && cell !== '')).size;
  const wide = filled.findIndex((row) => kinds(row) >= 2);
  const at = Math.max(0, wide);
  const header = filled[at];
  if (!header) throw new UnreadableTable('table.empty');
  const rows = filled.slice(at + 1);
  if (rows.length === 0) throw new UnreadableTable('table.no-rows');
  if (rows.length > limits.rows) throw new UnreadableTable('table.too-many-rows', { n: rows.length, max: limits.rows });
  return { columns: columnNames(header.cells), rows };
}
