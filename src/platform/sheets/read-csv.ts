import { parse } from 'csv-parse/sync';
import { decodeText } from './decode-text.ts';
import { limits, type Table, type TableNote, type TableRow, tableOf, UnreadableTable } from './table.ts';

const delimiters = [',', ';', '\t', '|', '؛', '،'] as const;

/** The delimiter that gives the first lines most cells, equally many in each. */
function delimiterOf(text: string): string {
  const lines = text
    .slice(0, 20_000)
    .split(/\r\n?|\n/)
    .filter((line) => line.trim() !== '')
    .slice(0, 10)
    .map((line) => line.replace(/"(?:[^"]|"")*"/g, ''));
  const score = (delimiter: string): number => {
    const counts = lines.map((line) => line.split(delimiter).length - 1);
    const first = counts[0] ?? 0;
    return first === 0 ? 0 : first + 100 * (counts.filter((count) => count === first).length / counts.length);
  };
  return delimiters.reduce((best, delimiter) => (score(delimiter) > score(best) ? delimiter : best), ',' as string);
}

/** A CSV file as a table. Lines whose quotes do not close are left out and named in a note; the rest is read. */
export function readCsv(bytes: Uint8Array): Table {
  const { text, encoding } = decodeText(bytes);
  const broken: number[] = [];
  const records = parse(text, {
    bom: true,
    delimiter: delimiterOf(text),
    info: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    max_record_size: limits.characters * 4,
    on_skip: (error) => {
      broken.push(Number((error as { lines?: number } | undefined)?.lines ?? 0));
      return undefined;
    },
  }) as unknown as { record: string[]; info: { lines: number } }[];
  if (records.length === 0 && broken.length > 0) throw new UnreadableTable('table.broken', { line: broken[0] ?? 1 });
  const grid: TableRow[] = records.map(({ record, info }) => ({ line: info.lines, cells: record }));
  const notes: TableNote[] = [];
  if (encoding !== 'utf-8') notes.push({ code: 'encoding', details: { encoding: encoding.toUpperCase() } });
  if (broken.length > 0) notes.push({ code: 'broken-lines', details: { lines: broken.slice(0, 20).join(', ') } });
  return { format: 'csv', ...tableOf(grid), notes };
}
