import { LexiconError } from './lexicon-error.ts';
import type { TermPair } from './translations.ts';

const codes: Readonly<Record<string, string>> = { arb: 'ar', eng: 'en', rus: 'ru', fra: 'fr' };

/**
 * Open Multilingual Wordnet tab files: `synset<TAB>language:lemma<TAB>word`. Words of two languages under one
 * synset are pairs, so a file holds both languages, as when the files of two languages are joined.
 */
export function parseOmwTab(text: string): TermPair[] {
  const words = new Map<string, Map<string, string[]>>();
  text.split(/\r?\n/).forEach((row, at) => {
    if (row.trim() === '' || row.startsWith('#')) return;
    const [synset = '', type = '', word = ''] = row.split('\t');
    const [code = ''] = type.split(':');
    if (!/^\d{8}-[a-z]$/.test(synset) || !/^[a-z]{3}:/.test(type) || word === '')
      throw new LexiconError(at + 1, `"synset<TAB>language:lemma<TAB>word" is expected; it is "${row.slice(0, 80)}"`);
    if (!type.endsWith(':lemma')) return;
    const language = codes[code] ?? code;
    const ofSynset = words.get(synset) ?? new Map<string, string[]>();
    ofSynset.set(language, [...(ofSynset.get(language) ?? []), word.replaceAll('_', ' ')]);
    words.set(synset, ofSynset);
  });
  const pairs = [...words.values()].flatMap(pairsOfSynset);
  if (pairs.length === 0) throw new LexiconError(1, 'no synset has words of two languages: join the tab files of two languages into one');
  return pairs;
}

function pairsOfSynset(words: ReadonlyMap<string, readonly string[]>): TermPair[] {
  const languages = [...words.keys()].sort();
  return languages.flatMap((from, at) =>
    languages
      .slice(at + 1)
      .flatMap((to) => (words.get(from) ?? []).flatMap((fromText) => (words.get(to) ?? []).map((toText) => ({ from, fromText, to, toText })))),
  );
}
