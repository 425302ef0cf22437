import type { Contribution } from '#modules/thread/public.ts';
import { holdsEverywhere } from '#platform/auth/actor.ts';
import type { Ctx } from '#platform/context.ts';
import { optionalRow } from '#platform/db/statement.ts';
import { NotFound } from '#platform/errors/errors.ts';
import type { LocalizedText } from '#platform/values/localized-text.ts';
import { type ShownRow, selectFound, withItems } from '../queries.ts';
import { CollectionsSection } from './collections-section.tsx';
import { type CollectionRow, type ItemRow, selectCollection, selectCollections, selectCollectionsOf, selectItems } from './queries.ts';

/** Collections are made by the programme office. */
export const mayEditCollections = (ctx: Ctx): boolean => holdsEverywhere(ctx.actor, 'practices.collections');

export interface CollectionList {
  readonly rows: readonly (CollectionRow & { readonly count: number })[];
  readonly mayEdit: boolean;
}
/** The published collections, and to their editors the drafts too. */
export async function listCollections(ctx: Ctx): Promise<CollectionList> {
  const mayEdit = mayEditCollections(ctx);
  return { rows: await selectCollections(ctx.db, mayEdit), mayEdit };
}

export interface CollectionView {
  readonly collection: CollectionRow;
  /** In the editor's order; a practice that is no longer public is left out. */
  readonly items: readonly { readonly row: ShownRow; readonly note: LocalizedText | null }[];
  readonly mayEdit: boolean;
}

/** One collection. A draft is NotFound to everybody but its editors. */
export async function readCollection(ctx: Ctx, slug: string): Promise<CollectionView> {
  const collection = optionalRow(await selectCollection(ctx.db, slug));
  const mayEdit = mayEditCollections(ctx);
  if (!collection || (collection.state === 'draft' && !mayEdit)) throw new NotFound('page.not-found');
  const items = await selectItems(ctx.db, collection.id);
  const found = await selectFound(
    ctx.db,
    items.map((item) => item.practice_id),
  );
  const rows = new Map(withItems(found).map((row) => [row.id, row]));
  return {
    collection,
    mayEdit,
    items: items.flatMap(({ practice_id, note }) => {
      const row = rows.get(practice_id);
      return row ? [{ row, note }] : [];
    }),
  };
}

export interface EditableCollection {
  readonly collection: CollectionRow;
  readonly items: readonly ItemRow[];
}
/** A collection as its editors change it, with the practices that are no longer public. */
export async function readEditableCollection(ctx: Ctx, slug: string): Promise<EditableCollection> {
  const collection = optionalRow(await selectCollection(ctx.db, slug));
  if (!collection || !mayEditCollections(ctx)) throw new NotFound('page.not-found');
  return { collection, items: await selectItems(ctx.db, collection.id) };
}

/** On a practice's page: the published collections it stands in. */
export async function collectionsOfPractice(ctx: Ctx, id: string): Promise<Contribution | null> {
  const rows = await selectCollectionsOf(ctx.db, id);
  if (rows.length === 0) return null;
  return { name: 'collections', data: rows, render: (view) => CollectionsSection({ view, rows }) };
}
