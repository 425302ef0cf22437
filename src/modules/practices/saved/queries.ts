import { lockStatement, statement } from '#platform/db/statement.ts';

export interface ListRow {
  readonly id: string;
  readonly name: string;
  readonly note: string;
  readonly share_key: string | null;
  readonly updated_at: Date;
}
export interface SavedRow {
  readonly practice_id: string;
  readonly note: string;
}

/** Tells PostgreSQL, for this transaction alone, who reads and which shared list they name. Without it no list has rows. */
export const nameReader = statement('practices.name-list-reader', "select set_config('tabadul.person', $1, true), set_config('tabadul.shared_list', $2, true)");
const columns = 'id, name, note, share_key, updated_at';

export const selectLists = statement<ListRow & { count: number }>(
  'practices.select-saved-lists',
  `select ${columns}, (select count(*)::int from practices.saved_items i where i.list_id = l.id) as count
   from practices.saved_lists l where person_id = $1 order by updated_at desc, id desc`,
);
/** Lists of one person are started one after the other: many at once could pass the limit together. */
export const lockLists = lockStatement('practices.lock-saved-lists', "select pg_advisory_xact_lock(hashtext('practices.saved-lists.' || $1::text))");
/** Which of a person's lists have the practice. */
export const selectListsWith = statement<{ list_id: string }>(
  'practices.select-saved-lists-with',
  'select i.list_id from practices.saved_items i join practices.saved_lists l on l.id = i.list_id where l.person_id = $1 and i.practice_id = $2',
);
export const selectList = statement<ListRow>('practices.select-saved-list', `select ${columns} from practices.saved_lists where id = $1 and person_id = $2`);
export const lockList = lockStatement<ListRow>(
  'practices.lock-saved-list',
  `select ${columns} from practices.saved_lists where id = $1 and person_id = $2 for update`,
);
export const selectSharedList = statement<ListRow>('practices.select-shared-list', `select ${columns} from practices.saved_lists where share_key = $1`);
export const selectSaved = statement<SavedRow>(
  'practices.select-saved-items',
  'select practice_id, note from practices.saved_items where list_id = $1 order by added_at, practice_id',
);
export const insertList = statement(
  'practices.insert-saved-list',
  'insert into practices.saved_lists (id, person_id, name, note, created_at, updated_at) values ($1, $2, $3, $4, $5, $5)',
);
export const updateList = statement('practices.update-saved-list', 'update practices.saved_lists set name = $2, note = $3, updated_at = $4 where id = $1');
export const updateShareKey = statement('practices.update-share-key', 'update practices.saved_lists set share_key = $2, updated_at = $3 where id = $1');
export const deleteList = statement('practices.delete-saved-list', 'delete from practices.saved_lists where id = $1');
export const insertSaved = statement(
  'practices.insert-saved-item',
  `with item as (insert into practices.saved_items (list_id, practice_id, note, added_at) values ($1, $2, $3, $4) on conflict do nothing)
   update practices.saved_lists set updated_at = $4 where id = $1`,
);
export const updateSaved = statement('practices.update-saved-item', 'update practices.saved_items set note = $3 where list_id = $1 and practice_id = $2');
export const deleteSaved = statement(
  'practices.delete-saved-item',
  `with gone as (delete from practices.saved_items where list_id = $1 and practice_id = $2)
   update practices.saved_lists set updated_at = $3 where id = $1`,
);
