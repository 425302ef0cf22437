import { contentWords, plainWords, stemOf } from '../analysis/analyse.ts';
import { bestOf } from './best-first.ts';
import { countFacets, type FacetCounts, type FacetFilters } from './facets.ts';
import { type Group, groupOf } from './groups.ts';
import type { LanguageIndex } from './language-index.ts';
import { type UnknownWord, unknownWords } from './nearest.ts';
import { allowedClasses } from './records.ts';
import { type AskedWord, reranking, secondLook } from './rerank.ts';
import { addGroup, clearScores, type Scores, sizeScores } from './score.ts';
import type { SearchIndex } from './search-index.ts';
import { translatedGroups } from './translated-groups.ts';

export interface Query {
  readonly text: string;
  /** The words to look for, chosen already; without them those of `text`. */
  readonly words?: readonly string[];
  /** The audiences the reader belongs to. */
  readonly readers: readonly string[];
  readonly filters?: FacetFilters;
  /** Facets to count. */
  readonly count?: readonly string[];
  /** Only texts in these languages. */
  readonly languages?: readonly string[];
  /** How much a record counts by its kind, the part of its key before the colon; 1 when not said. */
  readonly kindWeights?: Readonly<Record<string, number>>;
  readonly sort?: 'best' | 'newest';
  readonly offset?: number;
  readonly limit: number;
}

export interface Hit {
  readonly key: string;
  readonly score: number;
  /** The language of the text that was found, and whether it was reached by translating the query. */
  readonly language: string;
  readonly translated: boolean;
}

export interface Found {
  readonly hits: readonly Hit[];
  readonly total: number;
  readonly facets: FacetCounts;
  /** The words that were looked for. */
  readonly words: readonly string[];
  /** Words that no public record has, in the languages of the query. */
  readonly unknown: readonly UnknownWord[];
  /** Per language the stems that were looked for and count enough to be shown as found. */
  readonly stems: Readonly<Record<string, readonly string[]>>;
  /** Per language the words of the query that were translated into it, and the stems they became, the likeliest first. */
  readonly translations: Readonly<Record<string, readonly Translation[]>>;
}

/** A word or a term of the query, and the stems that stand for it in another language. */
export interface Translation {
  readonly words: string;
  readonly stems: readonly string[];
}

/** A text reached by translation counts so much less than one in the reader's words. */
const translatedShare = 0.8;
/** Records that score less than this share of the best are no answer: one common word of many. */
const leastShare = 0.2;
/** Stems that count less than this are not marked in the text. */
const leastShown = 0.2;
/** Other languages show stems only where public texts are in them. */
const alwaysShown: readonly string[] = ['ar', 'en'];
const mostWords = 40;
/** Longer queries are cut: what comes after is looked at by nobody. */
const longestText = 4_000;
const mostOffset = 10_000;

const scripts: Readonly<Record<string, RegExp>> = {
  ar: /^\p{Script=Arabic}/u,
  ru: /^\p{Script=Cyrillic}/u,
  en: /^\p{Script=Latin}/u,
  fr: /^\p{Script=Latin}/u,
};
const isNumber = (word: string): boolean => /^\p{N}/u.test(word);
const writtenIn = (language: string, word: string): boolean => isNumber(word) || (scripts[language]?.test(word) ?? true);

/** The words of a query that carry meaning, at most 40; all of them when none does. */
export function queryWords(text: string): string[] {
  const start = text.slice(0, longestText);
  const content = contentWords(start);
  return (content.length > 0 ? content : plainWords(start)).slice(0, mostWords);
}

/** What one language's texts contributed to a query. */
interface Searched {
  readonly language: LanguageIndex;
  /** The query's words of this language's script, and whether they are most of it: then the texts were not reached by translation. */
  readonly own: readonly AskedWord[];
  readonly native: boolean;
  readonly groups: readonly Group[];
}

