import { analyse, type QueryToken, type Token } from './analyse.ts';

/** How alike two words look, 0 to 1: Dice of their letter pairs. It tells الممارسات from other words of the same stem. */
function likeness(a: string, b: string): number {
  const pairs = (word: string): string[] => Array.from(` ${word}`, (letter, at) => letter + (word[at] ?? ' '));
  const [left, right] = [pairs(a), pairs(b)];
  return (2 * left.filter((pair) => right.includes(pair)).length) / (left.length + right.length);
}

const likenessWeight = 0.3;

const pairScore = ({ stem, variants, word }: QueryToken, found: Token): number =>
  stem === found.stem || variants.includes(found.stem) ? 1 + likenessWeight * likeness(word, found.word) : 0;

/** How well a text answers a query: one for each word it has in any form, and up to 0.3 for having it as it was typed. */
export function matchScore(query: readonly QueryToken[], text: string): number {
  const tokens = analyse(text, { stopWords: false });
  return query.reduce((sum, word) => sum + Math.max(0, ...tokens.map((token) => pairScore(word, token))), 0);
}
