import { stemOf } from '../analysis/analyse.ts';
import { roomFor } from './growable.ts';

/**
 * The words of one language's texts. Words and stems are only added, so their numbers last as long as the
 * index. Every count is of records that everybody may see: a word that only hidden records have counts 0,
 * and what chooses words for groups, repair or suggestions leaves those out.
 */
export interface Vocabulary {
  readonly language: string;
  readonly wordIds: Map<string, number>;
  readonly words: string[];
  /** The stem of each word, and how many public records have the word. */
  stemOfWord: Uint32Array<ArrayBuffer>;
  wordDf: Uint32Array<ArrayBuffer>;
  readonly stemIds: Map<string, number>;
  readonly stems: string[];
  stemDf: Uint32Array<ArrayBuffer>;
  /** 4-grams of each word: those of word w are `gramsOfWords` from `gramStarts[w]` to `gramStarts[w + 1]`. */
  readonly gramIds: Map<string, number>;
  gramDf: Uint32Array<ArrayBuffer>;
  gramStarts: Uint32Array<ArrayBuffer>;
  gramsOfWords: Uint32Array<ArrayBuffer>;
  /** Words by their first letters, for completing. */
  readonly byPrefix: Map<string, number[]>;
  /** Raised when a stem enters or leaves the public vocabulary: what was remembered about neighbours is then stale. */
  version: number;
}

export const newVocabulary = (language: string): Vocabulary => ({
  language,
  wordIds: new Map(),
  words: [],
  stemOfWord: new Uint32Array(1024),
  wordDf: new Uint32Array(1024),
  stemIds: new Map(),
  stems: [],
  stemDf: new Uint32Array(1024),
  gramIds: new Map(),
  gramDf: new Uint32Array(4096),
  gramStarts: new Uint32Array(1024),
  gramsOfWords: new Uint32Array(8192),
  byPrefix: new Map(),
  version: 0,
});

const gramLength = 4;

/** The pieces of a word by which the re-ranking compares, its ends marked: _مدرسه_ has _مدر, مدرس, درسه, رسه_. */
export function gramsOf(word: string): string[] {
  const marked = `_${word}_`;
  if (marked.length <= gramLength) return [marked];
  return Array.from({ length: marked.length - gramLength + 1 }, (_, at) => marked.slice(at, at + gramLength));
}

export const prefixLength = 3;

/** The number of a normalised word; a new word gets the next one. */
export function wordId(vocabulary: Vocabulary, word: string): number {
  return vocabulary.wordIds.get(word) ?? addWord(vocabulary, word);
}

function addWord(vocabulary: Vocabulary, word: string): number {
  const id = vocabulary.words.push(word) - 1;
  vocabulary.wordIds.set(word, id);
  vocabulary.stemOfWord = roomFor(vocabulary.stemOfWord, id + 1);
  vocabulary.wordDf = roomFor(vocabulary.wordDf, id + 1);
  vocabulary.stemOfWord[id] = stemId(vocabulary, stemOf(word, vocabulary.language));
  addGrams(vocabulary, id, word);
  const prefix = word.slice(0, prefixLength);
  const sharing = vocabulary.byPrefix.get(prefix);
  if (sharing) sharing.push(id);
  else vocabulary.byPrefix.set(prefix, [id]);
  return id;
}

function stemId(vocabulary: Vocabulary, stem: string): number {
  const known = vocabulary.stemIds.get(stem);
  if (known !== undefined) return known;
  const id = vocabulary.stems.push(stem) - 1;
  vocabulary.stemIds.set(stem, id);
  vocabulary.stemDf = roomFor(vocabulary.stemDf, id + 1);
  return id;
}

function addGrams(vocabulary: Vocabulary, word: number, text: string): void {
  vocabulary.gramStarts = roomFor(vocabulary.gramStarts, word + 2);
  let end = vocabulary.gramStarts[word] as number;
  for (const gram of gramsOf(text)) {
    let id = vocabulary.gramIds.get(gram);
    if (id === undefined) {
      id = vocabulary.gramIds.size;
      vocabulary.gramIds.set(gram, id);
      vocabulary.gramDf = roomFor(vocabulary.gramDf, id + 1);
    }
    vocabulary.gramsOfWords = roomFor(vocabulary.gramsOfWords, end + 1);
    vocabulary.gramsOfWords[end] = id;
    end += 1;
  }
  vocabulary.gramStarts[word + 1] = end;
}
