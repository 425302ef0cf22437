import { deserialize, serialize } from 'node:v8';
import { analyserVersion } from '../analysis/analyse.ts';
import { facetsOf } from '../engine/records.ts';
import { languageOf, putTokenised, type SearchIndex } from '../engine/search-index.ts';
import { packedTokensOf, unpackTokens } from '../engine/token-store.ts';
import { wordId } from '../engine/vocabulary.ts';

/** A snapshot of another format, or of another version of the analyser, is not read. */
export const snapshotFormat = `2.${analyserVersion}`;

interface WordsPart {
  readonly language: string;
  /** Number of the first word; parts of a language follow each other. */
  readonly from: number;
  readonly words: readonly string[];
}
interface RecordsPart {
  readonly keys: readonly string[];
  readonly audiences: readonly (readonly string[])[];
  readonly facets: readonly Readonly<Record<string, readonly string[]>>[];
  readonly when: Float64Array;
  /** Per language: how many tokens each record has, and the tokens of all, packed. */
  readonly texts: Readonly<Record<string, { readonly lengths: Uint32Array; readonly tokens: Uint8Array }>>;
}

const bytes = (value: unknown): Uint8Array<ArrayBuffer> => new Uint8Array(serialize(value));

/** The words of one language from a number on. */
export function packWords(index: SearchIndex, language: string, from: number, count: number): Uint8Array<ArrayBuffer> {
  const part: WordsPart = { language, from, words: languageOf(index, language).vocabulary.words.slice(from, from + count) };
  return bytes(part);
}

/** The records with numbers from `from` up to `to` that are alive. */
export function packRecords(index: SearchIndex, from: number, to: number): { body: Uint8Array<ArrayBuffer>; count: number } {
  const { records } = index;
  const alive: number[] = [];
  for (let record = from; record < to; record += 1) if (records.classes[record] !== 0) alive.push(record);
  const texts: Record<string, { lengths: Uint32Array; tokens: Uint8Array }> = {};
  for (const { language, tokens: store } of index.languages.values()) {
    const packed = alive.map((record) => packedTokensOf(store, record));
    texts[language] = { lengths: Uint32Array.from(packed, ({ length }) => length), tokens: Buffer.concat(packed.map(({ bytes }) => bytes)) };
  }
  const part: RecordsPart = {
    keys: alive.map((record) => records.keys[record] as string),
    audiences: alive.map((record) => records.audienceSets[records.classes[record] as number] as readonly string[]),
    facets: alive.map((record) => facetsOf(records, record)),
    when: Float64Array.from(alive, (record) => records.when[record] as number),
    texts,
  };
  return { body: bytes(part), count: alive.length };
}

/** Adds the words of a part. Words come before records; in an empty index they get their old numbers. */
export function unpackWords(index: SearchIndex, body: Uint8Array): void {
  const { language, from, words } = deserialize(body) as WordsPart;
  const { vocabulary } = languageOf(index, language);
  if (vocabulary.words.length !== from) throw new Error(`words of ${language} from ${from} do not follow ${vocabulary.words.length}`);
  for (const word of words) wordId(vocabulary, word);
}

/** Adds the records of a part. */
export function unpackRecords(index: SearchIndex, body: Uint8Array): void {
  const { keys, audiences, facets, when, texts } = deserialize(body) as RecordsPart;
  const places = Object.entries(texts).map(([language, { lengths, tokens }]) => ({ language, lengths, tokens, at: 0 }));
  keys.forEach((key, number) => {
    const own = new Map<string, Uint32Array>();
    for (const place of places) {
      const length = place.lengths[number] as number;
      if (length === 0) continue;
      const tokens = new Uint32Array(length);
      place.at = unpackTokens(place.tokens, place.at, length, tokens);
      own.set(place.language, tokens);
    }
    putTokenised(
      index,
      { key, audiences: audiences[number] as string[], facets: facets[number] as Record<string, string[]>, when: when[number] as number },
      own,
    );
  });
}
