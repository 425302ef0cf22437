import { deserialize } from 'node:v8';
import { giveBackMemory } from '#platform/threads/give-back-memory.ts';
import { serveThread } from '#platform/threads/serve-thread.ts';
import { type Browsed, type BrowseQuery, browse } from '../engine/browse.ts';
import { find, type Query } from '../engine/find.ts';
import { needWords } from '../engine/need-words.ts';
import { dropDocument, type IndexedDocument, newSearchIndex, putDocument, settleAll } from '../engine/search-index.ts';
import { type SuggestQuery, suggest } from '../engine/suggest.ts';
import { type PackedTranslations, translatorOf } from '../engine/translator.ts';
import { packRecords, packWords, unpackRecords, unpackWords } from './snapshot-format.ts';

const index = newSearchIndex();
/** What was browsed since the last change: the same few pages are asked for most of the time, and each is a walk over all records. */
const browsed = new Map<string, Browsed>();
const mostBrowsed = 500;

function browseOnce(query: BrowseQuery): Browsed {
  const name = JSON.stringify(query);
  const found = browsed.get(name) ?? browse(index, query);
  if (browsed.size >= mostBrowsed) browsed.clear();
  browsed.set(name, found);
  return found;
}

/** What the index answers. It lives in this thread alone, so that no search holds up a request. */
const answers = {
  /** Puts and takes out records; they are found, or not found, by the next question. Returns how many records there are. */
  change: ({ put, dropped, settle = true }: { put: readonly IndexedDocument[]; dropped: readonly string[]; settle?: boolean }): number => {
    browsed.clear();
    for (const key of dropped) dropDocument(index, key);
    for (const document of put) putDocument(index, document);
    if (settle) settleAll(index);
    return index.records.numbers.size;
  },
  /** Ends a load: what was put is found, and what loading left behind goes back to the system. */
  settle: (): void => {
    settleAll(index);
    giveBackMemory();
  },
  find: (query: Query) => find(index, query),
  browse: browseOnce,
  /** The records nearest to one as long as a need, asked for in one of its languages. */
  findNear: ({ title, language, ...query }: Query & { readonly title: string; readonly language: string }) =>
    find(index, { ...query, words: needWords(index, language, title, query.text) }),
  suggest: (query: SuggestQuery) => suggest(index, query),
  /** Replaces every lexicon by what the lexicon thread learned. */
  setTranslators: (learned: Uint8Array): void => {
    index.translators.clear();
    for (const one of deserialize(learned) as PackedTranslations[])
      index.translators.set(one.to, [...(index.translators.get(one.to) ?? []), translatorOf(one)]);
  },
  sizes: () => ({
    documents: index.records.numbers.size,
    records: index.records.keys.length,
    dead: index.records.dead,
    parts: Math.max(0, ...[...index.languages.values()].map(({ postings }) => postings.length)),
    words: [...index.languages.values()].map(({ language, vocabulary }) => ({ language, count: vocabulary.words.length })),
  }),
  packWords: ({ language, from, count }: { language: string; from: number; count: number }) => packWords(index, language, from, count),
  packRecords: ({ from, to }: { from: number; to: number }) => packRecords(index, from, to),
  unpackWords: (body: Uint8Array): void => unpackWords(index, body),
  unpackRecords: (body: Uint8Array): void => {
    browsed.clear();
    unpackRecords(index, body);
  },
};
export type SearchAnswers = typeof answers;

serveThread(answers);
