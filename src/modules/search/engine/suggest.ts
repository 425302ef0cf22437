import { plainWords, stemOf } from '../analysis/analyse.ts';
import { isStopWord } from '../analysis/stop-words.ts';
import { bestOf } from './best-first.ts';
import { type Group, groupOf } from './groups.ts';
import type { LanguageIndex } from './language-index.ts';
import { allowedClasses } from './records.ts';
import { addGroup, clearScores, sizeScores } from './score.ts';
import type { SearchIndex } from './search-index.ts';
import { prefixLength, type Vocabulary } from './vocabulary.ts';

export interface SuggestQuery {
  readonly text: string;
  readonly readers: readonly string[];
  readonly kinds?: readonly string[];
  readonly limit: number;
}

const mostWords = 8;
const mostCompletions = 12;

/**
 * Keys of records, best first, for what was typed so far: its words, the last of them perhaps unfinished.
 * Words are completed from the vocabulary of public records alone.
 */
export function suggest(index: SearchIndex, { text, readers, kinds, limit }: SuggestQuery): string[] {
  const words = plainWords(text.slice(0, 200)).slice(0, mostWords);
  const last = words.pop();
  if (last === undefined) return [];
  const { records, scores, total } = index;
  const allowed = allowedClasses(records, readers);
  sizeScores(scores, records.keys.length);
  sizeScores(total, records.keys.length);
  const before = words.filter((word) => !isStopWord(word));
  for (const language of index.languages.values()) {
    const groups = [...before.map((word) => groupOf(language, word, 1)), completionsOf(language, last)].filter(({ terms }) => terms.size > 0);
    for (const group of groups) addGroup(language, group, records.classes, allowed, scores);
    for (let at = 0; at < scores.count; at += 1) {
      const record = scores.touched[at] as number;
      if (kinds && !kinds.includes((records.keys[record] as string).split(':')[0] as string)) continue;
      if (total.score[record] === 0) total.touched[total.count++] = record;
      total.score[record] = Math.max(total.score[record] as number, scores.score[record] as number);
    }
    clearScores(scores);
  }
  const best = bestOf(total.touched, total.count, total.score, records.ties, limit).map((record) => records.keys[record] as string);
  clearScores(total);
  return best;
}

/** The word itself, and the most common words that begin with it, as one group. */
function completionsOf(language: LanguageIndex, prefix: string): Group {
  const { vocabulary } = language;
  const terms = new Map<number, number>();
  const own = vocabulary.stemIds.get(stemOf(prefix, language.language));
  if (own !== undefined) terms.set(own, 1);
  for (const word of mostCommon(vocabulary, prefix)) {
    const stem = vocabulary.stemOfWord[word] as number;
    if (!terms.has(stem)) terms.set(stem, prefix.length / (vocabulary.words[word] as string).length);
  }
  return { terms, weight: 1 };
}

/** The most common public words that begin with the letters; equally common ones by their text, so that no hidden word changes which. */
function mostCommon({ byPrefix, words, wordDf }: Vocabulary, prefix: string): number[] {
  if (prefix.length < 2) return [];
  const best: number[] = [];
  const before = (a: number, b: number): boolean => {
    const difference = (wordDf[a] as number) - (wordDf[b] as number);
    return difference > 0 || (difference === 0 && (words[a] as string) < (words[b] as string));
  };
  for (const sharing of sharingPrefix(byPrefix, prefix))
    for (const word of sharing) {
      if (wordDf[word] === 0 || !(words[word] as string).startsWith(prefix)) continue;
      let at = best.length;
      while (at > 0 && before(word, best[at - 1] as number)) at -= 1;
      if (at < mostCompletions) best.splice(at, 0, word);
      if (best.length > mostCompletions) best.pop();
    }
  return best;
}

/** The lists of words that may begin with the letters: one list, or for two letters those of every three that begin with them. */
function* sharingPrefix(byPrefix: Vocabulary['byPrefix'], prefix: string): Generator<readonly number[]> {
  if (prefix.length >= prefixLength) yield byPrefix.get(prefix.slice(0, prefixLength)) ?? [];
  else for (const [letters, words] of byPrefix) if (letters.startsWith(prefix)) yield words;
}
