import type { Ctx } from '#platform/context.ts';
import { type Language, type LocalizedText, plainText } from '#platform/values/localized-text.ts';
import { type ConceptRow, selectAllConcepts } from './queries.ts';

export interface Concept {
  readonly scheme: string;
  readonly code: string;
  readonly parent: string | null;
  readonly label: LocalizedText;
}

export type Vocabulary = ReadonlyMap<string, ReadonlyMap<string, Concept>>;

let cached: { at: number; vocabulary: Vocabulary } | undefined;
const keptMs = 5_000;

/**
 * All concepts by scheme and code. Vocabularies change rarely and every page names concepts, so they are
 * kept for five seconds: an edited label shows everywhere within that time.
 */
export async function readVocabulary(ctx: Ctx): Promise<Vocabulary> {
  const at = Date.now();
  if (cached && at - cached.at < keptMs) return cached.vocabulary;
  const vocabulary = new Map<string, Map<string, Concept>>();
  for (const row of await selectAllConcepts(ctx.db)) {
    const scheme = vocabulary.get(row.scheme) ?? new Map<string, Concept>();
    scheme.set(row.code, pick(row));
    vocabulary.set(row.scheme, scheme);
  }
  cached = { at, vocabulary };
  return vocabulary;
}

const pick = ({ scheme, code, parent, label }: ConceptRow): Concept => ({ scheme, code, parent, label });

/** Forgets what is kept, for the node that made a change. */
export const forgetVocabulary = (): void => {
  cached = undefined;
};

/** The concept a tag names; a tag is a code, so an unknown one stays visible as its code. */
export const conceptOf = (vocabulary: Vocabulary, scheme: string, code: string): Concept | undefined => vocabulary.get(scheme)?.get(code);

/** The concepts of a scheme in its order. `roots` leaves out those that have a parent. */
export const conceptsOf = (vocabulary: Vocabulary, scheme: string, which: 'all' | 'roots' | 'leaves' = 'all'): Concept[] =>
  [...(vocabulary.get(scheme)?.values() ?? [])].filter((concept) => which === 'all' || (concept.parent === null) === (which === 'roots'));

/** The single concepts of a scheme as choices of a form: the value is the code, the words are the reader's. */
export const conceptOptions = (words: { readonly locale: Language }, vocabulary: Vocabulary, scheme: string): { value: string; label: string }[] =>
  conceptsOf(vocabulary, scheme, 'leaves').map(({ code, label }) => ({ value: code, label: `${code} ${plainText(label, words.locale)}`.slice(0, 110) }));
