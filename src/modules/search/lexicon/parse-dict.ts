import { LexiconError } from './lexicon-error.ts';
import type { TermPair } from './translations.ts';

const mostTranslations = 60;

/**
 * The body of a DICT database as FreeDict has them: after the database's own articles (headwords beginning
 * with 00-database) each article is a headword, perhaps with its pronunciation between slashes, and one
 * translation a line, perhaps numbered. The scripts tell headwords from translations.
 */
export function parseDict(text: string, [from, to]: readonly [string, string]): TermPair[] {
  const isHead = headwordTest(from, to);
  const pairs: TermPair[] = [];
  let head: string | undefined;
  let begun = false;
  text.split(/\r?\n/).forEach((row) => {
    if (!begun) {
      // The articles about the database end with the first headword that has a pronunciation.
      begun = isHead(row) && /\/[^/]+\//.test(row) && !row.startsWith(' ');
      if (!begun) return;
    }
    if (row.trim() === '') return;
    const bare = row.replace(/\/[^/]*\/|<[^>]*>|\([^)]*\)/g, ' ').trim();
    if (isHead(row)) head = bare;
    else if (head)
      for (const term of bare
        .replace(/^\d+\.\s*/, '')
        .split(/[,،;؛]/)
        .slice(0, mostTranslations))
        if (term.trim()) pairs.push({ from, fromText: head, to, toText: term.trim() });
  });
  if (pairs.length === 0) throw new LexiconError(1, `no headword of "${from}" with a translation in "${to}" was found`);
  return pairs;
}

function headwordTest(from: string, to: string): (row: string) => boolean {
  const arabic = /\p{Script=Arabic}/u;
  if (from === 'ar') return (row) => arabic.test(row);
  if (to === 'ar') return (row) => !arabic.test(row);
  return (row) => /\/[^/]+\//.test(row);
}
