import { diffArrays } from 'diff';
import type { Language } from '#platform/values/localized-text.ts';
import type { Entry } from '../content/entries.ts';

/** A stretch of words that both versions have, or only one. */
export interface Stretch {
  readonly text: string;
  readonly change: 'same' | 'added' | 'removed';
}
export interface Change {
  readonly id: string;
  readonly name: string;
  readonly before: string;
  readonly after: string;
  /** The words of both, in reading order, marked. */
  readonly stretches: readonly Stretch[];
}

const segmenters = { ar: new Intl.Segmenter('ar', { granularity: 'word' }), en: new Intl.Segmenter('en', { granularity: 'word' }) } as const;
const wordsOf = (text: string, language: Language): string[] => [...segmenters[language].segment(text)].map(({ segment }) => segment);

/** Beyond so many single changes, two texts have nothing in common that a reader could follow; it also bounds the work. */
const mostChanges = 500;

/** Both texts as one, with what went and what came marked word by word, in the word boundaries of the language. */
export function markWords(before: string, after: string, language: Language): Stretch[] {
  if (before === after) return before === '' ? [] : [{ text: before, change: 'same' }];
  const parts = diffArrays(wordsOf(before, language), wordsOf(after, language), { maxEditLength: mostChanges });
  const stretches: Stretch[] = parts
    ? parts.map(({ value, added, removed }) => ({ text: value.join(''), change: added ? 'added' : removed ? 'removed' : 'same' }))
    : [
        { text: before, change: 'removed' },
        { text: after, change: 'added' },
      ];
  return joined(stretches.filter(({ text }) => text !== ''));
}

/** A space between two changed words is no word that stayed: neighbouring changes read as one, what went before what came. */
function joined(stretches: readonly Stretch[]): Stretch[] {
  const result: Stretch[] = [];
  let [removed, added] = ['', ''];
  const close = (): void => {
    if (removed) result.push({ text: removed, change: 'removed' });
    if (added) result.push({ text: added, change: 'added' });
    [removed, added] = ['', ''];
  };
  for (const [index, { text, change }] of stretches.entries()) {
    const isGap = change === 'same' && text.trim() === '' && (removed || added) && stretches[index + 1] !== undefined;
    if (change === 'same' && !isGap) {
      close();
      result.push({ text, change });
      continue;
    }
    if (change !== 'added') removed += text;
    if (change !== 'removed') added += text;
  }
  close();
  return result;
}

/** What an entry says in one language; a fact is in the reader's words in both. */
const said = ({ text, fact }: Entry, language: Language): string => text?.texts[language]?.text ?? fact ?? '';

/** Rows that read as one list: a row put in the middle is one change, not a change of all that follow. */
const listOf = (id: string): string => /^(steps|costs|components|awards|partners|evidence)(?=\.)/.exec(id)?.[1] ?? id;

interface Said {
  readonly name: string;
  text: string;
}

function inOrder(entries: readonly Entry[], language: Language, nameOfList: (list: string) => string): Map<string, Said> {
  const texts = new Map<string, Said>();
  for (const entry of entries) {
    const text = said(entry, language);
    if (text === '') continue;
    const id = listOf(entry.id);
    const known = texts.get(id);
    if (known) known.text += `\n${text}`;
    else texts.set(id, { name: id === entry.id ? entry.name : nameOfList(id), text });
  }
  return texts;
}

/** What differs between two versions in one language, in the order of the page; what is the same is left out. */
export function differences(before: readonly Entry[], after: readonly Entry[], language: Language, nameOfList: (list: string) => string): Change[] {
  const [old, now] = [inOrder(before, language, nameOfList), inOrder(after, language, nameOfList)];
  const ids = [...new Set([...now.keys(), ...old.keys()])];
  return ids.flatMap((id) => {
    const [was, is] = [old.get(id)?.text ?? '', now.get(id)?.text ?? ''];
    const name = now.get(id)?.name ?? old.get(id)?.name ?? id;
    return was === is ? [] : [{ id, name, before: was, after: is, stretches: markWords(was, is, language) }];
  });
}
