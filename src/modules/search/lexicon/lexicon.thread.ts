import { serialize } from 'node:v8';
import { serveThread } from '#platform/threads/serve-thread.ts';
import { packTranslations } from '../engine/translator.ts';
import { learnTranslations, type TermPair } from './translations.ts';

let pairs: TermPair[] = [];
/** Copies of a record say the same again. */
const said = new Set<string>();

/** Learns translations apart from the searches, which it would hold up for seconds. */
const answers = {
  add: (more: readonly TermPair[]): void => {
    for (const pair of more) {
      const name = `${pair.from}\t${pair.fromText}\t${pair.to}\t${pair.toText}`;
      if (said.has(name)) continue;
      said.add(name);
      pairs.push(pair);
    }
  },
  /** What was added, learned: a serialised list of packed translations, as the search thread takes it. */
  learn: (): Uint8Array<ArrayBuffer> => {
    const byLanguages = new Map<string, TermPair[]>();
    for (const pair of pairs) {
      const name = [pair.from, pair.to].sort().join('\n');
      const known = byLanguages.get(name);
      if (known) known.push(pair);
      else byLanguages.set(name, [pair]);
    }
    pairs = [];
    const learned = [...byLanguages].flatMap(([languages, list]) => learnTranslations(list, languages.split('\n') as [string, string]));
    return new Uint8Array(serialize(learned.map(packTranslations)));
  },
};
export type LexiconAnswers = typeof answers;

serveThread(answers);
