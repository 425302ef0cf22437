import type { Ctx, TxCtx } from '#platform/context.ts';
import { optionalRow } from '#platform/db/statement.ts';
import { recordAudit } from '#platform/db/trace.ts';
import { transaction } from '#platform/db/transaction.ts';
import { Conflict, type FieldProblem, Forbidden, InvalidInput, NotFound } from '#platform/errors/errors.ts';
import { uuidv7 } from '#platform/values/ids.ts';
import { type Language, languages } from '#platform/values/localized-text.ts';
import { writtenText } from '#platform/values/written-text.ts';
import { selectByCodes, withItems } from '../queries.ts';
import {
  type CollectionRow,
  deleteItems,
  insertCollection,
  insertItems,
  lockCollection,
  selectItems,
  updateCollection,
  updateCollectionState,
} from './queries.ts';
import { mayEditCollections } from './read-collections.ts';

type Typed = Partial<Record<Language, string | undefined>>;

function requireEditor(ctx: Ctx): void {
  if (!mayEditCollections(ctx)) throw new Forbidden('page.not-allowed');
}

interface NewCollection {
  readonly slug: string;
  readonly title: Typed;
  readonly origin?: 'record' | 'demo';
}
/** Starts a collection as a draft. Its address stays for good, so one that is taken is InvalidInput on `slug`. */
export const createCollection = (ctx: Ctx, { slug, title: typed, origin = 'record' }: NewCollection): Promise<{ slug: string }> =>
  transaction(ctx, async (tx) => {
    requireEditor(tx);
    const title = writtenText(null, typed, tx.locale);
    if (!title) throw new InvalidInput('input.invalid', {}, [{ field: `title.${tx.locale}`, code: 'input.required' }]);
    const id = uuidv7(tx.now.getTime());
    const added = await insertCollection(tx.db, id, slug, title, origin, tx.now);
    if (added.length === 0) throw new InvalidInput('input.invalid', {}, [{ field: 'slug', code: 'collections.slug-taken' }]);
    recordAudit(tx, { what: 'practices.collection.created', ref: { kind: 'collection', id }, after: { slug, title }, note: slug });
    return { slug };
  });

export interface CollectionEdit {
  readonly slug: string;
  readonly rev: number;
  readonly title: Typed;
  readonly introduction?: Typed | undefined;
  readonly items?: readonly { readonly code: string; readonly place: string; readonly note?: Typed | undefined }[] | undefined;
}

async function lockForEditing(tx: TxCtx, slug: string): Promise<CollectionRow> {
  requireEditor(tx);
  const before = optionalRow(await lockCollection(tx, slug));
  if (!before) throw new NotFound('page.not-found');
  return before;
}

/**
 * Saves title, introduction and practices: rows without a code go, the others stand by their place, equal places as
 * they came. A code of no public practice, or one given twice, is InvalidInput on its row. A published collection
 * keeps what publishing asked. Another save since `rev` is Conflict `collections.edited-meanwhile`.
 */
export const saveCollection = (ctx: Ctx, edit: CollectionEdit): Promise<{ slug: string; rev: number }> =>
  transaction(ctx, async (tx) => {
    const before = await lockForEditing(tx, edit.slug);
    if (before.rev !== edit.rev) throw new Conflict('collections.edited-meanwhile');
    const title = writtenText(before.title, edit.title, tx.locale);
    const introduction = writtenText(before.introduction, edit.introduction, tx.locale);
    if (!title) throw new InvalidInput('input.invalid', {}, [{ field: `title.${before.title.orig}`, code: 'input.required' }]);
    const items = await itemsAfter(tx, before, edit);
    if (before.state === 'published') requirePublishable({ title, introduction }, items.length);
    await updateCollection(tx.db, before.id, title, introduction, tx.now);
    await deleteItems(tx.db, before.id);
    await insertItems(
      tx.db,
      before.id,
      items.map((_, index) => index + 1),
      items.map((item) => item.id),
      items.map((item) => (item.note ? JSON.stringify(item.note) : null)),
    );
    recordAudit(tx, {
      what: 'practices.collection.edited',
      ref: { kind: 'collection', id: before.id },
      before,
      after: { title, introduction, items },
      note: edit.slug,
    });
    return { slug: edit.slug, rev: before.rev + 1 };
  });

/** The rows of the form as practices in their order. One that was there stays, though it may no longer be public. */
async function itemsAfter(tx: TxCtx, before: CollectionRow, edit: CollectionEdit) {
  const kept = await selectItems(tx.db, before.id);
  if (!edit.items) return kept.map(({ practice_id, note }) => ({ id: practice_id, note }));
  const rows = edit.items.map((item, index) => ({ ...item, index })).filter((item) => item.code !== '');
  const found = withItems(
    await selectByCodes(
      tx.db,
      rows.map((row) => row.code),
    ),
  );
  const ids = new Map([...found.map((row) => [row.code, row.id] as const), ...kept.map((item) => [item.code, item.practice_id] as const)]);
  const problems: FieldProblem[] = rows.flatMap(({ code, index }, at) => {
    if (!ids.has(code)) return [{ field: `items.${index}.code`, code: 'practices.unknown-practice' }];
    return rows.findIndex((row) => row.code === code) === at ? [] : [{ field: `items.${index}.code`, code: 'collections.twice' }];
  });
  if (problems.length > 0) throw new InvalidInput('input.invalid', {}, problems);
  const notes = new Map(kept.map((item) => [item.code, item.note]));
  const place = (row: { place: string }): number => (row.place === '' ? Number.POSITIVE_INFINITY : Number(row.place));
  return rows
    .toSorted((a, b) => place(a) - place(b) || a.index - b.index)
    .map((row) => ({ id: ids.get(row.code) as string, note: writtenText(notes.get(row.code) ?? null, row.note, tx.locale) }));
}

/** What readers of either language are promised: a title and the editor's introduction in both, and something to read. */
function requirePublishable({ title, introduction }: Pick<CollectionRow, 'title' | 'introduction'>, items: number): void {
  const missing = (['title', 'introduction'] as const).flatMap((field) =>
    languages
      .filter((language) => !(field === 'title' ? title : introduction)?.texts[language])
      .map((language) => ({ field: `${field}.${language}`, code: 'collections.needed-to-publish' })),
  );
  const none = items === 0 ? [{ field: 'items.0.code', code: 'collections.needed-to-publish' }] : [];
  if (missing.length + none.length > 0) throw new InvalidInput('input.invalid', {}, [...missing, ...none]);
}

const changeState =
  (state: CollectionRow['state'], what: string) =>
  (ctx: Ctx, { slug }: { slug: string }): Promise<{ slug: string }> =>
    transaction(ctx, async (tx) => {
      const before = await lockForEditing(tx, slug);
      if (before.state === state) throw new Conflict('collections.state-already');
      if (state === 'published') requirePublishable(before, (await selectItems(tx.db, before.id)).filter((item) => item.title !== null).length);
      await updateCollectionState(tx.db, before.id, state, tx.now);
      recordAudit(tx, { what, ref: { kind: 'collection', id: before.id }, before: before.state, after: state, note: slug });
      return { slug };
    });

/** Opens a collection to everybody. Each field that still lacks a language, and an empty list, is InvalidInput. */
export const publishCollection = changeState('published', 'practices.collection.published');
/** Takes it back from readers; it stays a draft of its editors. */
export const unpublishCollection = changeState('draft', 'practices.collection.unpublished');
