import { englishStem } from './english.ts';
import { lightStem, lightVariants } from './light10.ts';
import { normalise } from './normalise.ts';
import { isStopWord } from './stop-words.ts';

/** Raised with every change that gives another stem for any text: an index of another version is rebuilt. */
export const analyserVersion = 1;

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

/** A run of Arabic letters, or of letters and digits of any other script: 2024م and GovTechالحكومية are two words. */
const wordPattern = /(?:(?=\p{L})\p{Script=Arabic})+|(?:(?!\p{Script=Arabic})[\p{L}\p{N}\p{M}])+(?:['’]\p{Script=Latin}+)*/gu;
/** Names that are written joined or apart, with equal right: عبدالله and عبد الله, أبوظبي and أبو ظبي. */
const joinedName = /^([وبل]?عبد)(?=ال.{2})|^([وبل]?ابو)(?=(?:ال|[^ا]).{2})/u;
const startsArabic = /^\p{Script=Arabic}/u;
const startsLatin = /^\p{Script=Latin}/u;

/** By the script of the word. Russian and French are kept as they are written. */
function newStemOf(word: string): string {
  if (startsArabic.test(word)) return lightStem(word);
  return startsLatin.test(word) ? englishStem(word) : word;
}

const rememberedStems = new Map<string, string>();
const mostRemembered = 50_000;

/** A few thousand words are most of every text: remembering them makes indexing twice as fast. */
function stemOf(word: string): string {
  let stem = rememberedStems.get(word);
  if (stem === undefined) {
    stem = newStemOf(word);
    if (rememberedStems.size === mostRemembered) rememberedStems.clear();
    rememberedStems.set(word, stem);
  }
  return stem;
}

const variantsOf = (word: string): string[] => (startsArabic.test(word) ? lightVariants(word) : []);

interface Place {
  readonly word: string;
  readonly start: number;
  readonly end: number;
}

function* wordsOf(original: string): Generator<Place> {
  const { text, starts, ends } = normalise(original);
  const place = (word: string, at: number): Place => ({
    word,
    start: starts[at] as number,
    end: ends[at + word.length - 1] as number,
  });
  for (const { 0: run, index } of text.matchAll(wordPattern)) {
    const first = joinedName.exec(run)?.[0];
    if (first === undefined) {
      yield place(run, index);
    } else {
      yield place(first, index);
      yield place(run.slice(first.length), index + first.length);
    }
  }
}

/**
 * The words of a text with their stems, by the script of each word, whatever the language of the record.
 * Stop words are kept unless `stopWords` is false.
 */
export function analyse(text: string, { stopWords = true }: { readonly stopWords?: boolean } = {}): Token[] {
  const tokens: Token[] = [];
  for (const place of wordsOf(text)) {
    if (stopWords || !isStopWord(place.word)) tokens.push({ ...place, stem: stemOf(place.word) });
  }
  return tokens;
}

/** The words of a query with all stems to look up. Stop words are left out, unless there is nothing else. */
export function queryStems(text: string): QueryToken[] {
  const words = [...wordsOf(text)];
  const content = words.filter(({ word }) => !isStopWord(word));
  return (content.length > 0 ? content : words).map((place) => ({
    ...place,
    stem: stemOf(place.word),
    variants: variantsOf(place.word),
  }));
}

/** Every stem that a query looks for, as `highlight` and `snippet` take them. */
export const stemsOf = (query: readonly QueryToken[]): ReadonlySet<string> => new Set(query.flatMap(({ stem, variants }) => [stem, ...variants]));
