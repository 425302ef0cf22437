import { Readable } from 'node:stream';
import type { Ctx } from '#platform/context.ts';
import { type Words, wordsFor } from '#platform/i18n/format.ts';
import { csvLine } from '#platform/sheets/write-csv.ts';
import { problemLine } from './labels.ts';
import { type ImportRow, type Outcome, type RowReport, selectRows } from './queries.ts';

const line = (words: Words, row: RowReport): string =>
  csvLine([
    row.line,
    row.external_id,
    words.t(`import.outcome.${row.outcome}`),
    row.code,
    row.problems.map((problem) => problemLine(words, problem)).join(' '),
  ]);

/** The report of an import, one line for each row of the file, as it is read from the database. */
export function reportCsv(ctx: Ctx, row: ImportRow, filter: Outcome | undefined): Readable {
  const words = wordsFor(ctx.locale, ctx.node.digits, ctx.node.timeZone);
  async function* lines(): AsyncGenerator<string> {
    yield `\ufeff${csvLine([words.t('import.line'), words.t('import.field.externalId'), words.t('import.outcome'), words.t('import.code'), words.t('import.problems')])}`;
    for (let after = 0; ; ) {
      const rows = await selectRows(ctx.db, row.id, after, filter ?? null, 500);
      for (const one of rows) yield line(words, one);
      if (rows.length < 500) return;
      after = rows.at(-1)?.position ?? after;
    }
  }
  return Readable.from(lines());
}
