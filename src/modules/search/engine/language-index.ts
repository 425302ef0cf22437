import { roomFor } from './growable.ts';
import { type NeighbourIndex, newNeighbourIndex } from './neighbours.ts';
import { buildPostings, countStems, type Postings } from './postings.ts';
import { type Marks, newMarks } from './rerank.ts';
import { fieldEnd, newTokenStore, putTokens, type TokenStore, tokensOf } from './token-store.ts';
import { newVocabulary, type Vocabulary } from './vocabulary.ts';

/** The texts of all records in one language, and the statistics of those that everybody may see. */
export interface LanguageIndex {
  readonly language: string;
  readonly vocabulary: Vocabulary;
  readonly tokens: TokenStore;
  /** Weighted length of each record's text, in halves. */
  lengths: Uint32Array<ArrayBuffer>;
  postings: Postings[];
  /** Records whose postings are not built yet. */
  pending: number[];
  readonly neighbours: NeighbourIndex;
  /** Words by their consonants, filled as the vocabulary grows. */
  readonly sounds: { readonly bySkeleton: Map<string, number[]>; known: number };
  readonly marks: Marks;
  /** Texts that everybody may see, and the sum of their lengths. Whole numbers, so the order of changes leaves no trace. */
  publicTexts: number;
  publicLength: number;
}

export const newLanguageIndex = (language: string): LanguageIndex => ({
  language,
  vocabulary: newVocabulary(language),
  tokens: newTokenStore(),
  lengths: new Uint32Array(64),
  postings: [],
  pending: [],
  neighbours: newNeighbourIndex(),
  sounds: { bySkeleton: new Map(), known: 0 },
  marks: newMarks(),
  publicTexts: 0,
  publicLength: 0,
});

/** Adds a record's text, as word numbers with field ends. It is found after `settle`. */
export function addText(index: LanguageIndex, record: number, tokens: readonly number[] | Uint32Array, visibleToAll: boolean): void {
  putTokens(index.tokens, record, tokens);
  index.lengths = roomFor(index.lengths, record + 1);
  index.lengths[record] = countText(index, record, visibleToAll ? 1 : 0);
  index.pending.push(record);
}

/** Takes a record's text out of the statistics; its postings stay until the next merge and are passed over. */
export function removeText(index: LanguageIndex, record: number, visibleToAll: boolean): void {
  if (visibleToAll) countText(index, record, -1);
}

let gramSeen = new Uint8Array(4096);
let wordSeen = new Uint8Array(1024);

/** Adds (1), takes out (-1) or only measures (0) a text in the statistics; returns its weighted length. */
function countText(index: LanguageIndex, record: number, sign: 1 | 0 | -1): number {
  const { vocabulary } = index;
  const tokens = tokensOf(index.tokens, record);
  if (tokens.length === 0) return 0;
  const length = countStems(vocabulary, tokens, (stem) => {
    if (sign === 0) return;
    const before = vocabulary.stemDf[stem] as number;
    vocabulary.stemDf[stem] = before + sign;
    if (before === 0 || before + sign === 0) vocabulary.version += 1;
  });
  if (sign !== 0) {
    countWords(vocabulary, tokens, sign);
    index.publicTexts += sign;
    index.publicLength += sign * length;
  }
  return length;
}

function countWords(vocabulary: Vocabulary, tokens: Uint32Array, sign: 1 | -1): void {
  const { wordDf, gramDf, gramStarts, gramsOfWords } = vocabulary;
  if (wordSeen.length < vocabulary.words.length) wordSeen = new Uint8Array(vocabulary.words.length * 2);
  if (gramSeen.length < vocabulary.gramIds.size) gramSeen = new Uint8Array(vocabulary.gramIds.size * 2);
  const words: number[] = [];
  const grams: number[] = [];
  for (const word of tokens) {
    if (word === fieldEnd || wordSeen[word] === 1) continue;
    wordSeen[word] = 1;
    words.push(word);
    wordDf[word] = (wordDf[word] as number) + sign;
    for (let at = gramStarts[word] as number; at < (gramStarts[word + 1] as number); at += 1) {
      const gram = gramsOfWords[at] as number;
      if (gramSeen[gram] === 1) continue;
      gramSeen[gram] = 1;
      grams.push(gram);
      gramDf[gram] = (gramDf[gram] as number) + sign;
    }
  }
  for (const word of words) wordSeen[word] = 0;
  for (const gram of grams) gramSeen[gram] = 0;
}

/** So many records may be indexed anew in one go: about 15 ms. */
const mergedAtMost = 8_000;

/** Makes what was added findable: new postings, merged with the last ones while those are not much bigger. `alive` tells dead records. */
export function settle(index: LanguageIndex, alive: (record: number) => boolean): void {
  if (index.pending.length === 0) return;
  let records = Uint32Array.from(index.pending);
  index.pending = [];
  for (let last = index.postings.at(-1); last && last.of.length <= 2 * records.length; last = index.postings.at(-1)) {
    if (last.of.length + records.length > mergedAtMost) break;
    const both = new Uint32Array(last.of.length + records.length);
    both.set(last.of);
    both.set(records, last.of.length);
    records = both;
    index.postings.pop();
  }
  index.postings.push(buildPostings(index.vocabulary, index.tokens, records.filter(alive)));
}
