import type { TxCtx } from '#platform/context.ts';
import type { SearchRecord } from '#platform/search-source.ts';
import { noteWriteOf } from '../node/index-of-node.ts';
import { markGone, upsertDocuments } from '../queries.ts';

/** A record of one kind, as the tables of the search keep it. */
export const documentOf = (kind: string, { id, path, audiences, facets, at, tags, title, summary, body }: SearchRecord) => ({
  kind,
  ref_id: id,
  path,
  audiences,
  facets: { ...facets, kind: [kind] },
  tags,
  texts: { title, summary, body },
  at,
});

/** Makes a record findable as it now is, in the caller's transaction; every node has it within a second of the commit. */
export async function indexDocument(tx: TxCtx, kind: string, record: SearchRecord): Promise<void> {
  noteWriteOf(tx);
  await upsertDocuments(tx.db, JSON.stringify([documentOf(kind, record)]));
}

/** Nobody finds the record any more. */
export async function removeDocument(tx: TxCtx, kind: string, id: string): Promise<void> {
  noteWriteOf(tx);
  await markGone(tx.db, kind, id);
}
