import type { Queryable } from '#platform/db/statement.ts';
import { startThread } from '#platform/threads/start-thread.ts';
import type { LexiconAnswers } from '../lexicon/lexicon.thread.ts';
import { shippedPairs } from '../lexicon/shipped-lexicon.ts';
import type { TermPair } from '../lexicon/translations.ts';
import { selectBilingual, selectLexiconPairs } from '../queries.ts';

const pairsAtOnce = 5_000;
const mostBilingual = 40_000;

/**
 * What the node knows of translation, learned in a thread of its own: the terms that ship, those the operator
 * imported, and the titles and summaries of public records in both languages. A serialised list of translators.
 */
export async function learnLexicon(db: Queryable): Promise<Uint8Array<ArrayBuffer>> {
  const thread = startThread<LexiconAnswers>('modules/search/lexicon/lexicon.thread.ts');
  const add = async (pairs: readonly TermPair[]): Promise<void> => {
    for (let at = 0; at < pairs.length; at += pairsAtOnce) await thread.ask('add', pairs.slice(at, at + pairsAtOnce));
  };
  try {
    await add(await shippedPairs());
    await add((await selectLexiconPairs(db)).map((row) => ({ from: row.from_language, fromText: row.from_text, to: row.to_language, toText: row.to_text })));
    await add((await selectBilingual(db, mostBilingual)).map(({ ar, en }) => ({ from: 'ar', fromText: ar, to: 'en', toText: en, sentence: true })));
    return await thread.ask('learn', undefined as never);
  } finally {
    await thread.stop();
  }
}
