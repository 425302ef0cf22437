import { lockStatement, statement } from '#platform/db/statement.ts';

export interface SavedRow {
  readonly id: string;
  readonly person_id: string;
  readonly name: string;
  readonly filters: unknown;
  readonly seen: readonly string[];
  readonly looked_at: Date;
  readonly fresh: number;
  readonly fresh_at: Date | null;
}
const saved = 'id, person_id, name, filters, seen, looked_at, fresh, fresh_at';

export const selectSaved = statement<Omit<SavedRow, 'seen'>>(
  'search.select-saved',
  'select id, person_id, name, filters, looked_at, fresh, fresh_at from search.saved_searches where person_id = $1 order by created_at desc, id',
);
export const countSaved = statement<{ count: number }>('search.count-saved', 'select count(*)::int as count from search.saved_searches where person_id = $1');
export const insertSaved = statement(
  'search.insert-saved',
  'insert into search.saved_searches (id, person_id, name, filters, seen, looked_at, created_at) values ($1, $2, $3, $4, $5, $6, $6)',
);
export const renameSaved = statement<{ id: string }>(
  'search.rename-saved',
  'update search.saved_searches set name = $3 where id = $1 and person_id = $2 returning id',
);
export const deleteSaved = statement<{ id: string }>('search.delete-saved', 'delete from search.saved_searches where id = $1 and person_id = $2 returning id');

/** The next people who keep searches, by id. */
export const selectKeepers = statement<{ person_id: string }>(
  'search.select-keepers',
  'select distinct person_id from search.saved_searches where person_id > $1 order by person_id limit $2',
);
export const selectSavedOf = statement<SavedRow>(
  'search.select-saved-of',
  `select ${saved} from search.saved_searches where person_id = any($1) order by person_id, created_at, id`,
);
/** Held until the transaction ends, so that two runs tell nobody twice. */
export const lockSavedOf = lockStatement<SavedRow>(
  'search.lock-saved-of',
  `select ${saved} from search.saved_searches where person_id = any($1) order by person_id, created_at, id for update`,
);
export const noteLook = statement('search.note-look', 'update search.saved_searches set seen = $2, looked_at = $3 where id = $1');
export const noteFresh = statement('search.note-fresh', 'update search.saved_searches set fresh = $2, fresh_at = $3 where id = $1');
