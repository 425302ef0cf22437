import type { Queryable } from '#platform/db/statement.ts';
import { startThread } from '#platform/threads/start-thread.ts';
import type { LexiconAnswers } from '../lexicon/lexicon.thread.ts';
import { shippedPairs } from '../lexicon/shipped-lexicon.ts';
import type { TermPair } from '../lexicon/translations.ts';
import { type BilingualRow, selectBilingualAfter, selectLexiconPairs } from '../queries.ts';

const pairsAtOnce = 5_000;
const recordsAtOnce = 1_000;
const mostRecords = 20_000;
/** The thread ends when it has learned; 70,000 pairs took 140 MB. */
const heapMb = 2_048;

/**
 * What the node knows of translation, learned in a thread of its own: the terms that ship, those the operator
 * imported, and the titles and summaries of public records in both languages. A serialised list of packed translations.
 */
export async function learnLexicon(db: Queryable): Promise<Uint8Array<ArrayBuffer>> {
  const thread = startThread<LexiconAnswers>('modules/search/lexicon/lexicon.thread.ts', { heapMb });
  const add = async (pairs: readonly TermPair[]): Promise<void> => {
    for (let at = 0; at < pairs.length; at += pairsAtOnce) await thread.ask('add', pairs.slice(at, at + pairsAtOnce));
  };
  try {
    await add(await shippedPairs());
    await add((await selectLexiconPairs(db)).map((row) => ({ from: row.from_language, fromText: row.from_text, to: row.to_language, toText: row.to_text })));
    let last: readonly [kind: string, id: string] = ['', ''];
    for (let read = 0; read < mostRecords; read += recordsAtOnce) {
      const rows = await selectBilingualAfter(db, ...last, recordsAtOnce);
      await add(rows.flatMap(pairsOfRecord));
      const end = rows.at(-1);
      if (!end || rows.length < recordsAtOnce) break;
      last = [end.kind, end.ref_id];
    }
    return await thread.ask('learn', undefined as never);
  } finally {
    await thread.stop();
  }
}

/** They say the same in every language, and there is no end of them. */
const numbers = /\p{N}+/gu;

const pairsOfRecord = ({ title_ar, title_en, summary_ar, summary_en }: BilingualRow): TermPair[] =>
  [
    [title_ar, title_en],
    [summary_ar, summary_en],
  ]
    .map((texts) => texts.map((text) => text?.replace(numbers, ' ')))
    .flatMap(([ar, en]) => (ar && en ? [{ from: 'ar', fromText: ar, to: 'en', toText: en, sentence: true }] : []));
