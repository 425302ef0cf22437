import { contentWords } from '../analysis/analyse.ts';
import { addText, type LanguageIndex, newLanguageIndex, removeText, settle } from './language-index.ts';
import { addRecord, isPublic, newRecords, type RecordFacts, type Records, removeRecord } from './records.ts';
import { newScores, type Scores } from './score.ts';
import { fieldEnd } from './token-store.ts';
import type { Translator } from './translator.ts';
import { wordId } from './vocabulary.ts';

/** The texts of a record in one language. */
export interface FieldTexts {
  readonly title: string;
  readonly summary: string;
  readonly body: string;
}

/** A record as the index takes it. Tags are indexed in the language of their script. */
export interface IndexedDocument extends RecordFacts {
  readonly texts: Readonly<Record<string, FieldTexts>>;
  readonly tags: readonly string[];
}

/** All that answers searches, in memory. */
export interface SearchIndex {
  readonly records: Records;
  readonly languages: Map<string, LanguageIndex>;
  /** By the language they lead to. */
  readonly translators: Map<string, Translator[]>;
  readonly scores: Scores;
  readonly total: Scores;
}

export const newSearchIndex = (): SearchIndex => ({
  records: newRecords(),
  languages: new Map(),
  translators: new Map(),
  scores: newScores(),
  total: newScores(),
});

/** The language's part of the index, made when it is first needed. */
export function languageOf(index: SearchIndex, language: string): LanguageIndex {
  let found = index.languages.get(language);
  if (!found) {
    found = newLanguageIndex(language);
    index.languages.set(language, found);
  }
  return found;
}

const tagLanguage = (tag: string): string => (/\p{Script=Arabic}/u.test(tag) ? 'ar' : /\p{Script=Cyrillic}/u.test(tag) ? 'ru' : 'en');

const mostTokens = 30_000;

function tokensOfFields(language: LanguageIndex, { title, summary, body }: FieldTexts, tags: readonly string[]): number[] {
  const words = (text: string): number[] => contentWords(text, language.language).map((word) => wordId(language.vocabulary, word));
  const tokens = [...words(title), fieldEnd, ...tags.flatMap(words), fieldEnd, ...words(summary), fieldEnd];
  for (const word of words(body)) {
    if (tokens.length === mostTokens) break;
    tokens.push(word);
  }
  return tokens;
}

const noTexts: FieldTexts = { title: '', summary: '', body: '' };

/** Adds a record, or replaces it. It is found after `settleAll`. */
export function putDocument(index: SearchIndex, document: IndexedDocument): void {
  const tags = new Map<string, string[]>();
  for (const tag of document.tags) tags.set(tagLanguage(tag), [...(tags.get(tagLanguage(tag)) ?? []), tag]);
  const texts = new Map<string, readonly number[]>();
  for (const name of new Set([...Object.keys(document.texts), ...tags.keys()])) {
    const language = languageOf(index, name);
    texts.set(name, tokensOfFields(language, document.texts[name] ?? noTexts, tags.get(name) ?? []));
  }
  putTokenised(index, document, texts);
}

/** The same for a record whose texts are word numbers already, as a snapshot has them. */
export function putTokenised(index: SearchIndex, facts: RecordFacts, texts: ReadonlyMap<string, readonly number[] | Uint32Array>): void {
  dropDocument(index, facts.key);
  const record = addRecord(index.records, facts);
  const visibleToAll = isPublic(index.records, record);
  for (const [name, tokens] of texts) addText(languageOf(index, name), record, tokens, visibleToAll);
}

/** Takes a record out. Nobody finds it from now on. */
export function dropDocument(index: SearchIndex, key: string): void {
  const record = index.records.numbers.get(key);
  if (record === undefined) return;
  const visibleToAll = isPublic(index.records, record);
  for (const language of index.languages.values()) removeText(language, record, visibleToAll);
  removeRecord(index.records, key);
}

/** Makes findable what was put. */
export function settleAll(index: SearchIndex): void {
  const alive = (record: number): boolean => index.records.classes[record] !== 0;
  for (const language of index.languages.values()) settle(language, alive);
}
