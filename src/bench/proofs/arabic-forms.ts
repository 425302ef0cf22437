import { existsSync, readFileSync } from 'node:fs';
import { analyse, type QueryToken, queryStems, type Token } from '#modules/search/analysis/analyse.ts';

interface Item {
  readonly query: string;
  readonly finds: string;
  readonly notFinds?: string;
  readonly level: 'light' | 'hard';
}

export interface FormsResult {
  readonly light: number;
  readonly lightFound: number;
  readonly hard: number;
  readonly hardFound: number;
}

const file = new URL('../../../../shared/search-bench/arabic-forms.jsonl', import.meta.url);

/** How alike two words look: Dice of their letter pairs. */
function likeness(a: string, b: string): number {
  const pairs = (word: string): string[] => Array.from(` ${word}`, (letter, i) => letter + (word[i] ?? ' '));
  const [left, right] = [pairs(a), pairs(b)];
  return (2 * left.filter((pair) => right.includes(pair)).length) / (left.length + right.length);
}
const pairScore = ({ stem, variants, word }: QueryToken, found: Token): number =>
  stem === found.stem || variants.includes(found.stem) ? 1 + 0.3 * likeness(word, found.word) : 0;

function score(query: string, text: string): number {
  const tokens = analyse(text, { stopWords: false });
  return queryStems(query).reduce((sum, word) => sum + Math.max(0, ...tokens.map((token) => pairScore(word, token))), 0);
}

/** An item passes when its text is found, and above its false friend. Undefined where the shared forms are not on this machine. */
export function runArabicForms(): FormsResult | undefined {
  if (!existsSync(file)) return undefined;
  const items = readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Item);
  const passes = ({ query, finds, notFinds }: Item): boolean => {
    const found = score(query, finds);
    return found > 0 && (notFinds === undefined || found > score(query, notFinds));
  };
  const of = (level: Item['level']): Item[] => items.filter((item) => item.level === level);
  return { light: of('light').length, lightFound: of('light').filter(passes).length, hard: of('hard').length, hardFound: of('hard').filter(passes).length };
}
