import { type CellValue, readXlsx as readWorkbook, type Sheet } from 'hucre/xlsx';
import { checkArchive } from './check-archive.ts';
import { type Cell, limits, type Table, type TableNote, type TableRow, tableOf, UnreadableTable } from './table.ts';

const midnight = 'T00:00:00.000Z';

const cellOf = (value: CellValue | undefined): Cell => {
  if (!(value instanceof Date)) return value ?? null;
  if (Number.isNaN(value.getTime())) return null;
  const iso = value.toISOString();
  return iso.endsWith(midnight) ? iso.slice(0, 10) : iso;
};

/** A merged block shows one value for all its cells; each row gets it, as a reader of the sheet would take it. */
function withMerges(rows: Cell[][], merges: Sheet['merges']): number {
  let filled = 0;
  for (const { startRow, startCol, endRow, endCol } of merges ?? []) {
    const value = rows[startRow]?.[startCol] ?? null;
    if (value === null) continue;
    for (let row = startRow; row <= Math.min(endRow, rows.length - 1); row += 1)
      for (let column = startCol; column <= Math.min(endCol, limits.columns); column += 1) {
        const cells = rows[row] as Cell[];
        while (cells.length <= column) cells.push(null);
        cells[column] = value;
        filled += 1;
      }
  }
  return filled;
}

/** The first visible sheet that has rows, as a table. What was left out or filled in is said in notes. */
export async function readXlsx(bytes: Uint8Array): Promise<Table> {
  await checkArchive(bytes);
  const hidden: string[] = [];
  const workbook = await readWorkbook(bytes, {
    maxRows: limits.rows + 50,
    sheets: (info) => {
      const shown = !info.hidden && !info.veryHidden;
      if (!shown) hidden.push(info.name);
      return shown;
    },
  }).catch((error: Error) => {
    throw new UnreadableTable('table.not-xlsx', { why: error.message.slice(0, 200) });
  });
  const filled = workbook.sheets.filter((sheet) => sheet.rows.some((row) => row.some((cell) => cell !== null && cell !== '')));
  const [sheet] = filled;
  if (!sheet) throw new UnreadableTable(hidden.length > 0 ? 'table.only-hidden' : 'table.empty');
  const rows = sheet.rows.map((row) => row.map(cellOf));
  const merged = withMerges(rows, sheet.merges);
  const grid: TableRow[] = rows.map((cells, index) => ({ line: index + 1, cells }));
  const others = filled.slice(1).map((other) => other.name);
  const notes: TableNote[] = [
    ...(hidden.length > 0 ? [{ code: 'hidden-sheets', details: { names: hidden.join('، ') } } as const] : []),
    ...(others.length > 0 ? [{ code: 'other-sheets', details: { name: sheet.name, names: others.join('، ') } } as const] : []),
    ...(merged > 0 ? [{ code: 'merged-cells', details: { n: merged } } as const] : []),
  ];
  return { format: 'xlsx', ...tableOf(grid), notes };
}
