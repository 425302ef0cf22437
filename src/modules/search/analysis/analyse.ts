import { englishStem } from './english.ts';
import { lightStem, lightVariants } from './light10.ts';
import { normalise, spelling } from './normalise.ts';
import { frenchStem, russianStem } from './snowball.ts';
import { eachWord } from './split-words.ts';
import { isStopWord } from './stop-words.ts';

/** Raised with every change that gives another stem for any text: an index of another version is rebuilt. */
export const analyserVersion = 2;

export interface Token {
  readonly stem: string;
  /** The word in its normalised spelling, with prefixes and suffixes. */
  readonly word: string;
  /** Where the word stands in the original text: `text.slice(start, end)`. */
  readonly start: number;
  readonly end: number;
}

export interface QueryToken extends Token {
  /** Other stems under which a form of the same word may be indexed: برلماني also finds برلمان. */
  readonly variants: readonly string[];
}

const startsArabic = /^\p{Script=Arabic}/u;
const startsLatin = /^\p{Script=Latin}/u;
const startsCyrillic = /^\p{Script=Cyrillic}/u;

/** By the script of the word; of the languages in Latin script French has a stemmer of its own. */
function newStemOf(word: string, language: string | undefined): string {
  if (startsArabic.test(word)) return lightStem(word);
  if (startsLatin.test(word)) return language === 'fr' ? frenchStem(word) : englishStem(word);
  return startsCyrillic.test(word) ? russianStem(word) : word;
}

const remembered = { fr: new Map<string, string>(), other: new Map<string, string>() };
const mostRemembered = 50_000;

/** The stem of a normalised word. A few thousand words are most of every text: remembering them makes indexing twice as fast. */
export function stemOf(word: string, language?: string): string {
  const stems = language === 'fr' ? remembered.fr : remembered.other;
  let stem = stems.get(word);
  if (stem === undefined) {
    stem = newStemOf(word, language);
    if (stems.size === mostRemembered) stems.clear();
    stems.set(word, stem);
  }
  return stem;
}

/** Other stems under which a form of the same normalised word may be indexed. */
export const variantsOf = (word: string): string[] => (startsArabic.test(word) ? lightVariants(word) : []);

interface Place {
  readonly word: string;
  readonly start: number;
  readonly end: number;
}

function wordsOf(original: string): Place[] {
  const { text, starts, ends } = normalise(original);
  const places: Place[] = [];
  eachWord(text, (word, at) => places.push({ word, start: starts[at] as number, end: ends[at + word.length - 1] as number }));
  return places;
}

/** The normalised words of a text without its stop words, in order: `analyse` without places, at twice its speed. */
export function contentWords(original: string, language?: string): string[] {
  const words: string[] = [];
  eachWord(spelling(original), (word) => {
    if (!isStopWord(word, language)) words.push(word);
  });
  return words;
}

/** The normalised words of a text with its stop words. */
export function plainWords(original: string): string[] {
  const words: string[] = [];
  eachWord(spelling(original), (word) => words.push(word));
  return words;
}

/**
 * The words of a text with their stems, by the script of each word, whatever the language of the record.
 * Stop words are kept unless `stopWords` is false.
 */
export function analyse(text: string, { stopWords = true, language }: { readonly stopWords?: boolean; readonly language?: string } = {}): Token[] {
  const tokens: Token[] = [];
  for (const place of wordsOf(text)) {
    if (stopWords || !isStopWord(place.word, language)) tokens.push({ ...place, stem: stemOf(place.word, language) });
  }
  return tokens;
}

/** The words of a query with all stems to look up. Stop words are left out, unless there is nothing else. */
export function queryStems(text: string): QueryToken[] {
  const words = wordsOf(text);
  const content = words.filter(({ word }) => !isStopWord(word));
  return (content.length > 0 ? content : words).map((place) => ({
    ...place,
    stem: stemOf(place.word),
    variants: variantsOf(place.word),
  }));
}

/** Every stem that a query looks for, as `highlight` and `snippet` take them. */
export const stemsOf = (query: readonly QueryToken[]): ReadonlySet<string> => new Set(query.flatMap(({ stem, variants }) => [stem, ...variants]));
