import type { Ctx } from '#platform/context.ts';
import { recordAudit } from '#platform/db/trace.ts';
import { transaction } from '#platform/db/transaction.ts';
import { deleteLexicon, insertLexicon, insertPairs, raiseLexicons } from '../queries.ts';
import { LexiconError } from './lexicon-error.ts';
import { formatOf, type LexiconFormat, readLexicon } from './read-lexicon.ts';
import type { TermPair } from './translations.ts';

export interface LexiconFile {
  /** A lexicon of the same name is replaced. */
  readonly name: string;
  /** Its name tells the format when `format` does not. */
  readonly file: string;
  readonly bytes: Buffer;
  readonly format?: LexiconFormat | undefined;
  /** Of a DICT file whose name does not tell: of the headwords, of their translations. */
  readonly languages?: readonly [string, string] | undefined;
}

const pairsAtOnce = 10_000;

/** Keeps the pairs of a lexicon; every node has learned them within seconds. A file that cannot be read is LexiconError and changes nothing. */
export async function importLexicon(ctx: Ctx, { name, file, bytes, format = formatOf(file), languages }: LexiconFile): Promise<{ pairs: number }> {
  const pairs = different(await readLexicon(file, bytes, { format, languages }));
  if (pairs.length === 0) throw new LexiconError(null, 'it has no pair of terms');
  return transaction(ctx, async (tx) => {
    await deleteLexicon(tx.db, name);
    await insertLexicon(tx.db, name, format, pairs.length, tx.now);
    for (let at = 0; at < pairs.length; at += pairsAtOnce) {
      const some = pairs.slice(at, at + pairsAtOnce);
      await insertPairs(
        tx.db,
        name,
        some.map(({ from }) => from),
        some.map(({ fromText }) => fromText),
        some.map(({ to }) => to),
        some.map(({ toText }) => toText),
      );
    }
    await raiseLexicons(tx.db);
    recordAudit(tx, { what: 'search.lexicon.imported', ref: { kind: 'lexicon', id: name }, note: `${pairs.length} pairs` });
    return { pairs: pairs.length };
  });
}

const different = (pairs: readonly TermPair[]): TermPair[] => [
  ...new Map(pairs.map((pair) => [`${pair.from}\t${pair.fromText}\t${pair.to}\t${pair.toText}`, pair])).values(),
];
