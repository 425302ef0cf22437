import { stemOf } from '../analysis/analyse.ts';
import type { LanguageIndex } from './language-index.ts';
import { editDistance, neighboursOf } from './neighbours.ts';
import { eachRecord, placeOf } from './postings.ts';
import { isPublic } from './records.ts';
import type { SearchIndex } from './search-index.ts';

/** A stem near to a word that no public record has, and a public record to show its spelling from. */
export interface NearWord {
  readonly stem: string;
  readonly language: string;
  readonly key: string;
}
export interface UnknownWord {
  readonly word: string;
  readonly near: readonly NearWord[];
}

const mostNear = 3;

/** The words that no public record has in any form, with what people may have meant: at most two letters away, the most common first. */
export function unknownWords(index: SearchIndex, language: LanguageIndex, words: readonly string[]): UnknownWord[] {
  const { vocabulary, neighbours } = language;
  const unknown = words.filter((word) => {
    const id = vocabulary.stemIds.get(stemOf(word, language.language));
    return id === undefined || vocabulary.stemDf[id] === 0;
  });
  return unknown.map((word) => {
    const stem = stemOf(word, language.language);
    const near = neighboursOf(neighbours, vocabulary, stem)
      .map((neighbour) => ({
        ...neighbour,
        distance: editDistance(stem, vocabulary.stems[neighbour.stem] as string),
        df: vocabulary.stemDf[neighbour.stem] as number,
      }))
      .filter(({ distance }) => distance <= (stem.length >= 6 ? 2 : 1))
      .sort((a, b) => a.distance - b.distance || b.df - a.df || b.likeness - a.likeness)
      .slice(0, mostNear);
    return { word, near: near.flatMap((one) => exampleOf(index, language, one.stem) ?? []) };
  });
}

/** The public record with the stem whose key comes first by its tie: no other record changes which it is. */
function exampleOf({ records }: SearchIndex, { vocabulary, postings, language }: LanguageIndex, stem: number): NearWord | undefined {
  let first = -1;
  for (const part of postings) {
    const place = placeOf(part, stem);
    if (place < 0) continue;
    eachRecord(part, place, (record) => {
      if (isPublic(records, record) && (first < 0 || (records.ties[record] as number) < (records.ties[first] as number))) first = record;
    });
  }
  return first < 0 ? undefined : { stem: vocabulary.stems[stem] as string, language, key: records.keys[first] as string };
}
