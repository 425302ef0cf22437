import type { Thread } from '#platform/threads/start-thread.ts';
import type { IndexedDocument } from '../engine/search-index.ts';
import type { DocumentRow } from '../queries.ts';
import type { SearchAnswers } from './search.thread.ts';

/** A thread with an index, and how far it has followed the changes. */
export interface LoadedIndex {
  readonly thread: Thread<SearchAnswers>;
  /** Changes of transactions before this one are all applied; of later ones those in `applied`. */
  horizon: string;
  readonly applied: Map<string, bigint>;
  /** Of the state's counters: what this index was loaded and taught at, and what was last seen. */
  readonly generation: number;
  lexicons: number;
  lexiconsSeen: number;
  documents: number;
  changesSinceSnapshot: number;
  /** Changes since its size was last looked at. */
  changesSinceLook: number;
}

export const keyOf = (kind: string, id: string): string => `${kind}:${id}`;

/** Kind and id of a key; kinds have no colon, ids may. */
export function partsOfKey(key: string): { kind: string; id: string } {
  const colon = key.indexOf(':');
  return { kind: key.slice(0, colon), id: key.slice(colon + 1) };
}

/** A row of search.documents as the index takes it. */
export function indexedDocument({
  kind,
  ref_id,
  audiences,
  facets,
  tags,
  texts,
  at,
}: Omit<DocumentRow, 'at'> & { readonly at: Date | string }): IndexedDocument {
  const languages = [...new Set([texts.title, texts.summary, texts.body].flatMap((field) => Object.keys(field)))] as ('ar' | 'en')[];
  return {
    key: keyOf(kind, ref_id),
    audiences,
    facets,
    tags,
    when: new Date(at).getTime(),
    texts: Object.fromEntries(
      languages.map((language) => [language, { title: texts.title[language] ?? '', summary: texts.summary[language] ?? '', body: texts.body[language] ?? '' }]),
    ),
  };
}
