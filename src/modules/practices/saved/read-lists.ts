import type { Ctx, TxCtx } from '#platform/context.ts';
import { optionalRow } from '#platform/db/statement.ts';
import { transaction } from '#platform/db/transaction.ts';
import { NotFound } from '#platform/errors/errors.ts';
import type { Card } from '../content/card.ts';
import { canSee } from '../policy.ts';
import { selectById } from '../queries.ts';
import { factsOf, publicState, visiblePractice } from '../read/facts.ts';
import { type ListRow, nameReader, selectList, selectLists, selectListsWith, selectSaved, selectSharedList } from './queries.ts';

/** Runs `fn` with PostgreSQL told whose lists are asked for: the actor's own, and the one whose key is named. */
export const withLists = <T>(ctx: Ctx, key: string, fn: (tx: TxCtx) => Promise<T>): Promise<T> =>
  transaction(ctx, async (tx) => {
    await nameReader(tx.db, ctx.actor.personId ?? '', key);
    return fn(tx);
  });

export interface SavedPractice {
  readonly code: string;
  readonly card: Card;
  readonly state: string;
  readonly grade: string | null;
  readonly note: string;
}
export interface SavedList {
  readonly list: ListRow;
  /** Those that this reader may see, oldest first. */
  readonly items: readonly SavedPractice[];
  /** How many others stand on it. Told to the owner alone. */
  readonly closed: number;
}

/** What of a list this very reader may know: every practice is asked its own policy, whoever put it there. */
async function itemsOf(tx: TxCtx, listId: string): Promise<Pick<SavedList, 'items' | 'closed'>> {
  const saved = await selectSaved(tx.db, listId);
  const rows = await selectById(
    tx.db,
    saved.map((item) => item.practice_id),
  );
  const seen = new Map<string, SavedPractice>();
  for (const row of rows) {
    if (row.public_state === null && !canSee(tx.actor, await factsOf(tx, row))) continue;
    const note = saved.find((item) => item.practice_id === row.id)?.note ?? '';
    seen.set(row.id, { code: row.code, card: row.card, state: publicState(row), grade: row.grade, note });
  }
  return { items: saved.flatMap((item) => seen.get(item.practice_id) ?? []), closed: saved.length - seen.size };
}

/** The actor's own lists. */
export const readLists = (ctx: Ctx) => withLists(ctx, '', (tx) => selectLists(tx.db, tx.actor.personId));

/** One of the actor's own lists; another's is NotFound. */
export const readList = (ctx: Ctx, id: string): Promise<SavedList> =>
  withLists(ctx, '', async (tx) => {
    const list = optionalRow(await selectList(tx.db, id, tx.actor.personId));
    if (!list) throw new NotFound('page.not-found');
    return { list, ...(await itemsOf(tx, list.id)) };
  });

/** A list by the key of its address, for anybody: only what the reader may see, and nothing of what they may not. */
export const readSharedList = (ctx: Ctx, key: string): Promise<SavedList> =>
  withLists(ctx, key, async (tx) => {
    const list = optionalRow(await selectSharedList(tx.db, key));
    if (!list) throw new NotFound('page.not-found');
    return { list, items: (await itemsOf(tx, list.id)).items, closed: 0 };
  });

/** A practice and the actor's lists, each with whether it stands there. */
export async function readChoice(ctx: Ctx, code: string) {
  const { row } = await visiblePractice(ctx, code);
  return withLists(ctx, '', async (tx) => {
    const { personId } = tx.actor;
    const on = new Set((await selectListsWith(tx.db, personId, row.id)).map((item) => item.list_id));
    const lists = await selectLists(tx.db, personId);
    return { code: row.code, title: row.card.title, lists: lists.map((list) => ({ ...list, has: on.has(list.id) })) };
  });
}
export type SaveChoice = Awaited<ReturnType<typeof readChoice>>;
