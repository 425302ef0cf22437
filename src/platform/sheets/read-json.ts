import { Refusal } from '#platform/errors/errors.ts';
import { parseJson } from '#platform/http/json-body.ts';
import { decodeText } from './decode-text.ts';
import { type Cell, columnNames, limits, type Table, UnreadableTable } from './table.ts';

/** A list of objects, an object with one such list (`items`, `data`), or one object a line. */
function itemsOf(text: string): unknown[] {
  try {
    const whole = parseJson(text);
    if (Array.isArray(whole)) return whole;
    const lists = Object.values((whole ?? {}) as object).filter(Array.isArray);
    if (lists.length === 1) return lists[0] as unknown[];
    if (whole !== null && typeof whole === 'object') return [whole];
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const lines = text.split('\n').filter((line) => line.trim() !== '');
    if (lines.length > 1 && lines[0]?.trimStart().startsWith('{')) return lines.map((line) => parseJson(line));
    throw error;
  }
  throw new UnreadableTable('table.no-rows');
}

const cellOf = (value: unknown): Cell => {
  if (value === null || value === undefined) return null;
  if (Array.isArray(value) && value.every((one) => one === null || typeof one !== 'object')) return value.map(String);
  return typeof value === 'object' ? JSON.stringify(value) : (value as Cell);
};

/** Objects within an object become columns with dotted names: `owner.name`. */
function flat(value: object, prefix = '', into: Map<string, Cell> = new Map()): Map<string, Cell> {
  for (const [key, inner] of Object.entries(value)) {
    const name = `${prefix}${key}`;
    if (inner !== null && typeof inner === 'object' && !Array.isArray(inner) && name.split('.').length < 4) flat(inner, `${name}.`, into);
    else into.set(name, cellOf(inner));
  }
  return into;
}

/** A JSON file as a table: its keys are the columns, in the order in which they first appear. */
export function readJson(bytes: Uint8Array): Table {
  let items: unknown[];
  try {
    items = itemsOf(decodeText(bytes).text.replace(/^\ufeff/, ''));
  } catch (error) {
    if (error instanceof Refusal) throw new UnreadableTable('table.not-json');
    throw error;
  }
  if (items.length === 0) throw new UnreadableTable('table.no-rows');
  if (items.length > limits.rows) throw new UnreadableTable('table.too-many-rows', { n: items.length, max: limits.rows });
  if (!items.every((item) => item !== null && typeof item === 'object' && !Array.isArray(item))) throw new UnreadableTable('table.not-objects');
  const records = items.map((item) => flat(item as object));
  const keys = [...new Set(records.flatMap((record) => [...record.keys()]))];
  const rows = records.map((record, index) => ({ line: index + 1, cells: keys.map((key) => record.get(key) ?? null) }));
  return { format: 'json', columns: columnNames(keys), rows, notes: [] };
}
