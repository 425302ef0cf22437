import { contentWords, stemOf } from '../analysis/analyse.ts';

/** Two terms that mean the same, in two languages. */
export interface TermPair {
  readonly from: string;
  readonly fromText: string;
  readonly to: string;
  readonly toText: string;
  /** A title or a sentence, not a term: only long pairs of this kind are learned from. */
  readonly sentence?: boolean;
}

/** How words of one language are said in another; all words are stems. */
export interface Translations {
  readonly from: string;
  readonly to: string;
  /** Translations of each stem, the likeliest first, with their probabilities. */
  readonly words: ReadonlyMap<string, readonly (readonly [stem: string, probability: number])[]>;
  /** Translations of terms of two to four stems; both are stems with a space between. */
  readonly phrases: ReadonlyMap<string, readonly string[]>;
}

/** Dictionary terms of more words than this are explanations. */
const longestTerm = 5;
const longestSentence = 60;
const rounds = 5;
const mostTranslations = 30;
const longestPhrase = 4;
const smoothing = 1e-4;
/** How much the other direction has to say. */
const agreement = 0.4;

interface Aligned {
  readonly source: readonly number[];
  readonly target: readonly number[];
}

const scripts: Readonly<Record<string, RegExp>> = { ar: /\p{Script=Arabic}/u, ru: /\p{Script=Cyrillic}/u, en: /\p{Script=Latin}/u, fr: /\p{Script=Latin}/u };

/** The stems of a term in its language; what is written in another script is a transcription and left out. */
function stemsOfTerm(text: string, language: string): string[] {
  const bare = language === 'en' ? text.replace(/^to\s+/i, '') : text;
  const script = scripts[language];
  return contentWords(bare, language)
    .filter((word) => !script || script.test(word) || /\p{N}/u.test(word))
    .map((word) => stemOf(word, language));
}

/**
 * Learns translations from pairs of terms with IBM model 1 (Brown et al. 1993): within a pair every word may
 * stand for every other, and what goes together in many pairs wins. Gives both directions.
 */
export function learnTranslations(pairs: readonly TermPair[], [one, other]: readonly [string, string]): [Translations, Translations] {
  const numbers = new Map<string, number>();
  const texts: string[] = [];
  const number = (stem: string): number => {
    const known = numbers.get(stem);
    if (known !== undefined) return known;
    numbers.set(stem, texts.length);
    return texts.push(stem) - 1;
  };
  const seen = new Set<string>();
  const aligned: Aligned[] = [];
  for (const pair of pairs) {
    const turned = pair.from === other;
    const source = stemsOfTerm(turned ? pair.toText : pair.fromText, one);
    const target = stemsOfTerm(turned ? pair.fromText : pair.toText, other);
    const longest = pair.sentence ? longestSentence : longestTerm;
    if (source.length === 0 || target.length === 0 || source.length > longest || target.length > longest) continue;
    const name = `${source.join(' ')}\n${target.join(' ')}`;
    if (seen.has(name)) continue;
    seen.add(name);
    aligned.push({ source: source.map(number), target: target.map(number) });
  }
  const turned = aligned.map(({ source, target }) => ({ source: target, target: source }));
  const [there, back] = [align(aligned), align(turned)];
  const direction = (from: string, to: string, list: readonly Aligned[], table: Table, reverse: Table): Translations => ({
    from,
    to,
    words: wordsOf(agreed(table, reverse), texts),
    phrases: phrasesOf(list, texts),
  });
  return [direction(one, other, aligned, there, back), direction(other, one, turned, back, there)];
}

type Table = Map<number, Map<number, number>>;

function align(pairs: readonly Aligned[]): Table {
  let table = evenly(pairs);
  for (let round = 0; round < rounds; round += 1) table = oneRound(pairs, table);
  return table;
}

/**
 * What both directions hold for likely: a chance neighbour in one long term is likely in one direction only.
 * On the development half of the benchmark this raised Arabic to English from 0.695 to 0.746.
 */
function agreed(table: Table, reverse: Table): Table {
  const both: Table = new Map();
  for (const [word, row] of table) {
    const weighed = [...row].map(([other, probability]) => [other, probability * ((reverse.get(other)?.get(word) ?? 0) + smoothing) ** agreement] as const);
    const all = weighed.reduce((sum, [, weight]) => sum + weight, 0);
    both.set(word, new Map(weighed.map(([other, weight]) => [other, all > 0 ? weight / all : 0])));
  }
  return both;
}

function wordsOf(table: Table, texts: readonly string[]): Translations['words'] {
  const words = new Map<string, (readonly [string, number])[]>();
  for (const [source, targets] of table) {
    const best = [...targets].sort((a, b) => b[1] - a[1] || (text(texts, a[0]) < text(texts, b[0]) ? -1 : 1)).slice(0, mostTranslations);
    words.set(
      text(texts, source),
      best.map(([target, probability]) => [text(texts, target), probability] as const),
    );
  }
  return words;
}

const text = (texts: readonly string[], number: number): string => texts[number] as string;

function evenly(pairs: readonly Aligned[]): Table {
  const table: Table = new Map();
  for (const { source, target } of pairs)
    for (const word of source) {
      const row = rowOf(table, word);
      for (const other of target) row.set(other, 1);
    }
  for (const row of table.values()) for (const other of row.keys()) row.set(other, 1 / row.size);
  return table;
}

function rowOf(table: Table, word: number): Map<number, number> {
  let row = table.get(word);
  if (!row) {
    row = new Map();
    table.set(word, row);
  }
  return row;
}

function oneRound(pairs: readonly Aligned[], table: Table): Table {
  const counts: Table = new Map();
  for (const { source, target } of pairs)
    for (const other of target) {
      let all = smoothing;
      for (const word of source) all += table.get(word)?.get(other) ?? 0;
      for (const word of source) {
        const row = rowOf(counts, word);
        row.set(other, (row.get(other) ?? 0) + (table.get(word)?.get(other) ?? 0) / all);
      }
    }
  for (const row of counts.values()) {
    let all = 0;
    for (const count of row.values()) all += count;
    for (const [other, count] of row) row.set(other, count / all);
  }
  return counts;
}

function phrasesOf(pairs: readonly Aligned[], texts: readonly string[]): Translations['phrases'] {
  const phrases = new Map<string, string[]>();
  for (const { source, target } of pairs) {
    if (source.length < 2 || source.length > longestPhrase) continue;
    const name = source.map((word) => texts[word]).join(' ');
    const said = target.map((word) => text(texts, word)).join(' ');
    const known = phrases.get(name);
    if (!known) phrases.set(name, [said]);
    else if (!known.includes(said)) known.push(said);
  }
  return phrases;
}
