import { serveThread } from '#platform/threads/serve-thread.ts';
import { type NearQuery, nearestInMeaning, putVector, type StoredVector, type VectorStore } from './vector-store.ts';

const store: VectorStore = new Map();

/** Compares vectors apart from the requests, which a hundred thousand of them would hold up. */
const answers = {
  change: ({ put, dropped }: { put: readonly StoredVector[]; dropped: readonly string[] }): number => {
    for (const key of dropped) store.delete(key);
    for (const one of put) putVector(store, one);
    return store.size;
  },
  near: (query: NearQuery): string[] => nearestInMeaning(store, query),
};
export type VectorAnswers = typeof answers;

serveThread(answers);
