import type { Cell } from './table.ts';

/** First characters that make a spreadsheet take a text for a formula, the wide forms of East Asian keyboards too. */
const formula = /^[=+\-@\t\r＝＋－＠]/;

/**
 * A text as it is safe in a cell: one that a spreadsheet would run gets an apostrophe before it, and so does one that
 * begins with an apostrophe and such a character, so that reading the file again gives back what was written.
 */
export const safeText = (text: string): string => (formula.test(text.replace(/^'+/, '')) ? `'${text}` : text);

const field = (cell: Cell): string => {
  if (cell === null) return '';
  if (typeof cell === 'number' || typeof cell === 'boolean') return String(cell);
  const text = safeText(Array.isArray(cell) ? cell.join('; ') : (cell as string));
  return /[",;\r\n\t]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/** One line of CSV (RFC 4180): quoted where needed, formulas neutralised, numbers as they are. */
export const csvLine = (cells: readonly Cell[]): string => `${cells.map(field).join(',')}\r\n`;
