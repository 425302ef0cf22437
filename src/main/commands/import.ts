import { readFile } from 'node:fs/promises';
import { advanceImport } from '#modules/practices/import/advance-import.ts';
import { countsOf } from '#modules/practices/import/counts.ts';
import { undoImport } from '#modules/practices/import/import-actions.ts';
import { problemLine } from '#modules/practices/import/labels.ts';
import { mappingSchema } from '#modules/practices/import/mapping.ts';
import { selectImport, selectRows } from '#modules/practices/import/queries.ts';
import { importFile } from '#modules/practices/import/run-file.ts';
import type { Ctx } from '#platform/context.ts';
import { onlyRow } from '#platform/db/statement.ts';
import { Refusal } from '#platform/errors/errors.ts';
import { refusalText } from '#platform/errors/texts.ts';
import { wordsFor } from '#platform/i18n/format.ts';
import { type Command, type Invocation, UsageError } from './run.ts';
import { withDatabase } from './with-database.ts';

const shownProblems = 20;

async function failures(ctx: Ctx, id: string): Promise<string[]> {
  const words = wordsFor('en', 'latn', ctx.node.timeZone);
  const rows = await selectRows(ctx.db, id, 0, 'failed', shownProblems);
  return rows.map((row) => `row ${row.line}: ${row.problems.map((problem) => problemLine(words, problem)).join(' ')}`);
}

async function run({ words, options, say, answer }: Invocation, ctx: Ctx): Promise<number> {
  const mapping = typeof options.mapping === 'string' ? mappingSchema.parse(JSON.parse(await readFile(options.mapping, 'utf8'))) : undefined;
  let tenth = -1;
  const onProgress = (done: number, all: number): void => {
    const now = Math.floor((done / all) * 10);
    if (now !== tenth) say(`${done} of ${all} rows`);
    tenth = now;
  };
  const { id, state, counts } = await importFile(ctx, words[1] ?? '', { mapping, dry: options['dry-run'] === true, onProgress });
  const { created, changed, unchanged, failed } = counts;
  const lines = await failures(ctx, id);
  const verb = options['dry-run'] ? 'would be' : 'were';
  for (const line of lines) say(line);
  if (failed > lines.length) say(`and ${failed - lines.length} more: see the report of import ${id}`);
  answer(
    { created, changed, unchanged, failed },
    `Import ${id}: ${created} ${verb} created, ${changed} changed, ${unchanged} unchanged, ${failed} not imported.`,
  );
  return state === 'done' || state === 'checked' ? 0 : 1;
}

async function undo(ctx: Ctx, id: string, { answer }: Invocation): Promise<number> {
  await undoImport(ctx, id);
  while (onlyRow(await selectImport(ctx.db, id)).state === 'undoing') {
    await advanceImport(ctx, id);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  const { undone, kept } = await countsOf(ctx, id);
  answer({ undone, kept }, `Import ${id}: ${undone} undone, ${kept} kept because somebody has built on them.`);
  return 0;
}

export const importCommand: Command = {
  name: 'import',
  usage: 'npx tabadul import practices FILE [--mapping FILE] [--dry-run] | undo ID   [--json]',
  help: [
    'Imports practices from CSV, XLSX or JSON as public stubs that name their source.',
    '',
    '  practices FILE   checks every row, then writes the good ones; a second run of the same file changes nothing,',
    '                   and a run that was killed goes on where it stood',
    '  --mapping FILE   how to read the columns, as JSON (see reference/mappings/); without it, a mapping used before or',
    '                   shipped that knows the columns',
    '  --dry-run        checks every row and writes nothing',
    '  undo ID          takes back everything an import wrote, as far as nobody has built on it',
    '  --json           the last line is {"created":…,"changed":…,"unchanged":…,"failed":…}',
  ].join('\n'),
  options: { mapping: { type: 'string' }, 'dry-run': { type: 'boolean' } },
  run: async (invocation) => {
    const [what, file] = invocation.words;
    if ((what !== 'practices' && what !== 'undo') || !file) throw new UsageError(what === 'undo' ? 'name the import to undo' : 'say practices and the file');
    return withDatabase(invocation, 'command line: import', async ({ ctx }) => {
      try {
        return what === 'undo' ? await undo(ctx, file, invocation) : await run(invocation, ctx);
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        const [first] = error.problems;
        throw new Error(refusalText(wordsFor('en', 'latn', 'UTC'), first?.code ?? error.code, first?.details ?? error.details));
      }
    });
  },
};
