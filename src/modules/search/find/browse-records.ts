import type { Ctx } from '#platform/context.ts';
import type { FacetCounts, FacetFilters } from '../engine/facets.ts';
import { everybody } from '../engine/records.ts';
import { indexOf } from '../node/index-of-node.ts';
import { partsOfKey } from '../node/loaded-index.ts';

export interface PublicPage {
  /** Newest first; whoever shows them reads them from their table, which decides. */
  readonly ids: readonly string[];
  readonly total: number;
  readonly facets: FacetCounts;
}

/**
 * A page of the public records of one kind under filters, with the counts of facets, from the index: the same work
 * at a hundred thousand records as at a thousand. Busy `search.loading` while the index is not there.
 */
export async function browsePublic(
  ctx: Ctx,
  kind: string,
  request: { readonly filters: FacetFilters; readonly count: readonly string[]; readonly offset?: number; readonly limit: number },
): Promise<PublicPage> {
  const thread = await indexOf(ctx);
  const { filters, count, offset = 0, limit } = request;
  const found = await thread.ask('browse', { readers: [everybody], filters: { ...filters, kind: [kind] }, count, offset, limit });
  return { ids: found.keys.map((key) => partsOfKey(key).id), total: found.total, facets: found.facets };
}
