import { lockStatement, statement } from '#platform/db/statement.ts';
import type { LocalizedText } from '#platform/values/localized-text.ts';

export interface CollectionRow {
  readonly id: string;
  readonly slug: string;
  readonly title: LocalizedText;
  readonly introduction: LocalizedText | null;
  readonly state: 'draft' | 'published';
  readonly rev: number;
  readonly updated_at: Date;
  readonly published_at: Date | null;
}
export interface ItemRow {
  readonly practice_id: string;
  readonly code: string;
  readonly note: LocalizedText | null;
  /** Of a practice that is public now; what is not has no title here. */
  readonly title: LocalizedText | null;
}
const columns = 'id, slug, title, introduction, state, rev, updated_at, published_at';

/** Collections with the number of their public practices; drafts only when asked for. */
export const selectCollections = statement<CollectionRow & { count: number }>(
  'practices.select-collections',
  `select ${columns}, (select count(*)::int from practices.collection_items i join practices.practices p on p.id = i.practice_id
     where i.collection_id = c.id and p.public_state is not null) as count
   from practices.collections c where state = 'published' or $1 order by coalesce(published_at, created_at) desc, id desc limit 200`,
);
export const selectCollection = statement<CollectionRow>('practices.select-collection', `select ${columns} from practices.collections where slug = $1`);
export const lockCollection = lockStatement<CollectionRow>(
  'practices.lock-collection',
  `select ${columns} from practices.collections where slug = $1 for update`,
);
export const selectItems = statement<ItemRow>(
  'practices.select-collection-items',
  `select i.practice_id, p.code, i.note, case when p.public_state is not null then p.card->'title' end as title
   from practices.collection_items i join practices.practices p on p.id = i.practice_id where i.collection_id = $1 order by i.position`,
);
export const insertCollection = statement<{ id: string }>(
  'practices.insert-collection',
  `insert into practices.collections (id, slug, title, introduction, state, origin, created_at, updated_at) values ($1, $2, $3, null, 'draft', $4, $5, $5)
   on conflict (slug) do nothing returning id`,
);
export const updateCollection = statement(
  'practices.update-collection',
  'update practices.collections set title = $2, introduction = $3, rev = rev + 1, updated_at = $4 where id = $1',
);
export const updateCollectionState = statement(
  'practices.update-collection-state',
  `update practices.collections set state = $2, rev = rev + 1, updated_at = $3,
     published_at = case when $2 = 'published' then coalesce(published_at, $3) else published_at end where id = $1`,
);
export const deleteItems = statement('practices.delete-collection-items', 'delete from practices.collection_items where collection_id = $1');
export const insertItems = statement(
  'practices.insert-collection-items',
  `insert into practices.collection_items (collection_id, position, practice_id, note)
   select $1, position, practice_id, note from unnest($2::int[], $3::uuid[], $4::jsonb[]) as t(position, practice_id, note)`,
);
/** The published collections that a practice stands in. */
export const selectCollectionsOf = statement<Pick<CollectionRow, 'slug' | 'title'>>(
  'practices.select-collections-of',
  `select c.slug, c.title from practices.collection_items i join practices.collections c on c.id = i.collection_id
   where i.practice_id = $1 and c.state = 'published' order by c.published_at desc limit 20`,
);
