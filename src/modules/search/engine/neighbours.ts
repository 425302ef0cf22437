import type { Vocabulary } from './vocabulary.ts';

/** Stems of the vocabulary by their letter pairs, filled as the vocabulary grows, and what was found for asked stems. */
export interface NeighbourIndex {
  readonly byPair: Map<number, number[]>;
  pairCounts: Uint8Array<ArrayBuffer>;
  shared: Uint8Array<ArrayBuffer>;
  known: number;
  readonly remembered: Map<string, readonly Neighbour[]>;
  rememberedVersion: number;
}

export interface Neighbour {
  readonly stem: number;
  /** Dice of the letter pairs, ends marked, 0 to 1. */
  readonly likeness: number;
}

export const newNeighbourIndex = (): NeighbourIndex => ({
  byPair: new Map(),
  pairCounts: new Uint8Array(1024),
  shared: new Uint8Array(1024),
  known: 0,
  remembered: new Map(),
  rememberedVersion: 0,
});

/** The different letter pairs of a word with its ends, as numbers. */
function pairsOf(word: string): number[] {
  const pairs: number[] = [];
  for (let at = 0; at <= word.length; at += 1) {
    const pair = (at === 0 ? 95 : word.charCodeAt(at - 1)) * 65_536 + (at === word.length ? 95 : word.charCodeAt(at));
    if (!pairs.includes(pair)) pairs.push(pair);
  }
  return pairs;
}

const longest = 40;

function learnNewStems(index: NeighbourIndex, { stems }: Vocabulary): void {
  if (index.pairCounts.length < stems.length) {
    const wider = new Uint8Array(stems.length * 2);
    wider.set(index.pairCounts);
    index.pairCounts = wider;
    index.shared = new Uint8Array(stems.length * 2);
  }
  for (; index.known < stems.length; index.known += 1) {
    const stem = stems[index.known] as string;
    if (stem.length > longest) continue;
    const pairs = pairsOf(stem);
    index.pairCounts[index.known] = pairs.length;
    for (const pair of pairs) {
      const having = index.byPair.get(pair);
      if (having) having.push(index.known);
      else index.byPair.set(pair, [index.known]);
    }
  }
}

const rememberedAtMost = 20_000;
const leastLikeness = 0.4;
const mostKept = 40;

/**
 * Stems of the public vocabulary that look like this one, at least 0.4, the most alike first, at most 40.
 * Equal likeness is ordered by the text of the stem, so that hidden records cannot change the order.
 */
export function neighboursOf(index: NeighbourIndex, vocabulary: Vocabulary, stem: string): readonly Neighbour[] {
  if (index.rememberedVersion !== vocabulary.version || index.remembered.size > rememberedAtMost) {
    index.remembered.clear();
    index.rememberedVersion = vocabulary.version;
  }
  let found = index.remembered.get(stem);
  if (!found) {
    learnNewStems(index, vocabulary);
    found = stem.length > longest ? [] : search(index, vocabulary, stem);
    index.remembered.set(stem, found);
  }
  return found;
}

function search({ byPair, shared, pairCounts }: NeighbourIndex, { stems, stemDf }: Vocabulary, stem: string): Neighbour[] {
  const pairs = pairsOf(stem);
  const touched: number[] = [];
  for (const pair of pairs)
    for (const other of byPair.get(pair) ?? []) {
      if (shared[other] === 0) touched.push(other);
      shared[other] = (shared[other] as number) + 1;
    }
  const found: Neighbour[] = [];
  for (const other of touched) {
    const likeness = (2 * (shared[other] as number)) / (pairs.length + (pairCounts[other] as number));
    shared[other] = 0;
    if (likeness >= leastLikeness && (stemDf[other] as number) > 0 && stems[other] !== stem) found.push({ stem: other, likeness });
  }
  const text = (one: Neighbour): string => stems[one.stem] as string;
  found.sort((a, b) => b.likeness - a.likeness || (text(a) < text(b) ? -1 : 1));
  return found.slice(0, mostKept);
}

/** How many letters must be added, dropped, changed or swapped with the next; counts no further than 3. */
export function editDistance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 2) return 3;
  let twoAgo: number[] = [];
  let before = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const change = a[i - 1] === b[j - 1] ? 0 : 1;
      let least = Math.min((before[j] as number) + 1, (row[j - 1] as number) + 1, (before[j - 1] as number) + change);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) least = Math.min(least, (twoAgo[j - 2] as number) + 1);
      row.push(least);
    }
    twoAgo = before;
    before = row;
  }
  return Math.min(3, before[b.length] as number);
}
