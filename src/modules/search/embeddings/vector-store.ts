import type { FacetFilters } from '../engine/facets.ts';
import { likenessOf, type PackedVector, unpackVector } from './packed-vector.ts';

/** A record's vector, with what decides who finds it. */
export interface StoredVector {
  readonly key: string;
  readonly audiences: readonly string[];
  readonly facets: Readonly<Record<string, readonly string[]>>;
  readonly packed: Uint8Array;
}
interface Kept extends Omit<StoredVector, 'packed'> {
  readonly vector: PackedVector;
}
export type VectorStore = Map<string, Kept>;

export interface NearQuery {
  readonly packed: Uint8Array;
  readonly readers: readonly string[];
  readonly filters: FacetFilters;
  readonly limit: number;
}

const leastLikeness = 0.3;

export function putVector(store: VectorStore, { packed, ...facts }: StoredVector): void {
  store.set(facts.key, { ...facts, vector: unpackVector(packed) });
}

/**
 * Keys of the records nearest in meaning, of those the reader may see and that pass the filters, the nearest first.
 * Every text is somewhat like every other: only those nearer to the nearest than to the mean of all are given, and
 * none below a likeness that no model gives to texts of one matter.
 */
export function nearestInMeaning(store: VectorStore, { packed, readers, filters, limit }: NearQuery): string[] {
  const asked = unpackVector(packed);
  const reader = new Set(readers);
  const chosen = Object.entries(filters).filter(([, values]) => values.length > 0);
  const near: { key: string; likeness: number; passes: boolean }[] = [];
  let sum = 0;
  let most = 0;
  for (const { key, audiences, facets, vector } of store.values()) {
    if (!audiences.some((audience) => reader.has(audience))) continue;
    const likeness = likenessOf(asked, vector);
    sum += likeness;
    most = Math.max(most, likeness);
    near.push({ key, likeness, passes: chosen.every(([name, values]) => facets[name]?.some((value) => values.includes(value))) });
  }
  const least = Math.max(leastLikeness, (most + sum / Math.max(1, near.length)) / 2);
  return near
    .filter(({ likeness, passes }) => passes && likeness >= least)
    .sort((a, b) => b.likeness - a.likeness || (a.key < b.key ? -1 : 1))
    .slice(0, limit)
    .map(({ key }) => key);
}
