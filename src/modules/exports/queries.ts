import { statement } from '#platform/db/statement.ts';
import type { StoredFile } from '#platform/files/store.ts';
import type { ListQuery } from '#platform/http/list-table.ts';
import type { Language } from '#platform/values/localized-text.ts';

export interface ExportRow {
  readonly id: string;
  readonly person_id: string;
  readonly second_factor: boolean;
  readonly scopes: string[] | null;
  /** Path of the list, without language. */
  readonly list: string;
  readonly query: ListQuery;
  readonly language: Language;
  readonly state: 'waiting' | 'running' | 'done' | 'failed';
  /** Rows written so far. */
  readonly position: number;
  readonly file: StoredFile | null;
  readonly refusal: { readonly code: string; readonly details: Readonly<Record<string, string | number>> } | null;
  readonly created_at: Date;
  readonly changed_at: Date;
}
const columns = 'id, person_id, second_factor, scopes, list, query, language, state, position, file, refusal, created_at, changed_at';

export const insertExport = statement(
  'exports.insert',
  `insert into exports.exports (id, person_id, second_factor, scopes, list, query, language, created_at, changed_at)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $8)`,
);
export const selectExport = statement<ExportRow>('exports.select', `select ${columns} from exports.exports where id = $1`);
/** An export of a person; no row for anybody else. */
export const selectOwnExport = statement<ExportRow>('exports.select-own', `select ${columns} from exports.exports where id = $1 and person_id = $2`);
export const selectOwnExports = statement<ExportRow>(
  'exports.select-own-list',
  `select ${columns} from exports.exports where person_id = $1 order by created_at desc limit 50`,
);
/** How many a person has waiting or in work. */
export const countOpenExports = statement<{ count: number }>(
  'exports.count-open',
  "select count(*)::int as count from exports.exports where person_id = $1 and state in ('waiting', 'running')",
);
export const updatePosition = statement(
  'exports.update-position',
  "update exports.exports set state = 'running', position = $2, changed_at = $3 where id = $1",
);
export const updateDone = statement(
  'exports.update-done',
  "update exports.exports set state = 'done', position = $2, file = $3, changed_at = $4 where id = $1",
);
export const updateFailed = statement('exports.update-failed', "update exports.exports set state = 'failed', refusal = $2, changed_at = $3 where id = $1");
export const deleteOld = statement('exports.delete-old', 'delete from exports.exports where created_at < $1');
export const selectFilesInUse = statement<{ hash: string }>('exports.select-files', "select file->>'hash' as hash from exports.exports where file is not null");
