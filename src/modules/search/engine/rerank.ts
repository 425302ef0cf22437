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

/**
 * Room for one comparison, kept between queries. By piece and by word of the vocabulary, zero wherever no query is
 * at work: one more than the slot of the piece; one more than the place of the word, or `unlike`. By place, what
 * the word has in common with the query: the slots of its pieces, the asked words that it surely stands for (a bit
 * each), the group it stands for (-1 for none) and what it is worth there.
 */
export interface Marks {
  slotOfGram: Uint16Array<ArrayBuffer>;
  placeOfWord: Int32Array<ArrayBuffer>;
  readonly slotsFrom: number[];
  readonly slots: number[];
  readonly sure: number[];
  readonly group: number[];
  readonly worth: number[];
}
export const newMarks = (): Marks => ({
  slotOfGram: new Uint16Array(0),
  placeOfWord: new Int32Array(0),
  slotsFrom: [0],
  slots: [],
  sure: [],
  group: [],
  worth: [],
});
const unlike = -1;

function sizeMarks(marks: Marks, { gramIds, words }: Vocabulary): void {
  if (marks.slotOfGram.length < gramIds.size) marks.slotOfGram = new Uint16Array(Math.ceil(gramIds.size * 1.2));
  if (marks.placeOfWord.length < words.length) marks.placeOfWord = new Int32Array(Math.ceil(words.length * 1.2));
}

/** A query made ready for comparing: its pieces are marked until `forget`. */
interface Comparison {
  readonly pieces: readonly Pieces[];
  readonly grams: readonly number[];
  /** By stem, a bit for each asked word that it surely stands for. */
  readonly sure: ReadonlyMap<number, number>;
  readonly worths: ReadonlyMap<number, { readonly group: number; readonly worth: number }>;
  /** The words of texts that were looked at. */
  readonly seen: number[];
}

function compare(index: LanguageIndex, words: readonly AskedWord[], groups: readonly Group[]): Comparison {
  const { vocabulary, publicTexts, marks } = index;
  sizeMarks(marks, vocabulary);
  const { slotOfGram } = marks;
  const grams: number[] = [];
  const sure = new Map<number, number>();
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
    for (const [stem, share] of group.terms) if (share >= reranking.sureShare) sure.set(stem, (sure.get(stem) ?? 0) | bitOf(number));
    return { slots, rare, weight: group.weight };
  });
  return { pieces, grams, sure, worths: worthOfStems(index, groups), seen: [] };
}

/** Words beyond the thirtieth share a bit. */
const bitOf = (number: number): number => 1 << Math.min(number, 30);

function forget({ slotOfGram, placeOfWord, slotsFrom, slots, sure, group, worth }: Marks, { grams, seen }: Comparison): void {
  for (const gram of grams) slotOfGram[gram] = 0;
  for (const word of seen) placeOfWord[word] = 0;
  slotsFrom.length = 1;
  slots.length = sure.length = group.length = worth.length = 0;
}

