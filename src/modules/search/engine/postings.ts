import { fieldEnd, type TokenStore, tokensOf } from './token-store.ts';
import type { Vocabulary } from './vocabulary.ts';

/** Which records have which stems, for a run of records: an inverted index that is never changed. */
export interface Postings {
  readonly records: readonly number[] | Uint32Array;
  /** The stems, ascending; those of stem i are `of` and `weights` from `starts[i]` to `starts[i + 1]`. */
  readonly stems: Uint32Array;
  readonly starts: Uint32Array;
  readonly of: Uint32Array;
  /** How often, each occurrence weighted by its field, in halves, at most 255. */
  readonly weights: Uint8Array;
}

/** Weight of an occurrence in title, tags, summary and body, in halves. */
export const fieldWeights: readonly number[] = [6, 4, 3, 2];

const scratch = { weight: new Uint16Array(1024), stems: [] as number[] };

/** The weighted count of every stem of a text, in halves: calls back once per stem and returns the sum. */
export function countStems(vocabulary: Vocabulary, tokens: Uint32Array, each: (stem: number, weight: number) => void): number {
  if (scratch.weight.length < vocabulary.stems.length) scratch.weight = new Uint16Array(vocabulary.stems.length * 2);
  const { weight } = scratch;
  const { stemOfWord } = vocabulary;
  const seen = scratch.stems;
  let field = 0;
  let sum = 0;
  let count = 0;
  for (let at = 0; at < tokens.length; at += 1) {
    const word = tokens[at] as number;
    if (word === fieldEnd) {
      field += 1;
      continue;
    }
    const stem = stemOfWord[word] as number;
    const add = fieldWeights[field] as number;
    if (weight[stem] === 0) seen[count++] = stem;
    weight[stem] = Math.min(65_000, (weight[stem] as number) + add);
    sum += add;
  }
  for (let at = 0; at < count; at += 1) {
    const stem = seen[at] as number;
    each(stem, Math.min(255, weight[stem] as number));
    weight[stem] = 0;
  }
  return sum;
}

/** Builds the inverted index of some records by counting sort: two passes over their tokens, nothing compared. */
export function buildPostings(vocabulary: Vocabulary, store: TokenStore, records: readonly number[] | Uint32Array): Postings {
  const counts = new Uint32Array(vocabulary.stems.length + 1);
  let total = 0;
  for (const record of records)
    countStems(vocabulary, tokensOf(store, record), (stem) => {
      counts[stem] = (counts[stem] as number) + 1;
      total += 1;
    });
  const stems = Uint32Array.from(counts.keys()).filter((stem) => (counts[stem] as number) > 0);
  const starts = new Uint32Array(stems.length + 1);
  const next = new Uint32Array(vocabulary.stems.length);
  stems.forEach((stem, i) => {
    next[stem] = starts[i] as number;
    starts[i + 1] = (starts[i] as number) + (counts[stem] as number);
  });
  const of = new Uint32Array(total);
  const weights = new Uint8Array(total);
  for (const record of records)
    countStems(vocabulary, tokensOf(store, record), (stem, weight) => {
      const at = next[stem] as number;
      of[at] = record;
      weights[at] = weight;
      next[stem] = at + 1;
    });
  return { records, stems, starts, of, weights };
}

/** Where a stem stands among the stems of the postings, or -1. */
export function placeOf({ stems }: Postings, stem: number): number {
  let low = 0;
  let high = stems.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = stems[middle] as number;
    if (found === stem) return middle;
    if (found < stem) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}
