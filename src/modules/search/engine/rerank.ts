import type { Group } from './groups.ts';
import type { LanguageIndex } from './language-index.ts';
import { b, k1, rarity } from './score.ts';
import { fieldEnd, tokensOf } from './token-store.ts';
import { gramsOf, type Vocabulary } from './vocabulary.ts';

/** How many of the best are compared again, by what, and how much that counts. */
export const reranking = {
  best: 100,
  /** By the pieces of the words: much in Arabic, where a stemmer leaves more apart. */
  grams: { ar: 0.3, other: 0.2 },
  /** Less for a word that the record has in no form that counts at least `sureShare`. */
  unsure: 0.8,
  sureShare: 0.35,
  /** By how much of the query one window of so many words has. */
  closeness: 0.4,
  window: 12,
  mostTokens: 3_000,
};

/** A word of the query with what stands for it. */
export interface AskedWord {
  readonly word: string;
  readonly group: Group;
}

/** The pieces of one word that public texts have, as slots of the counts, each with its rarity. */
interface Pieces {
  readonly slots: readonly number[];
  readonly rare: readonly number[];
  readonly weight: number;
}

/** What a word of the texts has in common with the query. */
interface Likeness {
  readonly slots: readonly number[];
  /** The asked words that it surely stands for. */
  readonly sure: readonly number[];
  /** The group it stands for, and what it is worth there; -1 for none. */
  readonly group: number;
  readonly worth: number;
}

interface Comparison {
  readonly pieces: readonly Pieces[];
  readonly slots: number;
  readonly groups: number;
  readonly likenessOf: (word: number) => Likeness | undefined;
  /** To be called when the query is done. */
  readonly clear: () => void;
}

/** Room for one comparison, kept between queries: zero wherever no query is at work. One number more than the slot or place. */
export interface Marks {
  slotOfGram: Uint16Array<ArrayBuffer>;
  placeOfWord: Int32Array<ArrayBuffer>;
}
export const newMarks = (): Marks => ({ slotOfGram: new Uint16Array(0), placeOfWord: new Int32Array(0) });
const unlike = -1;

function sizeMarks(marks: Marks, { gramIds, words }: Vocabulary): void {
  if (marks.slotOfGram.length < gramIds.size) marks.slotOfGram = new Uint16Array(Math.ceil(gramIds.size * 1.2));
  if (marks.placeOfWord.length < words.length) marks.placeOfWord = new Int32Array(Math.ceil(words.length * 1.2));
}

const nothing: readonly number[] = [];

function compare(index: LanguageIndex, words: readonly AskedWord[], groups: readonly Group[]): Comparison {
  const { vocabulary, publicTexts, marks } = index;
  sizeMarks(marks, vocabulary);
  const { slotOfGram, placeOfWord } = marks;
  const grams: number[] = [];
  const sure = new Map<number, number[]>();
  const pieces = words.map(({ word, group }, number) => {
    const slots: number[] = [];
    const rare: number[] = [];
    for (const gram of gramsOf(word)) {
      const id = vocabulary.gramIds.get(gram);
      if (id === undefined || (vocabulary.gramDf[id] as number) === 0) continue;
      if (slotOfGram[id] === 0) slotOfGram[id] = grams.push(id);
      slots.push((slotOfGram[id] as number) - 1);
      rare.push(rarity(publicTexts, vocabulary.gramDf[id] as number));
    }
    for (const [stem, share] of group.terms) if (share >= reranking.sureShare) sure.set(stem, [...(sure.get(stem) ?? []), number]);
    return { slots, rare, weight: group.weight };
  });
  const worths = worthOfStems(index, groups);
  const { gramStarts, gramsOfWords, stemOfWord } = vocabulary;
  const likenesses: Likeness[] = [];
  const seen: number[] = [];
  const likenessOf = (word: number): Likeness | undefined => {
    const place = placeOfWord[word] as number;
    if (place !== 0) return place === unlike ? undefined : likenesses[place - 1];
    seen.push(word);
    placeOfWord[word] = unlike;
    let slots = nothing as number[];
    for (let at = gramStarts[word] as number, end = gramStarts[word + 1] as number; at < end; at += 1) {
      const slot = slotOfGram[gramsOfWords[at] as number] as number;
      if (slot > 0) slots = slots.length === 0 ? [slot - 1] : [...slots, slot - 1];
    }
    const stem = stemOfWord[word] as number;
    const worth = worths.get(stem);
    if (slots.length === 0 && !worth) return undefined;
    const likeness = { slots, sure: sure.get(stem) ?? nothing, group: worth?.group ?? -1, worth: worth?.worth ?? 0 };
    placeOfWord[word] = likenesses.push(likeness);
    return likeness;
  };
  const clear = (): void => {
    for (const gram of grams) slotOfGram[gram] = 0;
    for (const word of seen) placeOfWord[word] = 0;
  };
  return { pieces, slots: grams.length, groups: groups.length, likenessOf, clear };
}

