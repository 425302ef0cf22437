import type { Country } from '#modules/directory/public.ts';
import type { Vocabulary } from '#modules/vocabulary/public.ts';
import { levels, licences, stages, types } from '../content/content.ts';
import type { CodedField } from './mapping.ts';

/** What a word of a file means by itself, before anybody says so: our code for it, or undefined. */
export type Lookup = (word: string) => string | undefined;
export interface Lookups {
  readonly of: Readonly<Record<CodedField, Lookup>>;
  readonly isSdg: (code: string) => boolean;
}

/** Words as they are compared: case, marks, hamza, final ya and ta marbuta, punctuation and spaces make no difference. */
export const folded = (text: string): string =>
  text
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[\u0300-\u036f\u064b-\u0652\u0640]/g, '')
    .replace(/[أإآٱ]/g, 'ا')
    .replaceAll('ى', 'ي')
    .replaceAll('ة', 'ه')
    .replaceAll('r&d', 'r and d')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

const namesOf = (texts: Readonly<Record<string, { readonly text: string } | undefined>>): string[] =>
  Object.values(texts).flatMap((entry) => entry?.text ?? []);

const byWord = (pairs: readonly (readonly [string, string])[]): Lookup => {
  const codes = new Map(pairs.map(([word, code]) => [folded(word), code]));
  return (word) => codes.get(folded(word));
};
const byCode = (codes: readonly string[]): Lookup => byWord(codes.map((code) => [code, code]));

/** Built once for a file from the operator's own countries and vocabularies, so their names count in both languages. */
export function makeLookups(countries: ReadonlyMap<string, Country>, vocabulary: Vocabulary): Lookups {
  const concepts = [...(vocabulary.get('cofog')?.values() ?? [])];
  const cofog = (inDivision: boolean): Lookup =>
    byWord(
      concepts
        .filter(({ parent }) => (parent === null) === inDivision)
        .flatMap(({ code, label }) => [[code, code] as const, ...namesOf(label.texts).map((name) => [name, code] as const)]),
    );
  return {
    of: {
      country: byWord(
        [...countries.values()].flatMap(({ code, name }) => [[code, code] as const, ...namesOf(name.texts).map((word) => [word, code] as const)]),
      ),
      level: byCode(levels),
      type: byCode(types),
      stage: byCode(stages),
      licence: byCode(licences),
      cofog: cofog(true),
      cofogGroup: cofog(false),
    },
    isSdg: (code) => vocabulary.get('sdg')?.has(code) === true,
  };
}
