import type { Queryable } from '#platform/db/statement.ts';
import type { IndexedDocument } from '../engine/search-index.ts';
import { type ChangeRow, selectChanges } from '../queries.ts';
import { indexedDocument, keyOf, type LoadedIndex } from './loaded-index.ts';

const changesAtOnce = 200;

/**
 * Applies every change that can be seen now. `load-anew` when it was forgotten what is gone since this index
 * last looked, or when somebody had the index rebuilt.
 */
export async function followChanges(db: Queryable, index: LoadedIndex): Promise<'current' | 'load-anew'> {
  for (;;) {
    const rows = await selectChanges(db, index.horizon, [...index.applied.keys()], changesAtOnce);
    const first = rows[0] as ChangeRow;
    index.lexiconsSeen = first.lexicons;
    if (first.too_late || first.generation !== index.generation) return 'load-anew';
    await apply(index, rows);
    if (rows.length === changesAtOnce) continue;
    index.horizon = first.horizon;
    const settled = BigInt(first.horizon);
    for (const [change, xid] of index.applied) if (xid < settled) index.applied.delete(change);
    return 'current';
  }
}

async function apply(index: LoadedIndex, rows: readonly ChangeRow[]): Promise<void> {
  const put: IndexedDocument[] = [];
  const dropped: string[] = [];
  for (const { change, xid, document } of rows) {
    if (change === null || xid === null || document === null) continue;
    if (document.gone) dropped.push(keyOf(document.kind, document.ref_id));
    else put.push(indexedDocument(document));
    index.applied.set(change, BigInt(xid));
  }
  if (put.length + dropped.length === 0) return;
  index.documents = await index.thread.ask('change', { put, dropped });
  index.changesSinceSnapshot += put.length + dropped.length;
  index.changesSinceLook += put.length + dropped.length;
}
