import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { importLexicon } from '#modules/search/lexicon/import-lexicon.ts';
import { LexiconError } from '#modules/search/lexicon/lexicon-error.ts';
import { type LexiconFormat, lexiconFormats } from '#modules/search/lexicon/read-lexicon.ts';
import { removeLexicon } from '#modules/search/lexicon/remove-lexicon.ts';
import { selectLexicons } from '#modules/search/queries.ts';
import type { Ctx } from '#platform/context.ts';
import { type Command, type Invocation, UsageError } from './run.ts';
import { withDatabase } from './with-database.ts';

const isFormat = (text: unknown): text is LexiconFormat => lexiconFormats.some((format) => format === text);

function languagesOf({ from, to }: Invocation['options']): readonly [string, string] | undefined {
  if (from === undefined && to === undefined) return undefined;
  const code = /^[a-z]{2,3}$/;
  if (typeof from !== 'string' || typeof to !== 'string' || !code.test(from) || !code.test(to) || from === to)
    throw new UsageError('--from and --to name two languages, such as --from ar --to en');
  return [from, to];
}

async function importFile({ words, options, answer }: Invocation, ctx: Ctx): Promise<number> {
  const file = words[1] as string;
  const name = typeof options.name === 'string' ? options.name : basename(file);
  const format = isFormat(options.format) ? options.format : undefined;
  try {
    const { pairs } = await importLexicon(ctx, { name, file, bytes: await readFile(file), format, languages: languagesOf(options) });
    answer({ name, pairs }, `${name}: ${pairs} pairs of terms. The running nodes learn them within a minute.`);
    return 0;
  } catch (error) {
    if (!(error instanceof LexiconError)) throw error;
    throw new Error(`${file}: ${error.message}. Nothing was changed.`);
  }
}

async function list(ctx: Ctx, { answer }: Invocation): Promise<number> {
  const lexicons = (await selectLexicons(ctx.db)).map(({ name, format, pairs, imported_at }) => ({ name, format, pairs, importedAt: imported_at }));
  const lines = lexicons.map(({ name, format, pairs, importedAt }) => `${name}  ${format}  ${pairs} pairs  ${importedAt.toISOString().slice(0, 10)}`);
  answer(lexicons, lines.join('\n') || 'No lexicon was imported.');
  return 0;
}

async function remove(ctx: Ctx, { words, answer }: Invocation): Promise<number> {
  const name = words[1] as string;
  if (!(await removeLexicon(ctx, name))) throw new Error(`there is no lexicon "${name}"; see tabadul lexicon list`);
  answer({ removed: name }, `${name} was removed.`);
  return 0;
}

export const lexicon: Command = {
  name: 'lexicon',
  usage: 'npx tabadul lexicon import FILE [--name NAME] [--format FORMAT] [--from LANGUAGE --to LANGUAGE] | list | remove NAME   [--json]',
  help: [
    'Imports, lists and removes pairs of terms by which searches go across languages.',
    '',
    '  import FILE   TSV (first line: two languages), SKOS (Turtle, RDF/XML, JSON-LD, N-Triples), Open Multilingual',
    '                Wordnet tab, DICT (FreeDict, also .dict.dz). A broken file is refused with line and reason, and',
    '                nothing changes. A lexicon of the same name is replaced.',
    '  --name        its name; the name of the file when left out',
    `  --format      ${lexiconFormats.join(', ')}; told by the ending of the file when left out`,
    '  --from, --to  of a DICT file whose name does not tell them: languages of headwords and of translations',
    '  list          what was imported',
    '  remove NAME   forgets an imported lexicon',
    '  --json        the answer as one line of JSON',
  ].join('\n'),
  options: { name: { type: 'string' }, format: { type: 'string' }, from: { type: 'string' }, to: { type: 'string' } },
  run: async (invocation) => {
    const { words, options } = invocation;
    const [what, which] = words;
    if (what !== 'list' && ((what !== 'import' && what !== 'remove') || !which)) throw new UsageError('say import FILE, list or remove NAME');
    if (options.format !== undefined && !isFormat(options.format)) throw new UsageError(`--format is one of ${lexiconFormats.join(', ')}`);
    languagesOf(options);
    return withDatabase(invocation, 'command line: lexicon', ({ ctx }) =>
      what === 'import' ? importFile(invocation, ctx) : what === 'remove' ? remove(ctx, invocation) : list(ctx, invocation),
    );
  },
};
