import type { Ctx } from '#platform/context.ts';
import { onlyRow } from '#platform/db/statement.ts';
import { recordAudit } from '#platform/db/trace.ts';
import { transaction } from '#platform/db/transaction.ts';
import type { SearchSource } from '#platform/search-source.ts';
import { countDocuments, raiseGeneration } from '../queries.ts';
import { refreshDocuments, type SayRead } from './refresh-documents.ts';

/**
 * Reads all records of all kinds again, then has every node load its index anew from the tables, whatever the
 * snapshots say. Until a node has done so, the index it has goes on answering.
 */
export async function rebuildSearch(ctx: Ctx, sources: readonly SearchSource[], say: SayRead): Promise<{ read: number; documents: number }> {
  const read = await refreshDocuments(ctx, sources, say);
  await transaction(ctx, async (tx) => {
    await raiseGeneration(tx.db);
    recordAudit(tx, { what: 'search.index.rebuilt', ref: { kind: 'search', id: 'index' }, note: `${read} records` });
  });
  return { read, documents: onlyRow(await countDocuments(ctx.db)).count };
}
