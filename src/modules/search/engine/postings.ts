import { fieldEnd, type TokenStore, tokensOf } from './token-store.ts';
import type { Vocabulary } from './vocabulary.ts';

/**
 * Which records have which stems, for a run of records: an inverted index that is never changed. Of the postings
 * of stem i `records` has the distance of each record from the one before, seven bits to a byte, from
 * `recordStarts[i]`; `weights` from `weightStarts[i]` to `weightStarts[i + 1]` how often each has the stem.
 */
export interface Postings {
  /** The records it is made of, ascending. */
  readonly of: Uint32Array;
  /** The stems, ascending. */
  readonly stems: Uint32Array;
  readonly recordStarts: Uint32Array;
  readonly records: Uint8Array;
  readonly weightStarts: Uint32Array;
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

const bytesOf = (distance: number): number => (distance < 128 ? 1 : distance < 16_384 ? 2 : distance < 2_097_152 ? 3 : distance < 268_435_456 ? 4 : 5);

/** Room for building, kept between times: zero wherever nothing is built. By stem. */
const building = { counts: new Uint32Array(1024), bytes: new Uint32Array(1024), last: new Uint32Array(1024) };

function sizeBuilding(stems: number): void {
  if (building.counts.length >= stems) return;
  for (const name of ['counts', 'bytes', 'last'] as const) building[name] = new Uint32Array(Math.ceil(stems * 1.2));
}

/** Builds the inverted index of some records, ascending, by counting: two passes over their tokens, nothing compared but the stems. */
export function buildPostings(vocabulary: Vocabulary, store: TokenStore, of: Uint32Array): Postings {
  sizeBuilding(vocabulary.stems.length);
  const { counts, bytes, last } = building;
  const found: number[] = [];
  for (const record of of)
    countStems(vocabulary, tokensOf(store, record), (stem) => {
      if (counts[stem] === 0) found.push(stem);
      counts[stem] = (counts[stem] as number) + 1;
      bytes[stem] = (bytes[stem] as number) + bytesOf(record - (last[stem] as number));
      last[stem] = record;
    });
  const stems = Uint32Array.from(found).sort();
  const recordStarts = new Uint32Array(stems.length + 1);
  const weightStarts = new Uint32Array(stems.length + 1);
  stems.forEach((stem, i) => {
    recordStarts[i + 1] = (recordStarts[i] as number) + (bytes[stem] as number);
    weightStarts[i + 1] = (weightStarts[i] as number) + (counts[stem] as number);
    // From here on the places to write to.
    bytes[stem] = recordStarts[i] as number;
    counts[stem] = weightStarts[i] as number;
    last[stem] = 0;
  });
  const records = new Uint8Array(recordStarts[stems.length] as number);
  const weights = new Uint8Array(weightStarts[stems.length] as number);
  for (const record of of)
    countStems(vocabulary, tokensOf(store, record), (stem, weight) => {
      weights[counts[stem] as number] = weight;
      counts[stem] = (counts[stem] as number) + 1;
      let to = bytes[stem] as number;
      let distance = record - (last[stem] as number);
      for (; distance > 127; distance >>>= 7) records[to++] = (distance & 127) | 128;
      records[to++] = distance;
      bytes[stem] = to;
      last[stem] = record;
    });
  for (const stem of stems) counts[stem] = bytes[stem] = last[stem] = 0;
  return { of, stems, recordStarts, records, weightStarts, weights };
}

/** Calls back with the records of the stem at a place, ascending. */
export function eachRecord({ records, recordStarts }: Postings, place: number, each: (record: number) => void): void {
  let record = 0;
  for (let from = recordStarts[place] as number, end = recordStarts[place + 1] as number; from < end; ) {
    let byte = records[from++] as number;
    let distance = byte & 127;
    for (let shift = 7; byte > 127; shift += 7) {
      byte = records[from++] as number;
      distance |= (byte & 127) << shift;
    }
    record += distance;
    each(record);
  }
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
