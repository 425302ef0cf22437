import { createHash } from 'node:crypto';
import type { Queryable } from '#platform/db/statement.ts';
import { optionalRow } from '#platform/db/statement.ts';
import type { Thread } from '#platform/threads/start-thread.ts';
import { uuidv7 } from '#platform/values/ids.ts';
import {
  deleteOtherSnapshots,
  deleteSnapshot,
  forgetGone,
  insertSnapshot,
  insertSnapshotPart,
  markPruned,
  markWhole,
  type SnapshotRow,
  selectNewestSnapshot,
  selectPart,
  selectParts,
} from '../queries.ts';
import type { LoadedIndex } from './loaded-index.ts';
import type { SearchAnswers } from './search.thread.ts';
import { snapshotFormat } from './snapshot-format.ts';

const wordsAtOnce = 20_000;
const recordsAtOnce = 500;

const nothing = undefined as never;
const digestOf = (body: Uint8Array): string => createHash('sha256').update(body).digest('hex');

/** A part of a snapshot is not what was written. */
export class SnapshotBroken extends Error {
  override readonly name = 'SnapshotBroken';
}

/**
 * Writes an index as the newest snapshot, in slices between which searches go on. What changes
 * meanwhile is of transactions since `horizon`, and so is read again by whoever starts from here. Older
 * snapshots are thrown away. `alive` is called between slices.
 */
export async function writeSnapshot(
  db: Queryable,
  { thread, horizon, generation }: Pick<LoadedIndex, 'thread' | 'horizon' | 'generation'>,
  alive: () => Promise<void> = async () => undefined,
): Promise<{ documents: number }> {
  const id = uuidv7();
  const before = optionalRow(await selectNewestSnapshot(db));
  const { records } = await thread.ask('sizes', nothing);
  await insertSnapshot(db, id, snapshotFormat, generation, horizon, new Date());
  let no = 0;
  let documents = 0;
  for (let from = 0; from < records; from += recordsAtOnce) {
    const { body, count } = await thread.ask('packRecords', { from, to: Math.min(from + recordsAtOnce, records) });
    if (count > 0) await insertSnapshotPart(db, id, 'records', no, Buffer.from(body), digestOf(body));
    documents += count;
    await alive();
    no += 1;
  }
  // After the records: every word they have is there now.
  no = 0;
  for (const { language, count } of (await thread.ask('sizes', nothing)).words)
    for (let from = 0; from < count; from += wordsAtOnce) {
      const body = await thread.ask('packWords', { language, from, count: Math.min(wordsAtOnce, count - from) });
      await insertSnapshotPart(db, id, 'words', no, Buffer.from(body), digestOf(body));
      no += 1;
    }
  await markWhole(db, id, documents);
  await deleteOtherSnapshots(db, id);
  // One snapshot further back, so that a node a moment behind need not load everything.
  if (before) {
    await markPruned(db, before.horizon);
    await forgetGone(db, before.horizon);
  }
  return { documents };
}

/** Fills an empty thread from the newest snapshot of this format; undefined when there is none. A wrong part throws SnapshotBroken, and the snapshot is thrown away. */
export async function readSnapshot(db: Queryable, thread: Thread<SearchAnswers>): Promise<SnapshotRow | undefined> {
  const snapshot = optionalRow(await selectNewestSnapshot(db));
  if (snapshot?.format !== snapshotFormat) return undefined;
  try {
    for (const { part, no } of await selectParts(db, snapshot.id)) await readPart(db, thread, snapshot.id, part, no);
    await thread.ask('settle', nothing);
    const { documents } = await thread.ask('sizes', nothing);
    if (documents !== snapshot.documents) throw new SnapshotBroken(`it has ${documents} records, not ${snapshot.documents}`);
    return snapshot;
  } catch (error) {
    if (error instanceof SnapshotBroken) await deleteSnapshot(db, snapshot.id);
    throw error;
  }
}

async function readPart(db: Queryable, thread: Thread<SearchAnswers>, id: string, part: 'words' | 'records', no: number): Promise<void> {
  const row = optionalRow(await selectPart(db, id, part, no));
  if (!row || digestOf(row.body) !== row.digest) throw new SnapshotBroken(`part ${part} ${no} is not what was written`);
  const body = new Uint8Array(row.body);
  try {
    await thread.ask(part === 'words' ? 'unpackWords' : 'unpackRecords', body, [body.buffer]);
  } catch (error) {
    throw new SnapshotBroken(`part ${part} ${no}: ${(error as Error).message}`, { cause: error });
  }
}
