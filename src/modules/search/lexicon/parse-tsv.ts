import { LexiconError } from './lexicon-error.ts';
import type { TermPair } from './translations.ts';

const languageCode = /^[a-z]{2,3}$/;
const longestTerm = 300;

/**
 * Tab-separated terms: the first line names the languages (`en<TAB>ar`), each further line is one pair. Empty
 * lines and those that begin with # are passed over. Transcriptions between slashes are left out.
 */
export function parseTsv(text: string): TermPair[] {
  const pairs: TermPair[] = [];
  let languages: readonly [string, string] | undefined;
  text.split(/\r?\n/).forEach((row, at) => {
    const line = at + 1;
    if (row.trim() === '' || row.startsWith('#')) return;
    const cells = row.split('\t');
    const [first = '', second = ''] = cells.map((cell) => cell.trim());
    if (!languages) {
      if (cells.length !== 2 || !languageCode.test(first) || !languageCode.test(second) || first === second)
        throw new LexiconError(line, `the first line names two languages with a tab between, such as "en<TAB>ar"; it is "${row.slice(0, 80)}"`);
      languages = [first, second];
      return;
    }
    if (cells.length !== 2) throw new LexiconError(line, `two terms with one tab between are expected, there are ${cells.length}`);
    if (row.length > 2 * longestTerm) throw new LexiconError(line, `a term is longer than ${longestTerm} characters`);
    const [fromText, toText] = [bare(first), bare(second)];
    if (fromText && toText) pairs.push({ from: languages[0], fromText, to: languages[1], toText });
  });
  if (!languages) throw new LexiconError(1, 'the file is empty');
  return pairs;
}

const bare = (term: string): string =>
  term
    .replace(/\/[^/]*(\/|$)|\([^)]*\)|\[[^\]]*\]|\{[^}]*\}/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