/** Looks for the first time at a word of a text: its place plus one, or `unlike`. */
function placeWord({ vocabulary, marks }: LanguageIndex, { sure, worths, seen }: Comparison, word: number): number {
  const { slotOfGram, placeOfWord, slotsFrom, slots } = marks;
  const { gramStarts, gramsOfWords, stemOfWord } = vocabulary;
  seen.push(word);
  const before = slots.length;
  for (let at = gramStarts[word] as number, end = gramStarts[word + 1] as number; at < end; at += 1) {
    const slot = slotOfGram[gramsOfWords[at] as number] as number;
    if (slot > 0) slots.push(slot - 1);
  }
  const stem = stemOfWord[word] as number;
  const worth = worths.get(stem);
  if (slots.length === before && !worth) {
    placeOfWord[word] = unlike;
    return unlike;
  }
  marks.sure.push(sure.get(stem) ?? 0);
  marks.group.push(worth?.group ?? -1);
  marks.worth.push(worth?.worth ?? 0);
  const place = slotsFrom.push(slots.length) - 1;
  placeOfWord[word] = place;
  return place;
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

/** The words of the query that one text has, in order. */
interface Occurrences {
  count: number;
  readonly at: Uint16Array;
  readonly group: Int16Array;
  readonly worth: Float64Array;
}
const occurrences: Occurrences = {
  count: 0,
  at: new Uint16Array(reranking.mostTokens),
  group: new Int16Array(reranking.mostTokens),
  worth: new Float64Array(reranking.mostTokens),
};

/**
 * What a second look adds to the score of each record. The pieces of the words as written: BM25 over four
 * letters at a time, which forgives what a stemmer cannot and prefers the form that was typed. And closeness:
 * the rarities of the words that one window of the text has, because an answer has them in one sentence.
 */
export function secondLook(index: LanguageIndex, words: readonly AskedWord[], groups: readonly Group[], records: readonly number[]): number[] {
  const comparison = compare(index, words, groups);
  const perLength = index.publicLength > 0 ? (k1 * b * index.publicTexts) / index.publicLength : 0;
  const gramWeight = index.language === 'ar' ? reranking.grams.ar : reranking.grams.other;
  const counts = new Uint16Array(comparison.grams.length);
  const best = new Float64Array(groups.length);
  const added = records.map((record) => {
    counts.fill(0);
    const surely = readText(index, comparison, record, counts);
    const room = k1 * (1 - b) + perLength * (index.lengths[record] ?? 0);
    let grams = 0;
    comparison.pieces.forEach((one, number) => {
      grams += ((surely & bitOf(number)) !== 0 ? 1 : reranking.unsure) * piecesScore(one, counts, room);
    });
    return gramWeight * grams + reranking.closeness * bestWindow(best);
  });
  forget(index.marks, comparison);
  return added;
}

/** Counts the pieces and notes the occurrences of a record's text; returns a bit for each asked word that it surely has. */
function readText(index: LanguageIndex, comparison: Comparison, record: number, counts: Uint16Array): number {
  const { placeOfWord, slotsFrom, slots, sure, group, worth } = index.marks;
  const tokens = tokensOf(index.tokens, record);
  const end = Math.min(tokens.length, reranking.mostTokens);
  let surely = 0;
  let count = 0;
  for (let at = 0; at < end; at += 1) {
    const word = tokens[at] as number;
    if (word === fieldEnd) continue;
    let place = placeOfWord[word] as number;
    if (place === 0) place = placeWord(index, comparison, word);
    if (place === unlike) continue;
    for (let slot = slotsFrom[place - 1] as number; slot < (slotsFrom[place] as number); slot += 1) {
      const piece = slots[slot] as number;
      counts[piece] = (counts[piece] as number) + 1;
    }
    surely |= sure[place - 1] as number;
    if ((group[place - 1] as number) < 0) continue;
    occurrences.at[count] = at;
    occurrences.group[count] = group[place - 1] as number;
    occurrences.worth[count] = worth[place - 1] as number;
    count += 1;
  }
  occurrences.count = count;
  return surely;
}

function piecesScore({ slots, rare, weight }: Pieces, counts: Uint16Array, room: number): number {
  let sum = 0;
  for (let at = 0; at < slots.length; at += 1) {
    const tf = counts[slots[at] as number] as number;
    if (tf > 0) sum += ((rare[at] as number) * tf * (k1 + 1)) / (tf + room);
  }
  return weight * sum;
}

/** The most that one window of the text read last is worth. `best` is room for what each group is worth there. */
function bestWindow(best: Float64Array): number {
  const { count, at, group, worth } = occurrences;
  let most = 0;
  for (let first = 0; first < count; first += 1) {
    best.fill(0);
    let sum = 0;
    const end = (at[first] as number) + reranking.window;
    for (let next = first; next < count && (at[next] as number) < end; next += 1) {
      const before = best[group[next] as number] as number;
      if ((worth[next] as number) <= before) continue;
      best[group[next] as number] = worth[next] as number;
      sum += (worth[next] as number) - before;
    }
    if (sum > most) most = sum;
  }
  return most;
}
