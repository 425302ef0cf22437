import type { Ctx, TxCtx } from '#platform/context.ts';
import { transaction } from '#platform/db/transaction.ts';
import type { Subscriber } from '#platform/module.ts';
import type { SearchRecord, SearchSource } from '#platform/search-source.ts';
import { deleteSome, selectIds, upsertDocuments } from '../queries.ts';
import { documentOf, indexDocument, removeDocument } from './index-document.ts';

const atOnce = 200;

/**
 * Reads every record of the sources again and writes what differs; what no source names any more is taken
 * out. Harmless to repeat. `say` hears how many records of a kind were read so far.
 */
export async function refreshDocuments(
  ctx: Ctx,
  sources: readonly SearchSource[],
  say: (kind: string, read: number) => void = () => undefined,
): Promise<number> {
  let all = 0;
  for (const source of sources) {
    // Only what stood here before the reading began: a record made meanwhile was indexed by its own action.
    const gone = new Set((await selectIds(ctx.db, source.kind)).map((row) => row.ref_id));
    let read = 0;
    let waiting: SearchRecord[] = [];
    const write = async (): Promise<void> => {
      const records = JSON.stringify(waiting.map((record) => documentOf(source.kind, record)));
      waiting = [];
      await transaction(ctx, (tx) => upsertDocuments(tx.db, records));
      say(source.kind, read);
    };
    for await (const record of source.all(ctx)) {
      gone.delete(record.id);
      read += 1;
      waiting.push(record);
      if (waiting.length === atOnce) await write();
    }
    if (waiting.length > 0) await write();
    if (gone.size > 0) await transaction(ctx, (tx) => deleteSome(tx.db, source.kind, [...gone]));
    all += read;
  }
  return all;
}

/** After one of the source's events its record is read again. */
export const followRecord =
  ({ kind, read }: SearchSource): Subscriber =>
  async (ctx, payload) => {
    const id = String(payload.id);
    const record = read ? await read(ctx, id) : null;
    if (record) await indexDocument(ctx as TxCtx, kind, record);
    else await removeDocument(ctx as TxCtx, kind, id);
  };
