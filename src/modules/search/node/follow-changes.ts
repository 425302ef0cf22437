import type { Queryable } from '#platform/db/statement.ts';
import type { IndexedDocument } from '../engine/search-index.ts';
import { type ChangeRow, selectChanges } from '../queries.ts';
import { indexedDocument, keyOf, type LoadedIndex } from './loaded-index.ts';

const changesAtOnce = 200;

/**
 * Applies every change that can be seen now. `load-anew` when changes were thrown away that this index has
 * not seen, or when somebody had the index rebuilt.
 */
export async function followChanges(db: Queryable, index: LoadedIndex): Promise<'current' | 'load-anew'> {
  for (;;) {
    const rows = await selectChanges(db, index.horizon, [...index.applied.keys()], changesAtOnce);
    const first = rows[0] as ChangeRow;
    if (index.generation === 0) index.generation = first.generation;
    index.lexiconsSeen = first.lexicons;
    if (first.too_late || first.generation !== index.generation) return 'load-anew';
    await apply(index, rows);
    if (rows.length === changesAtOnce) continue;
    index.horizon = first.horizon;
    const settled = BigInt(first.horizon);
    for (const [seq, xid] of index.applied) if (xid < settled) index.applied.delete(seq);
    return 'current';
  }
}

async function apply(index: LoadedIndex, rows: readonly ChangeRow[]): Promise<void> {
  const newest = new Map<string, IndexedDocument | null>();
  for (const { seq, xid, kind, ref_id, document } of rows) {
    if (seq === null || xid === null || kind === null || ref_id === null) continue;
    newest.set(keyOf(kind, ref_id), document ? indexedDocument(document) : null);
    index.applied.set(seq, BigInt(xid));
  }
  if (newest.size === 0) return;
  const put = [...newest.values()].filter((document) => document !== null);
  const dropped = [...newest].flatMap(([key, document]) => (document === null ? [key] : []));
  index.documents = await index.thread.ask('change', { put, dropped });
  index.changesSinceSnapshot += newest.size;
  index.changesSinceLook += newest.size;
}