/** The records that answer a query best, of those the reader may see. Equal statistics and equal visible records give equal answers. */
export function find(index: SearchIndex, query: Query): Found {
  const words = query.words ?? queryWords(query.text);
  const { records, scores, total } = index;
  const allowed = allowedClasses(records, query.readers);
  sizeScores(scores, records.keys.length);
  sizeScores(total, records.keys.length);
  const searched = understand(index, words, query.languages);
  searched.forEach(({ language, groups, native }, number) => {
    for (const group of groups) addGroup(language, group, records.classes, allowed, scores);
    keepBetter(scores, total, native ? 1 : translatedShare, number);
  });
  const found = rank(index, query, searched);
  clearScores(total);
  const unknown = searched
    .filter(({ native }) => native)
    .flatMap(({ language, own }) =>
      unknownWords(
        index,
        language,
        own.map(({ word }) => word).filter((word) => !isNumber(word)),
      ),
    );
  const shownIn = searched.filter(({ language }) => language.publicTexts > 0);
  const translations = Object.fromEntries(shownIn.map(({ language, groups }) => [language.language, translationsOf(language, groups)]));
  return { ...found, words, unknown, stems: shownStems(shownIn, words), translations };
}

function understand(index: SearchIndex, words: readonly string[], wanted: readonly string[] | undefined): Searched[] {
  const languages = [...index.languages.values()].filter(({ language }) => wanted?.includes(language) ?? true);
  languages.sort((a, b) => (a.language < b.language ? -1 : 1));
  return languages.map((language) => {
    const own = ownWords(
      language,
      words.filter((word) => writtenIn(language.language, word)),
    );
    const foreign = words.filter((word) => !writtenIn(language.language, word));
    const translators = index.translators.get(language.language) ?? [];
    const groups = [...own.map(({ group }) => group).filter(({ terms }) => terms.size > 0), ...translatedGroups(language, translators, foreign)];
    return { language, own, native: foreign.length * 2 <= words.length, groups };
  });
}

/** Each different word once; a word said twice counts twice. */
function ownWords(language: LanguageIndex, words: readonly string[]): AskedWord[] {
  const times = new Map<string, number>();
  for (const word of words) times.set(word, (times.get(word) ?? 0) + 1);
  return [...times].map(([word, count]) => ({ word, group: groupOf(language, word, count) }));
}

/** A record in two languages counts by the text that answers better. `number` says which. Leaves `scores` empty. */
function keepBetter(scores: Scores, total: Scores, share: number, number: number): void {
  if (total.count === 0) {
    takeOver(scores, total, share, number);
    return;
  }
  for (let at = 0; at < scores.count; at += 1) {
    const record = scores.touched[at] as number;
    const score = share * (scores.score[record] as number);
    if (total.score[record] === 0) total.touched[total.count++] = record;
    if (score > (total.score[record] as number)) {
      total.score[record] = score;
      total.from[record] = number;
    }
  }
  clearScores(scores);
}

/** The first language that has anything: its scores are the total, without a walk over both. */
function takeOver(scores: Scores, total: Scores, share: number, number: number): void {
  [total.score, scores.score] = [scores.score, total.score];
  [total.touched, scores.touched] = [scores.touched, total.touched];
  [total.count, scores.count] = [scores.count, 0];
  for (let at = 0; at < total.count; at += 1) {
    const record = total.touched[at] as number;
    total.from[record] = number;
    if (share !== 1) total.score[record] = share * (total.score[record] as number);
  }
}

function rank(index: SearchIndex, query: Query, searched: readonly Searched[]): Pick<Found, 'hits' | 'total' | 'facets'> {
  const { records, total } = index;
  const least = leastShare * highest(total);
  const weightOf = kindWeight(index, query.kindWeights ?? {});
  let kept = 0;
  for (let at = 0; at < total.count; at += 1) {
    const record = total.touched[at] as number;
    if ((total.score[record] as number) < least) continue;
    total.score[record] = (total.score[record] as number) * weightOf(record);
    if ((total.score[record] as number) >= least) total.groupTouched[kept++] = record;
  }
  const { passing, count, facets } = countFacets(records, total.groupTouched, kept, query.filters ?? {}, query.count ?? []);
  const offset = Math.min(query.offset ?? 0, mostOffset);
  const ordered =
    query.sort === 'newest'
      ? newestFirst(index, passing, count, offset + query.limit)
      : bestFirst(index, passing, count, offset + query.limit, searched, weightOf);
  const hits = ordered.slice(offset, offset + query.limit).map(({ record, score }) => {
    const from = searched[total.from[record] as number] as Searched;
    return { key: records.keys[record] as string, score, language: from.language.language, translated: !from.native };
  });
  return { hits, total: count, facets };
}

