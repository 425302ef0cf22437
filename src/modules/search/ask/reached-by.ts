import { analyse } from '../analysis/analyse.ts';
import type { Translation } from '../engine/find.ts';
import type { DocumentTexts } from '../queries.ts';

/** Words of the reader's query, and how the text that was found says them. */
export interface Reached {
  readonly asked: string;
  readonly found: string;
}

const mostShown = 3;
const mostRead = 20_000;
/** Of the translations of a word only the likeliest explain anything to a reader. */
const likeliest = 4;

/**
 * By which translations a text was reached: for each translated word or term of the query the word of the text that
 * stands for it, as the text writes it. Terms go before their words. At most `most`.
 */
export function reachedBy(
  q: string,
  { title, summary, body }: DocumentTexts,
  language: 'ar' | 'en',
  translations: readonly Translation[],
  most = mostShown,
): Reached[] {
  const written = new Map<string, string>();
  for (const text of [title[language], summary[language], body[language]?.slice(0, mostRead)])
    if (text) for (const { stem, start, end } of analyse(text)) if (!written.has(stem)) written.set(stem, text.slice(start, end));
  const asked = new Map(analyse(q).map(({ word, start, end }) => [word, q.slice(start, end)]));
  const reached: Reached[] = [];
  const explained = new Set<string>();
  for (const { words, stems } of translations) {
    const each = words.split(' ');
    if (each.some((word) => explained.has(word))) continue;
    const found = each.length > 1 ? sequence(stems, written) : written.get(stems.slice(0, likeliest).find((stem) => written.has(stem)) ?? '');
    if (!found) continue;
    for (const word of each) explained.add(word);
    reached.push({ asked: each.map((word) => asked.get(word) ?? word).join(' '), found });
  }
  return reached.slice(0, most);
}

/** A term is shown as translated when the text has all of its likeliest words. */
function sequence(stems: readonly string[], written: ReadonlyMap<string, string>): string | undefined {
  const found = [...new Set(stems)].flatMap((stem) => written.get(stem) ?? []);
  return found.length === new Set(stems).size ? found.join(' ') : undefined;
}
