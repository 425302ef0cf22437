import { contentWords, stemOf } from '../analysis/analyse.ts';
import type { SearchIndex } from './search-index.ts';

/** The words of the title count this much; of the longer text so many of the weightiest words are asked for. */
const titleTimes = 3;
const mostOfText = 25;
const mostOfTitle = 15;

/**
 * What to look for when a record as long as a need is the question: the words of its title three times, and of its
 * text the words that are said often here and seldom in public records (tf·idf).
 */
export function needWords(index: SearchIndex, language: string, title: string, text: string): string[] {
  const ofTitle = contentWords(title, language).slice(0, mostOfTitle);
  const times = new Map<string, number>();
  for (const word of contentWords(text.slice(0, 20_000), language)) times.set(word, (times.get(word) ?? 0) + 1);
  const own = index.languages.get(language);
  const texts = own?.publicTexts ?? 0;
  const weightOf = (word: string, count: number): number => {
    const id = own?.vocabulary.stemIds.get(stemOf(word, language));
    const df = id === undefined ? 0 : (own?.vocabulary.stemDf[id] ?? 0);
    return count * Math.log(1 + (texts - df + 0.5) / (df + 0.5));
  };
  const ofText = [...times]
    .map(([word, count]) => ({ word, weight: weightOf(word, count) }))
    .sort((a, b) => b.weight - a.weight || (a.word < b.word ? -1 : 1))
    .slice(0, mostOfText)
    .map(({ word }) => word);
  return [...Array.from({ length: titleTimes }, () => ofTitle).flat(), ...ofText];
}