/** What a record counts by its kind. */
function kindWeight({ records }: SearchIndex, kindWeights: Readonly<Record<string, number>>): (record: number) => number {
  const weights = Float64Array.from(records.kindIds.keys(), (kind) => kindWeights[kind] ?? 1);
  return (record) => weights[records.kinds[record] as number] as number;
}

function highest({ score, touched, count }: Scores): number {
  let most = 0;
  for (let at = 0; at < count; at += 1) most = Math.max(most, score[touched[at] as number] as number);
  return most;
}

interface Scored {
  readonly record: number;
  readonly score: number;
}

function newestFirst({ records, total }: SearchIndex, passing: Uint32Array, count: number, most: number): Scored[] {
  return bestOf(passing, count, records.when, records.ties, most).map((record) => ({ record, score: total.score[record] as number }));
}

/** The best by score; the first 200 of them compared again by the pieces of their words where the query's own language was found. */
function bestFirst(
  { records, total }: SearchIndex,
  passing: Uint32Array,
  count: number,
  most: number,
  searched: readonly Searched[],
  weightOf: (record: number) => number,
): Scored[] {
  const best = bestOf(passing, count, total.score, records.ties, Math.max(most, reranking.best));
  const score = new Map(best.map((record) => [record, total.score[record] as number]));
  const compared = best.slice(0, reranking.best);
  searched.forEach(({ language, own, native, groups }, number) => {
    const having = compared.filter((record) => total.from[record] === number);
    secondLook(language, native ? own : [], groups, having).forEach((added, at) => {
      const record = having[at] as number;
      score.set(record, (score.get(record) as number) + added * weightOf(record));
    });
  });
  const scored = (record: number): Scored => ({ record, score: score.get(record) as number });
  const again = compared.map(scored).sort((a, b) => b.score - a.score || (records.ties[a.record] as number) - (records.ties[b.record] as number));
  return [...again, ...best.slice(reranking.best).map(scored)].slice(0, most);
}

/** The stems of the words as asked, whether texts have them or not, and those of public texts that stand for them. */
function shownStems(searched: readonly Searched[], words: readonly string[]): Record<string, string[]> {
  const shown = new Map<string, Set<string>>(alwaysShown.map((language) => [language, new Set(words.map((word) => stemOf(word, language)))]));
  for (const { language, groups } of searched) {
    const { vocabulary } = language;
    const stems = shown.get(language.language) ?? new Set(words.map((word) => stemOf(word, language.language)));
    for (const { terms } of groups)
      for (const [stem, share] of terms) if (share >= leastShown && (vocabulary.stemDf[stem] as number) > 0) stems.add(vocabulary.stems[stem] as string);
    shown.set(language.language, stems);
  }
  return Object.fromEntries([...shown].map(([language, stems]) => [language, [...stems].sort()]));
}

function translationsOf({ vocabulary }: LanguageIndex, groups: readonly Group[]): Translation[] {
  const byWords = new Map<string, string[]>();
  for (const { terms, translates } of groups) {
    if (translates === undefined) continue;
    const likely = [...terms].filter(([stem, share]) => share >= leastShown && (vocabulary.stemDf[stem] as number) > 0).sort((a, b) => b[1] - a[1]);
    // A word that only hidden texts have is not said to be known: no entry at all.
    if (likely.length > 0)
      byWords.set(translates, [...new Set([...(byWords.get(translates) ?? []), ...likely.map(([stem]) => vocabulary.stems[stem] as string)])]);
  }
  return [...byWords].map(([words, stems]) => ({ words, stems }));
}
