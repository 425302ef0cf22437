import type { Ctx } from '#platform/context.ts';
import { keyOf, partsOfKey } from '../node/loaded-index.ts';
import { type DocumentRow, selectVisible } from '../queries.ts';

/** Documents by key, of those that one of the readers may still see: the last word on who sees what. */
export async function documentsByKey(ctx: Ctx, keys: readonly string[], readers: readonly string[]): Promise<ReadonlyMap<string, DocumentRow>> {
  if (keys.length === 0) return new Map();
  const parts = keys.map(partsOfKey);
  const rows = await selectVisible(
    ctx.db,
    parts.map(({ kind }) => kind),
    parts.map(({ id }) => id),
    readers,
  );
  return new Map(rows.map((row) => [keyOf(row.kind, row.ref_id), row]));
}
