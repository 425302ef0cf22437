import { gunzipSync } from 'node:zlib';
import { LexiconError } from './lexicon-error.ts';
import { parseDict } from './parse-dict.ts';
import { parseOmwTab } from './parse-omw-tab.ts';
import { parseSkos, skosFormats } from './parse-skos.ts';
import { parseTsv } from './parse-tsv.ts';
import type { TermPair } from './translations.ts';

export const lexiconFormats = ['tsv', 'omw', 'dict', ...(Object.keys(skosFormats) as (keyof typeof skosFormats)[])] as const;
export type LexiconFormat = (typeof lexiconFormats)[number];

const byEnding: readonly (readonly [ending: RegExp, format: LexiconFormat])[] = [
  [/\.tsv$/, 'tsv'],
  [/\.tab$/, 'omw'],
  [/\.dict(\.dz)?$/, 'dict'],
  [/\.(ttl|turtle)$/, 'turtle'],
  [/\.(rdf|xml|owl)$/, 'rdf-xml'],
  [/\.(jsonld|json)$/, 'json-ld'],
  [/\.nt$/, 'n-triples'],
];

const mostBytes = 512 * 2 ** 20;

/** The format that a file's name tells, or undefined. */
export const formatOf = (name: string): LexiconFormat | undefined => byEnding.find(([ending]) => ending.test(name))?.[1];

/**
 * Reads a lexicon by the ending of its name, or as `format` says. A wrong file throws LexiconError with the
 * line and the reason. DICT files need `languages`, of the headwords and of their translations.
 */
export async function readLexicon(
  name: string,
  bytes: Buffer,
  { format = formatOf(name), languages }: { format?: LexiconFormat | undefined; languages?: readonly [string, string] | undefined } = {},
): Promise<TermPair[]> {
  if (!format) throw new LexiconError(null, `the format of ${name} is not known by its ending; say one of ${lexiconFormats.join(', ')}`);
  const text = textOf(unpacked(bytes));
  if (format === 'tsv') return parseTsv(text);
  if (format === 'omw') return parseOmwTab(text);
  if (format === 'dict') return parseDict(text, languages ?? languagesOf(name));
  return parseSkos(text, format);
}

/** What a gzip file holds; other files as they are. */
function unpacked(bytes: Buffer): Buffer {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  try {
    return gunzipSync(bytes, { maxOutputLength: mostBytes });
  } catch (error) {
    const { code, message } = error as Error & { code?: string };
    if (code === 'ERR_BUFFER_TOO_LARGE') throw new LexiconError(null, `it holds more than ${mostBytes / 2 ** 20} MB`);
    throw new LexiconError(null, `it is no whole gzip file (${message})`);
  }
}

function textOf(bytes: Buffer): string {
  const text = new TextDecoder('utf-8').decode(bytes);
  const wrong = /[\0\ufffd]/.exec(text);
  if (wrong) throw new LexiconError(text.slice(0, wrong.index).split('\n').length, 'the line is not UTF-8 text');
  return text;
}

const threeLetters: Readonly<Record<string, string>> = { ara: 'ar', eng: 'en', rus: 'ru', fra: 'fr' };

/** FreeDict names its files by their languages: freedict-ara-eng.dict. */
function languagesOf(name: string): readonly [string, string] {
  const [, from, to] = /([a-z]{3})-([a-z]{3})\.dict/.exec(name) ?? [];
  if (!from || !to) throw new LexiconError(null, `the languages of ${name} are not known by its name; say them with --from and --to`);
  return [threeLetters[from] ?? from, threeLetters[to] ?? to];
}