/** For each stem that the query looks for: the group it stands for and what it is worth there; of several groups the best. */
function worthOfStems({ vocabulary, publicTexts }: LanguageIndex, groups: readonly Group[]): Map<number, { group: number; worth: number }> {
  const worths = new Map<number, { group: number; worth: number }>();
  groups.forEach(({ terms, weight }, group) => {
    let having = 0;
    for (const [stem, share] of terms) having += share * (vocabulary.stemDf[stem] as number);
    const rare = weight * rarity(publicTexts, having);
    for (const [stem, share] of terms) {
      const worth = rare * share;
      if (worth > (worths.get(stem)?.worth ?? 0)) worths.set(stem, { group, worth });
    }
  });
  return worths;
}

interface Place {
  readonly at: number;
  readonly group: number;
  readonly worth: number;
}

/**
 * What a second look adds to the score of each record. The pieces of the words as written: BM25 over four
 * letters at a time, which forgives what a stemmer cannot and prefers the form that was typed. And closeness:
 * the rarities of the words that one window of the text has, because an answer has them in one sentence.
 */
export function secondLook(index: LanguageIndex, words: readonly AskedWord[], groups: readonly Group[], records: readonly number[]): number[] {
  const { pieces, slots, groups: groupCount, likenessOf, clear } = compare(index, words, groups);
  const perLength = index.publicLength > 0 ? (k1 * b * index.publicTexts) / index.publicLength : 0;
  const gramWeight = index.language === 'ar' ? reranking.grams.ar : reranking.grams.other;
  const { placeOfWord } = index.marks;
  const counts = new Float64Array(slots);
  const isSure = new Uint8Array(words.length);
  const added = records.map((record) => {
    counts.fill(0);
    isSure.fill(0);
    const places: Place[] = [];
    const tokens = tokensOf(index.tokens, record);
    for (let at = 0; at < Math.min(tokens.length, reranking.mostTokens); at += 1) {
      const word = tokens[at] as number;
      if (placeOfWord[word] === unlike || word === fieldEnd) continue;
      const likeness = likenessOf(word);
      if (!likeness) continue;
      for (const slot of likeness.slots) counts[slot] = (counts[slot] as number) + 1;
      for (const number of likeness.sure) isSure[number] = 1;
      if (likeness.group >= 0) places.push({ at, group: likeness.group, worth: likeness.worth });
    }
    const room = k1 * (1 - b) + perLength * (index.lengths[record] ?? 0);
    const grams = pieces.reduce((sum, one, number) => sum + (isSure[number] === 1 ? 1 : reranking.unsure) * piecesScore(one, counts, room), 0);
    return gramWeight * grams + reranking.closeness * bestWindow(places, groupCount);
  });
  clear();
  return added;
}

function piecesScore({ slots, rare, weight }: Pieces, counts: Float64Array, room: number): number {
  let sum = 0;
  for (let at = 0; at < slots.length; at += 1) {
    const tf = counts[slots[at] as number] as number;
    if (tf > 0) sum += ((rare[at] as number) * tf * (k1 + 1)) / (tf + room);
  }
  return weight * sum;
}

function bestWindow(places: readonly Place[], groups: number): number {
  const best = new Float64Array(groups);
  let most = 0;
  for (let first = 0; first < places.length; first += 1) {
    best.fill(0);
    let sum = 0;
    const from = (places[first] as Place).at;
    for (let next = first; next < places.length; next += 1) {
      const { at, group, worth } = places[next] as Place;
      if (at - from >= reranking.window) break;
      const before = best[group] as number;
      if (worth <= before) continue;
      best[group] = worth;
      sum += worth - before;
    }
    if (sum > most) most = sum;
  }
  return most;
}
