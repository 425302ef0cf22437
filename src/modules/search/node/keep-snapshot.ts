import { optionalRow, type Queryable } from '#platform/db/statement.ts';
import { endLease, selectNewestSnapshot, takeLease } from '../queries.ts';
import type { LoadedIndex } from './loaded-index.ts';
import { writeSnapshot } from './snapshot.ts';
import { snapshotFormat } from './snapshot-format.ts';

/** An index smaller than this is read from the tables in a second. */
const worthKeeping = 2_000;
const changedShare = 0.1;

/** Whether so much changed since the last snapshot that starting from it would be slow. */
export const needsSnapshot = ({ documents, changesSinceSnapshot }: LoadedIndex): boolean =>
  documents >= worthKeeping && changesSinceSnapshot >= Math.max(worthKeeping, documents * changedShare);

const mostParts = 40;
const mostDead = 20_000;

/** Whether the index holds so many parts, or so many records that are gone, that it is better loaded anew from a snapshot. */
export async function needsPacking(index: LoadedIndex): Promise<boolean> {
  if (index.changesSinceLook < mostDead / 10) return false;
  index.changesSinceLook = 0;
  const { parts, dead, documents } = await index.thread.ask('sizes', undefined as never);
  return parts > mostParts || dead > Math.max(mostDead, documents / 2);
}

/** Another node's snapshot of the last minutes is as good. */
const recentMs = 120_000;

/** Writes a snapshot if no other node is at it or just was. False when one is. */
export async function keepSnapshot(db: Queryable, index: LoadedIndex, node: string): Promise<boolean> {
  if ((await takeLease(db, node)).length === 0) return false;
  try {
    const changes = index.changesSinceSnapshot;
    const newest = optionalRow(await selectNewestSnapshot(db));
    if (newest?.format === snapshotFormat && Date.now() - newest.made_at.getTime() < recentMs) {
      index.changesSinceSnapshot = 0;
      return false;
    }
    await writeSnapshot(db, index, async () => {
      await takeLease(db, node);
    });
    index.changesSinceSnapshot -= changes;
  } finally {
    await endLease(db, node);
  }
  return true;
}
