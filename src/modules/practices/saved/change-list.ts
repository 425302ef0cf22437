import { randomBytes } from 'node:crypto';
import type { Ctx, TxCtx } from '#platform/context.ts';
import { optionalRow } from '#platform/db/statement.ts';
import { recordAudit } from '#platform/db/trace.ts';
import { InvalidInput, NotFound, RuleBroken } from '#platform/errors/errors.ts';
import { uuidv7 } from '#platform/values/ids.ts';
import { canSee } from '../policy.ts';
import { type PracticeRow, selectByCode } from '../queries.ts';
import { factsOf } from '../read/facts.ts';
import {
  deleteList,
  deleteSaved,
  insertList,
  insertSaved,
  type ListRow,
  lockList,
  lockLists,
  selectLists,
  selectSaved,
  updateList,
  updateSaved,
  updateShareKey,
} from './queries.ts';
import { withLists } from './read-lists.ts';

export const listsAtMost = 50;
export const itemsAtMost = 200;

async function ownList(tx: TxCtx, id: string): Promise<ListRow> {
  const list = optionalRow(await lockList(tx, id, tx.actor.personId));
  if (!list) throw new NotFound('page.not-found');
  return list;
}

/** The practice under a typed code, if the actor may see it; otherwise InvalidInput on `code`. */
async function practiceToSave(tx: TxCtx, code: string): Promise<PracticeRow> {
  const row = optionalRow(await selectByCode(tx.db, code));
  if (row && canSee(tx.actor, await factsOf(tx, row))) return row;
  throw new InvalidInput('input.invalid', {}, [{ field: 'code', code: 'practices.unknown-practice' }]);
}

/** Starts a list, with a first practice if one is named. More than fifty are RuleBroken `saved.too-many-lists`. */
export const createList = (ctx: Ctx, { name, note, code }: { name: string; note: string; code?: string | undefined }): Promise<{ id: string }> =>
  withLists(ctx, '', async (tx) => {
    await lockLists(tx, tx.actor.personId);
    if ((await selectLists(tx.db, tx.actor.personId)).length >= listsAtMost) throw new RuleBroken('saved.too-many-lists', { max: listsAtMost });
    const id = uuidv7(tx.now.getTime());
    const practice = code ? await practiceToSave(tx, code) : undefined;
    await insertList(tx.db, id, tx.actor.personId, name, note, tx.now);
    if (practice) await insertSaved(tx.db, id, practice.id, '', tx.now);
    return { id };
  });

export interface ListEdit {
  readonly id: string;
  readonly name: string;
  readonly note: string;
  readonly items?: readonly { readonly code: string; readonly note: string }[] | undefined;
}
/** Renames a list and writes the notes of its practices; a code that is not on it is passed over. */
export const saveList = (ctx: Ctx, { id, name, note, items = [] }: ListEdit): Promise<{ id: string }> =>
  withLists(ctx, '', async (tx) => {
    await ownList(tx, id);
    await updateList(tx.db, id, name, note, tx.now);
    for (const item of items) {
      const row = optionalRow(await selectByCode(tx.db, item.code));
      if (row) await updateSaved(tx.db, id, row.id, item.note);
    }
    return { id };
  });

/** Puts a practice on a list; twice is once. More than two hundred are RuleBroken `saved.list-full`. */
export const addToList = (ctx: Ctx, { id, code, note }: { id: string; code: string; note: string }): Promise<{ id: string }> =>
  withLists(ctx, '', async (tx) => {
    await ownList(tx, id);
    const practice = await practiceToSave(tx, code);
    const saved = await selectSaved(tx.db, id);
    if (saved.length >= itemsAtMost && !saved.some((item) => item.practice_id === practice.id)) throw new RuleBroken('saved.list-full', { max: itemsAtMost });
    await insertSaved(tx.db, id, practice.id, note, tx.now);
    return { id };
  });

/** Takes a practice off a list, whether or not it can still be seen. */
export const removeFromList = (ctx: Ctx, { id, code }: { id: string; code: string }): Promise<{ id: string }> =>
  withLists(ctx, '', async (tx) => {
    await ownList(tx, id);
    const row = optionalRow(await selectByCode(tx.db, code));
    if (row) await deleteSaved(tx.db, id, row.id, tx.now);
    return { id };
  });

export const removeList = (ctx: Ctx, { id }: { id: string }): Promise<Record<string, never>> =>
  withLists(ctx, '', async (tx) => {
    await ownList(tx, id);
    await deleteList(tx.db, id);
    return {};
  });

/** Opens the list to whoever has its address, which nobody can guess: 192 random bits. A list that is shared already keeps its address. */
export const shareList = (ctx: Ctx, { id }: { id: string }): Promise<{ id: string; key: string }> =>
  withLists(ctx, '', async (tx) => {
    const list = await ownList(tx, id);
    const key = list.share_key ?? randomBytes(24).toString('base64url');
    if (list.share_key === null) {
      await updateShareKey(tx.db, id, key, tx.now);
      recordAudit(tx, { what: 'practices.list.shared', ref: { kind: 'saved-list', id } });
    }
    return { id, key };
  });

/** Closes it again: the address leads nowhere, and sharing anew makes another. */
export const unshareList = (ctx: Ctx, { id }: { id: string }): Promise<{ id: string }> =>
  withLists(ctx, '', async (tx) => {
    const list = await ownList(tx, id);
    if (list.share_key !== null) {
      await updateShareKey(tx.db, id, null, tx.now);
      recordAudit(tx, { what: 'practices.list.unshared', ref: { kind: 'saved-list', id } });
    }
    return { id };
  });
