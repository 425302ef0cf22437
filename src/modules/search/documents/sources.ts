import type { Actor } from '#platform/auth/actor.ts';
import type { SearchSource } from '#platform/search-source.ts';
import { everybody } from '../engine/records.ts';

let sources: readonly SearchSource[] = [];

/** Tells the search which kinds of record there are; called once when the program is put together. */
export const setSearchSources = (all: readonly SearchSource[]): void => {
  sources = all;
};

export const searchSources = (): readonly SearchSource[] => sources;

/** What a record of each kind counts, where a source says it. */
export const kindWeights = (): Record<string, number> =>
  Object.fromEntries(sources.flatMap(({ kind, weight }) => (weight === undefined ? [] : [[kind, weight]])));

/** The audiences an actor belongs to, over all kinds. */
export const audiencesOf = (actor: Actor): string[] => [...new Set([everybody, ...sources.flatMap(({ readers }) => readers?.(actor) ?? [])])];
