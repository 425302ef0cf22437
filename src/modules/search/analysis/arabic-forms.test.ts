import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { analyse, type QueryToken, queryStems, type Token } from './analyse.ts';

interface Item {
  readonly query: string;
  readonly finds: string;
  readonly notFinds?: string;
  readonly level: 'light' | 'hard';
  readonly kind: string;
}

const file = new URL('../../../../../shared/search-bench/arabic-forms.jsonl', import.meta.url);
const items: readonly Item[] = existsSync(file)
  ? readFileSync(file, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Item)
  : [];

/** How alike two words look: Dice of their letter pairs. It stands in for the engine's n-gram re-ranking. */
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

function passes({ query, finds, notFinds }: Item): boolean {
  const found = score(query, finds);
  return found > 0 && (notFinds === undefined || found > score(query, notFinds));
}

const skip = items.length === 0 && 'the shared Arabic forms are not on this machine';

test('every Arabic form within reach of a light stemmer is found, above its false friend', { skip }, () => {
  const missed = items.filter((item) => item.level === 'light' && !passes(item));
  assert.deepEqual(
    missed.map(({ kind, query, finds }) => `${kind}: ${query} | ${finds}`),
    [],
  );
});

test('of the hard forms some are found too', { skip }, (t) => {
  const hard = items.filter(({ level }) => level === 'hard');
  t.diagnostic(`${hard.filter(passes).length} of ${hard.length} hard forms`);
});
