import { reachOf } from '#platform/auth/actor.ts';
import type { Ctx, TxCtx } from '#platform/context.ts';
import { analyse, analyserVersion, type QueryToken, queryStems, stemsOf } from './analysis/analyse.ts';
import { matchScore } from './analysis/match.ts';
import { type DocumentTexts, deleteDocument, selectHits, selectTexts, upsertDocument } from './queries.ts';

export { highlight, type Part, snippet } from './analysis/highlight.ts';

/** A record as it can be found. `audiences` name who may find it: `public`, `entity:<id>`, `country:<code>`. */
export interface SearchDocument extends DocumentTexts {
  readonly kind: string;
  readonly id: string;
  readonly audiences: readonly string[];
  /** Names of what it is tagged with, in both languages. */
  readonly tags: readonly string[];
}

const maxPosition = 16_383;

/** Makes a record findable, or findable as it now is, in the caller's transaction. */
export async function indexDocument(tx: TxCtx, { kind, id, audiences, tags, title, summary, body }: SearchDocument): Promise<void> {
  const weighted: [string, string][] = [
    ['A', Object.values(title).join('\n')],
    ['B', tags.join('\n')],
    ['C', Object.values(summary).join('\n')],
    ['D', Object.values(body).join('\n')],
  ];
  let position = 0;
  const lexemes = weighted.flatMap(([weight, text]) =>
    analyse(text, { stopWords: false }).map((token) => {
      position = Math.min(maxPosition, position + 1);
      return `${quote(token.stem)}:${position}${weight}`;
    }),
  );
  await upsertDocument(tx.db, kind, id, audiences, lexemes.slice(0, 30_000).join(' '), { title, summary, body }, analyserVersion);
}

/** A stem as a quoted lexeme; one longer than any word is cut, since a lexeme may have 2,046 bytes. */
const quote = (stem: string): string => `'${stem.slice(0, 200).replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;

/** Nobody finds the record any more. */
export async function removeDocument(tx: TxCtx, kind: string, id: string): Promise<void> {
  await deleteDocument(tx.db, kind, id);
}

export interface Found {
  /** Ids in order of how well they match. */
  readonly ids: readonly string[];
  /** Every stem that was looked for, for highlighting. */
  readonly stems: ReadonlySet<string>;
  /** The words as understood, for saying so when nothing was found. */
  readonly words: readonly string[];
}

const readersAudiences = (ctx: Ctx): string[] => {
  const reach = reachOf(ctx.actor, 'practices.read-drafts');
  return ['public', ...reach.entities.map((id) => `entity:${id}`), ...reach.countries.map((code) => `country:${code}`)];
};

/** Records of a kind with any of the query's words, best first, of those the reader may find; at most `limit`. */
export async function findRecords(ctx: Ctx, kind: string, query: string, limit = 1_000): Promise<Found> {
  const tokens = queryStems(query.slice(0, 1_000)).slice(0, 40);
  const stems = stemsOf(tokens);
  const words = [...new Set(tokens.map((token) => token.word))];
  if (tokens.length === 0) return { ids: [], stems, words };
  const perWord = tokens.map((token) => [token.stem, ...token.variants].map(quote).join(' | '));
  const hits = await selectHits(ctx.db, kind, perWord.join(' | '), perWord, readersAudiences(ctx), limit);
  return { ids: await closestFirst(ctx, kind, hits, tokens), stems, words };
}

const rerankedAtMost = 40;

/** Among the best hits with equally many of the words, those with the words as they were typed come first. */
async function closestFirst(
  ctx: Ctx,
  kind: string,
  hits: readonly { id: string; words: number; rank: number }[],
  query: readonly QueryToken[],
): Promise<string[]> {
  const top = hits.slice(0, rerankedAtMost);
  const texts = await textsOf(
    ctx,
    kind,
    top.map((hit) => hit.id),
  );
  const scored = top.map((hit) => {
    const text = texts.get(hit.id);
    const shown = [text?.title, text?.summary].flatMap((one) => Object.values(one ?? {})).join('\n');
    return { ...hit, score: hit.rank + matchScore(query, shown) / query.length };
  });
  scored.sort((a, b) => b.words - a.words || b.score - a.score);
  return [...scored, ...hits.slice(rerankedAtMost)].map((hit) => hit.id);
}

/** The texts of found records, for passages. */
export async function textsOf(ctx: Ctx, kind: string, ids: readonly string[]): Promise<ReadonlyMap<string, DocumentTexts>> {
  return new Map((await selectTexts(ctx.db, kind, ids)).map((row) => [row.id, row.texts]));
}
