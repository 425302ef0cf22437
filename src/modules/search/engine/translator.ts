import type { Translations } from '../lexicon/translations.ts';

/** Translations of a stem, the likeliest first. */
export type Weighed = readonly (readonly [stem: string, probability: number])[];

/**
 * The translations of a lexicon as they go from thread to thread: every stem once, the rest as its number. The
 * objects they were learned as take ten times the memory.
 */
export interface PackedTranslations {
  readonly from: string;
  readonly to: string;
  /** Those that are translated come first, in the order of `starts`. */
  readonly stems: readonly string[];
  /** The translations of stem i are `targets` and `probabilities` from `starts[i]` to `starts[i + 1]`. */
  readonly starts: Uint32Array;
  readonly targets: Uint32Array;
  readonly probabilities: Float64Array;
  readonly phrases: Translations['phrases'];
  /** Numbers of the translated stems by their letter triples, ends marked. */
  readonly byTriple: ReadonlyMap<string, readonly number[]>;
}

/** A lexicon ready for asking. */
export interface Translator extends PackedTranslations {
  /** Of the translated stems. */
  readonly numbers: ReadonlyMap<string, number>;
}

/** Nothing is lost by packing: `wordsFor` gives every stem's translations with their probabilities, in their order. */
export function packTranslations({ from, to, words, phrases }: Translations): PackedTranslations {
  const translated = [...words.keys()];
  const stems = [...translated];
  const numbers = new Map(stems.map((stem, number) => [stem, number]));
  const number = (stem: string): number => {
    const known = numbers.get(stem) ?? stems.push(stem) - 1;
    numbers.set(stem, known);
    return known;
  };
  const lists = [...words.values()];
  const starts = new Uint32Array(lists.length + 1);
  lists.forEach((list, at) => {
    starts[at + 1] = (starts[at] as number) + list.length;
  });
  const all = lists.flat();
  const targets = Uint32Array.from(all, ([stem]) => number(stem));
  return {
    from,
    to,
    stems,
    starts,
    targets,
    probabilities: Float64Array.from(all, ([, probability]) => probability),
    phrases,
    byTriple: byTripleOf(translated),
  };
}

/** The pieces of a stem by which words that look alike are found. */
export const triplesOf = (stem: string): string[] => {
  const marked = `_${stem}_`;
  return Array.from({ length: marked.length - 2 }, (_, at) => marked.slice(at, at + 3));
};

function byTripleOf(stems: readonly string[]): Map<string, number[]> {
  const byTriple = new Map<string, number[]>();
  stems.forEach((stem, number) => {
    for (const triple of triplesOf(stem)) {
      const having = byTriple.get(triple);
      if (having) having.push(number);
      else byTriple.set(triple, [number]);
    }
  });
  return byTriple;
}

/** Makes a lexicon ready for asking, in the thread that searches: what takes time was done in packing. */
export function translatorOf(packed: PackedTranslations): Translator {
  const numbers = new Map<string, number>();
  for (let number = 0; number < packed.starts.length - 1; number += 1) numbers.set(packed.stems[number] as string, number);
  return { ...packed, numbers };
}

/** The translations of a stem, undefined when the lexicon does not have it. */
export function wordsFor({ numbers, stems, starts, targets, probabilities }: Translator, stem: string): Weighed | undefined {
  const number = numbers.get(stem);
  if (number === undefined) return undefined;
  const [from, end] = [starts[number] as number, starts[number + 1] as number];
  return Array.from({ length: end - from }, (_, at) => [stems[targets[from + at] as number] as string, probabilities[from + at] as number] as const);
}
