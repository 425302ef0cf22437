import type { Group } from './groups.ts';
import type { LanguageIndex } from './language-index.ts';
import { placeOf } from './postings.ts';

/** Room for the scores of one query, kept between queries: zero wherever no query is at work. */
export interface Scores {
  score: Float32Array<ArrayBuffer>;
  touched: Uint32Array<ArrayBuffer>;
  count: number;
  /** Which of the searched languages gave the score. */
  from: Uint8Array<ArrayBuffer>;
  groupWeight: Float32Array<ArrayBuffer>;
  groupTouched: Uint32Array<ArrayBuffer>;
}

export const newScores = (): Scores => ({
  score: new Float32Array(64),
  touched: new Uint32Array(64),
  count: 0,
  from: new Uint8Array(64),
  groupWeight: new Float32Array(64),
  groupTouched: new Uint32Array(64),
});

/** Makes room for so many records. */
export function sizeScores(scores: Scores, records: number): void {
  if (scores.score.length >= records) return;
  const size = Math.ceil(records * 1.2);
  scores.score = new Float32Array(size);
  scores.touched = new Uint32Array(size);
  scores.from = new Uint8Array(size);
  scores.groupWeight = new Float32Array(size);
  scores.groupTouched = new Uint32Array(size);
}

/** BM25, k1 and b as in Robertson and Zaragoza (2009), the usual values. */
export const k1 = 1.2;
export const b = 0.85;

export const rarity = (texts: number, having: number): number => {
  const df = Math.min(having, texts);
  return Math.log(1 + (texts - df + 0.5) / (df + 0.5));
};

/**
 * Adds a group's score to every record that has one of its stems and that the reader may see. The stems count
 * as one word: their occurrences and their document frequencies are summed, each in its share (probabilistic
 * structured query, Darwish and Oard 2003). `allowed` is 1 per class of audiences that the reader belongs to.
 */
export function addGroup(index: LanguageIndex, { terms, weight }: Group, classes: Uint32Array, allowed: Uint8Array, scores: Scores): void {
  const { groupWeight, groupTouched } = scores;
  let having = 0;
  let count = 0;
  for (const [stem, share] of terms) {
    having += share * (index.vocabulary.stemDf[stem] as number);
    const each = share / 2;
    for (const postings of index.postings) {
      const place = placeOf(postings, stem);
      if (place < 0) continue;
      const { records, recordStarts, weights } = postings;
      let at = postings.weightStarts[place] as number;
      let record = 0;
      // As eachRecord does; a call for each of a million postings is felt.
      for (let from = recordStarts[place] as number, end = recordStarts[place + 1] as number; from < end; at += 1) {
        let byte = records[from++] as number;
        let distance = byte & 127;
        for (let shift = 7; byte > 127; shift += 7) {
          byte = records[from++] as number;
          distance |= (byte & 127) << shift;
        }
        record += distance;
        if (allowed[classes[record] as number] !== 1) continue;
        if (groupWeight[record] === 0) groupTouched[count++] = record;
        groupWeight[record] = (groupWeight[record] as number) + each * (weights[at] as number);
      }
    }
  }
  finishGroup(index, weight * rarity(index.publicTexts, having), count, scores);
}

function finishGroup({ lengths, publicTexts, publicLength }: LanguageIndex, rare: number, count: number, scores: Scores): void {
  const { score, touched, groupWeight, groupTouched } = scores;
  const perLength = publicLength > 0 ? (k1 * b * publicTexts) / publicLength : 0;
  for (let at = 0; at < count; at += 1) {
    const record = groupTouched[at] as number;
    const tf = groupWeight[record] as number;
    groupWeight[record] = 0;
    if (score[record] === 0) touched[scores.count++] = record;
    score[record] = (score[record] as number) + (rare * tf * (k1 + 1)) / (tf + k1 * (1 - b) + perLength * (lengths[record] as number));
  }
}

/** Forgets the scores of the query. */
export function clearScores(scores: Scores): void {
  for (let at = 0; at < scores.count; at += 1) scores.score[scores.touched[at] as number] = 0;
  scores.count = 0;
}
