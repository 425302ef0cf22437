import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { find } from '#modules/search/engine/find.ts';
import { newSearchIndex, putDocument, type SearchIndex, settleAll } from '#modules/search/engine/search-index.ts';

interface Item {
  readonly query: string;
  readonly finds: string;
  readonly notFinds?: string;
  readonly level: 'light' | 'hard';
  readonly kind: string;
}

export interface FormsQuality {
  readonly light: number;
  readonly lightFound: number;
  readonly hard: number;
  readonly hardFound: number;
  /** Items whose false friend stands above what should be found. */
  readonly outranked: number;
  readonly missed: readonly string[];
}

/** Every item of `arabic-forms.jsonl` as two records of a kind of its own, found by the search of the product. Undefined without the file. */
export function measureForms(folder: string): FormsQuality | undefined {
  const file = join(folder, 'arabic-forms.jsonl');
  if (!existsSync(file)) return undefined;
  const items = readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Item);
  const index = newSearchIndex();
  items.forEach((item, number) => {
    for (const which of ['finds', 'notFinds'] as const) {
      const text = item[which];
      if (text)
        putDocument(index, {
          key: `${which}:${number}`,
          audiences: ['public'],
          facets: { kind: [`item-${number}`] },
          when: 0,
          tags: [],
          texts: { ar: { title: text, summary: '', body: '' } },
        });
    }
  });
  settleAll(index);
  const results = items.map((item, number) => ({ item, ...answer(index, item, number) }));
  const count = (level: Item['level']) => results.filter(({ item }) => item.level === level);
  return {
    light: count('light').length,
    lightFound: count('light').filter(({ passed }) => passed).length,
    hard: count('hard').length,
    hardFound: count('hard').filter(({ passed }) => passed).length,
    outranked: results.filter(({ outranked }) => outranked).length,
    missed: results
      .filter(({ passed }) => !passed)
      .map(({ item, outranked }) => `${item.level} ${item.kind}${outranked ? ' outranked' : ''}: ${item.query} | ${item.finds} | ${item.notFinds ?? ''}`),
  };
}

function answer(index: SearchIndex, { query }: Item, number: number): { passed: boolean; outranked: boolean } {
  const { hits } = find(index, { text: query, readers: ['public'], filters: { kind: [`item-${number}`] }, limit: 2 });
  const first = hits[0]?.key.split(':')[0];
  return { passed: first === 'finds', outranked: first === 'notFinds' };
}
