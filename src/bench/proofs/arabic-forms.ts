import { existsSync, readFileSync } from 'node:fs';
import { queryStems } from '#modules/search/analysis/analyse.ts';
import { matchScore } from '#modules/search/analysis/match.ts';

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

const score = (query: string, text: string): number => matchScore(queryStems(query), text);

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
