import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectRoot } from '#platform/root.ts';
import { parseTsv } from './parse-tsv.ts';
import type { TermPair } from './translations.ts';

/** The terms that ship with every node, from reference/lexicon: government terms by field, and names from CLDR. */
export async function shippedPairs(): Promise<TermPair[]> {
  const folder = join(projectRoot, 'reference/lexicon');
  const files = (await readdir(folder)).filter((name) => name.endsWith('.tsv')).sort();
  const texts = await Promise.all(files.map((name) => readFile(join(folder, name), 'utf8')));
  return texts.flatMap((text) => parseTsv(text));
}
