import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { queryStems } from './analyse.ts';
import { matchScore } from './match.ts';

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

const score = (query: string, text: string): number => matchScore(queryStems(query), text);

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
