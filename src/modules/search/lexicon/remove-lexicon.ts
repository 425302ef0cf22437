import type { Ctx } from '#platform/context.ts';
import { optionalRow } from '#platform/db/statement.ts';
import { recordAudit } from '#platform/db/trace.ts';
import { transaction } from '#platform/db/transaction.ts';
import { deleteLexicon, raiseLexicons } from '../queries.ts';

/** Forgets an imported lexicon on every node; false when there is none of that name. */
export function removeLexicon(ctx: Ctx, name: string): Promise<boolean> {
  return transaction(ctx, async (tx) => {
    const removed = optionalRow(await deleteLexicon(tx.db, name));
    if (!removed) return false;
    await raiseLexicons(tx.db);
    recordAudit(tx, { what: 'search.lexicon.removed', ref: { kind: 'lexicon', id: name }, note: `${removed.pairs} pairs` });
    return true;
  });
}
