import type { Actor } from './auth/actor.ts';
import type { Ctx } from './context.ts';
import type { Language } from './values/localized-text.ts';

/** A record as it can be found, whatever its module. */
export interface SearchRecord {
  readonly id: string;
  /** Its page, without the language: `/practices/AE-0042`. */
  readonly path: string;
  /** Who may find it: `public`, or names that the source's `readers` gives to some. */
  readonly audiences: readonly string[];
  /** What lists filter by, values by facet: `{ country: ['AE'], field: ['07'] }`. */
  readonly facets: Readonly<Record<string, readonly string[]>>;
  /** For sorting by time. */
  readonly at: Date;
  /** Codes and names of what it is tagged with, in every language. */
  readonly tags: readonly string[];
  readonly title: Partial<Record<Language, string>>;
  readonly summary: Partial<Record<Language, string>>;
  readonly body: Partial<Record<Language, string>>;
}

/** One kind of record that a module lets people find; part of its manifest. */
export interface SearchSource {
  readonly kind: string;
  /** How much its records count beside those of other kinds in the order of the best; 1 when not said. */
  readonly weight?: number;
  /** Gives another word whenever the records are made otherwise than before: at the next start all are read again. */
  readonly form: (ctx: Ctx) => Promise<string>;
  /** After these events the record that the payload's `id` names is read again. */
  readonly events?: readonly string[];
  /** The record as it is now, or null when nobody is to find it any more. Needed with `events`. */
  readonly read?: (ctx: Ctx, id: string) => Promise<SearchRecord | null>;
  /** The audiences besides `public` that an actor belongs to. */
  readonly readers?: (actor: Actor) => readonly string[];
  /** Every record that can be found, for a rebuild. */
  readonly all: (ctx: Ctx) => AsyncIterable<SearchRecord>;
}
