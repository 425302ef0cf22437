import type { Ctx } from '#platform/context.ts';
import type { Thread } from '#platform/threads/start-thread.ts';
import { fuse } from '../embeddings/fuse.ts';
import { nearestByMeaning } from '../embeddings/vectors-of-node.ts';
import type { FacetCounts } from '../engine/facets.ts';
import type { Found, Hit, Query } from '../engine/find.ts';
import type { SearchAnswers } from '../node/search.thread.ts';
import { documentsByKey } from './documents-by-key.ts';

/** So many of the best by words are ordered anew by meaning; of more, nothing is added. */
const mostFused = 200;
const mostAdded = 50;

/** A hit by words, or one that only its meaning brought. */
export type FusedHit = Hit & { readonly byMeaning?: boolean };
export type FusedFound = Omit<Found, 'hits'> & { readonly hits: readonly FusedHit[] };

/**
 * The best by words and by meaning in one order, where the node has an embeddings service; by words alone without one
 * and while it does not answer. What meaning adds is counted in the total and the facets.
 */
export async function findFused(ctx: Ctx, thread: Thread<SearchAnswers>, query: Query): Promise<FusedFound> {
  if (!ctx.node.embeddings || query.languages || (query.offset ?? 0) >= mostFused) return thread.ask('find', query);
  const { offset = 0, limit } = query;
  const [found, near] = await Promise.all([
    thread.ask('find', { ...query, offset: 0, limit: Math.max(mostFused, offset + limit) }),
    nearestByMeaning(ctx, query.text, query.readers, query.filters ?? {}, mostFused),
  ]);
  const byKey = new Map<string, FusedHit>(found.hits.map((hit) => [hit.key, hit]));
  const fresh = found.total > mostFused ? [] : near.filter((key) => !byKey.has(key)).slice(0, mostAdded);
  const added = await documentsByKey(ctx, fresh, query.readers);
  for (const [key, { texts }] of added)
    byKey.set(key, {
      key,
      score: 0,
      language: texts.title[ctx.locale] ? ctx.locale : (Object.keys(texts.title)[0] ?? ctx.locale),
      translated: false,
      byMeaning: true,
    });
  const first = found.hits.slice(0, mostFused).map(({ key }) => key);
  const order = fuse(
    first,
    near.filter((key) => byKey.has(key)),
  );
  const hits = [...order, ...found.hits.slice(mostFused).map(({ key }) => key)].flatMap((key) => byKey.get(key) ?? []);
  return {
    ...found,
    hits: hits.slice(offset, offset + limit),
    total: found.total + added.size,
    facets: withAdded(
      found.facets,
      [...added.values()].map(({ facets }) => facets),
    ),
  };
}

function withAdded(counts: FacetCounts, added: readonly Readonly<Record<string, readonly string[]>>[]): FacetCounts {
  const all = structuredClone(counts) as Record<string, Record<string, number>>;
  for (const facets of added) for (const [name, of] of Object.entries(all)) for (const value of facets[name] ?? []) of[value] = (of[value] ?? 0) + 1;
  return all;
}
