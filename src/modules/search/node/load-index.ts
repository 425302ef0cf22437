import { onlyRow, type Queryable } from '#platform/db/statement.ts';
import { startThread, type Thread } from '#platform/threads/start-thread.ts';
import { countDocuments, selectDocumentsAfter, selectHorizon } from '../queries.ts';
import { indexedDocument, type LoadedIndex } from './loaded-index.ts';
import type { SearchAnswers } from './search.thread.ts';
import { readSnapshot, SnapshotBroken } from './snapshot.ts';

const threadFile = 'modules/search/node/search.thread.ts';
const documentsAtOnce = 50;
const nothing = undefined as never;
/** The thread's own objects, mostly the words of the texts; the index proper lies outside of them. Twice what was measured. */
const heapMbFor = (documents: number): number => 512 + Math.ceil(documents / 500);

export type Progress = (read: number, of: number) => void;

/** Starts a thread with the newest snapshot, or with every document of the tables; it has yet to follow the changes since. */
export async function loadIndex(
  db: Queryable,
  { anew = false, say = () => undefined, log }: { anew?: boolean; say?: Progress; log: (line: string) => void },
): Promise<LoadedIndex> {
  // Before the first row is read: whatever is written meanwhile is followed afterwards.
  const { horizon, generation } = onlyRow(await selectHorizon(db));
  const { count } = onlyRow(await countDocuments(db));
  const thread = startThread<SearchAnswers>(threadFile, { heapMb: heapMbFor(count) });
  try {
    const snapshot = anew ? undefined : await readSnapshot(db, thread);
    if (!snapshot) await loadFromTables(db, thread, count, say);
    const { documents } = await thread.ask('sizes', nothing);
    return {
      thread,
      horizon: snapshot?.horizon ?? horizon,
      applied: new Map(),
      generation,
      lexicons: 0,
      lexiconsSeen: 0,
      documents,
      changesSinceSnapshot: snapshot ? 0 : documents,
      changesSinceLook: 0,
    };
  } catch (error) {
    await thread.stop();
    if (!(error instanceof SnapshotBroken)) throw error;
    log(`search: the snapshot is broken (${error.message}); the index is made anew from the tables`);
    return loadIndex(db, { anew: true, say, log });
  }
}

async function loadFromTables(db: Queryable, thread: Thread<SearchAnswers>, count: number, say: Progress): Promise<void> {
  let last: readonly [kind: string, id: string] = ['', ''];
  for (let read = 0; ; ) {
    const rows = await selectDocumentsAfter(db, ...last, documentsAtOnce);
    await thread.ask('change', { put: rows.map(indexedDocument), dropped: [], settle: false });
    read += rows.length;
    say(read, Math.max(count, read));
    const end = rows.at(-1);
    if (!end || rows.length < documentsAtOnce) break;
    last = [end.kind, end.ref_id];
  }
  await thread.ask('settle', nothing);
}
