import { allCountries } from '#modules/directory/public.ts';
import { readVocabulary } from '#modules/vocabulary/public.ts';
import type { Ctx } from '#platform/context.ts';
import { storedPath } from '#platform/files/store.ts';
import { readTable } from '#platform/sheets/read-table.ts';
import type { Cell } from '#platform/sheets/table.ts';
import { makeLookups } from './lookups.ts';
import { type CodedField, codedFields, type ImportField, type Mapping } from './mapping.ts';
import type { ImportRow } from './queries.ts';

const wordsShown = 40;

export interface Sample {
  /** For each column its first values, for recognising it. */
  readonly values: ReadonlyMap<string, string>;
  /** Words of coded columns that mean nothing by themselves, with what the mapping says of them. */
  readonly words: Readonly<Partial<Record<CodedField, readonly { readonly word: string; readonly code: string }[]>>>;
}

const textOf = (cell: Cell | undefined): string => (Array.isArray(cell) ? cell.join('; ') : String(cell ?? '')).replaceAll('\u00a0', ' ').trim();

/** Reads the file once more for its mapping page: examples of each column, and the words that need a meaning. */
export async function sampleOf(
  ctx: Ctx,
  row: ImportRow,
  mapping: Mapping | undefined,
  columns: Readonly<Partial<Record<ImportField, string>>>,
): Promise<Sample> {
  const table = await readTable(storedPath(ctx.node.dataDir, row.file.hash), row.format);
  const lookups = makeLookups(await allCountries(ctx), await readVocabulary(ctx));
  const values = new Map(
    table.columns.map((column, index) => {
      const first = [...new Set(table.rows.slice(0, 50).map(({ cells }) => textOf(cells[index])))].filter((text) => text !== '').slice(0, 3);
      return [column, first.join(' · ').slice(0, 160)] as const;
    }),
  );
  const words = Object.fromEntries(
    codedFields.flatMap((field) => {
      const index = table.columns.indexOf(columns[field] ?? '\0');
      if (index < 0) return [];
      const separator = field === 'country' ? /[;\n|,]/ : /\n/;
      const all = new Set(
        table.rows.flatMap(({ cells }) =>
          textOf(cells[index])
            .split(separator)
            .map((word) => word.trim()),
        ),
      );
      const told = mapping?.values[field] ?? {};
      const unknown = [...all].filter((word) => word !== '' && (word in told || lookups.of[field](word) === undefined)).slice(0, wordsShown);
      return unknown.length === 0 ? [] : [[field, unknown.map((word) => ({ word, code: word in told ? told[word] || '-' : '' }))] as const];
    }),
  );
  return { values, words };
}
