import { stemOf, variantsOf } from '../analysis/analyse.ts';
import { pluralForms } from '../analysis/other-forms.ts';
import type { LanguageIndex } from './language-index.ts';
import { editDistance, neighboursOf } from './neighbours.ts';

/** Stems that stand for one word of the query and are counted as one word: each with the share in which it counts. */
export interface Group {
  readonly terms: ReadonlyMap<number, number>;
  /** How much the group counts. */
  readonly weight: number;
  /** The words of the query that the group translates; absent in their own language. */
  readonly translates?: string;
}

/** Chosen on the development half of the benchmark; docs/benchmarks-search.md has what each part is worth. */
export const sameLanguage = {
  /** Other forms of the word that the stemmer leaves apart. */
  variant: 0.3,
  /** Its singular or broken plural, by the pattern of the word. */
  plural: 0.4,
  /** Stems that look alike count their likeness times this. */
  neighbour: 0.3,
  leastLikeness: 0.6,
  mostNeighbours: 8,
  /** The same where public texts have the stem, but not in this form. */
  unseenForm: 0.3,
  /** A word that no record has: stems one letter away count 1, two letters away (from 8 letters) 0.6. */
  oneLetter: 1,
  twoLetters: 0.6,
};

/** What a word of the query may stand as in the texts of its own language. Without any stem there the group is empty. */
export function groupOf(index: LanguageIndex, word: string, weight: number): Group {
  const { vocabulary, neighbours } = index;
  const { stemIds, stems, stemDf } = vocabulary;
  const stem = stemOf(word, index.language);
  const terms = new Map<number, number>();
  const add = (id: number | undefined, share: number): void => {
    if (id !== undefined && share > (terms.get(id) ?? 0)) terms.set(id, share);
  };
  const own = stemIds.get(stem);
  add(own, 1);
  for (const variant of variantsOf(word)) add(stemIds.get(variant), sameLanguage.variant);
  for (const plural of pluralForms(word, index.language)) {
    const id = stemIds.get(plural);
    if (id !== undefined && (stemDf[id] as number) > 0) add(id, sameLanguage.plural);
  }
  const known = own !== undefined && (stemDf[own] as number) > 0;
  const form = vocabulary.wordIds.get(word);
  const seen = form !== undefined && (vocabulary.wordDf[form] as number) > 0;
  const alike = neighboursOf(neighbours, vocabulary, stem);
  for (const { stem: other, likeness } of alike.slice(0, sameLanguage.mostNeighbours))
    if (likeness >= sameLanguage.leastLikeness) add(other, likeness * (known ? (seen ? sameLanguage.neighbour : sameLanguage.unseenForm) : 1));
  if (!known && stem.length >= 4)
    for (const { stem: other } of alike) {
      const distance = editDistance(stem, stems[other] as string);
      if (distance === 1) add(other, sameLanguage.oneLetter);
      else if (distance === 2 && stem.length >= 8) add(other, sameLanguage.twoLetters);
    }
  return { terms, weight };
}
