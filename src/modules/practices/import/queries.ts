import { lockStatement, statement } from '#platform/db/statement.ts';
import type { StoredFile } from '#platform/files/store.ts';
import type { TableNote } from '#platform/sheets/table.ts';
import type { Content } from '../content/content.ts';
import type { FactSource, PracticeRow } from '../queries.ts';
import type { Mapping, RowProblem } from './mapping.ts';

export type ImportState = 'uploaded' | 'checking' | 'checked' | 'running' | 'done' | 'undoing' | 'undone' | 'failed';
export type Outcome = 'created' | 'changed' | 'unchanged' | 'failed' | 'undone' | 'kept';

export interface ImportRow {
  readonly id: string;
  readonly file: StoredFile;
  readonly format: 'csv' | 'xlsx' | 'json';
  readonly columns: string[];
  readonly row_count: number;
  readonly notes: TableNote[];
  readonly mapping: Mapping | null;
  readonly state: ImportState;
  readonly position: number;
  readonly refusal: { readonly code: string; readonly details: Readonly<Record<string, string | number>> } | null;
  readonly by_person: string | null;
  readonly created_at: Date;
  readonly changed_at: Date;
}
const columns = 'id, file, format, columns, row_count, notes, mapping, state, position, refusal, by_person, created_at, changed_at';

export const insertImport = statement(
  'practices.insert-import',
  `insert into practices.imports (id, file, format, columns, row_count, notes, mapping, state, by_person, created_at, changed_at)
   values ($1, $2, $3, $4, $5, $6, $7, 'uploaded', $8, $9, $9)`,
);
export const selectImport = statement<ImportRow>('practices.select-import', `select ${columns} from practices.imports where id = $1`);
export const lockImport = lockStatement<ImportRow>('practices.lock-import', `select ${columns} from practices.imports where id = $1 for update`);
/** Imports, newest first, before the one given. */
export const selectImports = statement<ImportRow>(
  'practices.select-imports',
  `select ${columns} from practices.imports i where $1::uuid is null or (created_at, id) < (select b.created_at, b.id from practices.imports b where b.id = $1)
   order by created_at desc, id desc limit $2`,
);
export const updateImport = statement(
  'practices.update-import',
  'update practices.imports set state = $2, mapping = $3, position = 0, refusal = null, lease = null, lease_until = null, changed_at = $4 where id = $1',
);
export const updateFailed = statement(
  'practices.update-import-failed',
  "update practices.imports set state = 'failed', refusal = $2, changed_at = $3 where id = $1",
);

/** Takes an import with work left that nobody works on. Time is the database's: it decides for all nodes. */
export const claimImport = statement<ImportRow>(
  'practices.claim-import',
  `update practices.imports set lease = $2, lease_until = clock_timestamp() + interval '15 seconds'
   where id = $1 and state in ('checking', 'running', 'undoing') and (lease_until is null or lease_until < clock_timestamp()) returning ${columns}`,
);
/** Notes how far the work has come, while the lease is still held; no row when another has taken over. */
export const keepLease = statement<{ id: string }>(
  'practices.keep-import-lease',
  `update practices.imports set lease_until = clock_timestamp() + interval '15 seconds', position = $3, state = $4, changed_at = $5
   where id = $1 and lease = $2 returning id`,
);
export const releaseLease = statement(
  'practices.release-import-lease',
  'update practices.imports set lease_until = null, lease = null where id = $1 and lease = $2',
);
/** Work that stands still: whoever did it is gone. */
export const selectStalled = statement<{ id: string }>(
  'practices.select-stalled-imports',
  "select id from practices.imports where state in ('checking', 'running', 'undoing') and (lease_until is null or lease_until < clock_timestamp()) order by created_at",
);
/** The unfinished run of the same file by the same mapping, if there is one, and whether somebody is still at it. */
export const selectUnfinished = statement<{ id: string; held: boolean; lease_until: Date | null }>(
  'practices.select-unfinished-import',
  `select id, coalesce(lease_until > clock_timestamp(), false) as held, lease_until from practices.imports
   where state = 'running' and file->>'hash' = $1 and mapping = $2::jsonb order by created_at desc limit 1`,
);

export interface RowReport {
  readonly position: number;
  readonly line: number;
  readonly external_id: string | null;
  readonly outcome: Outcome;
  readonly code: string | null;
  readonly problems: RowProblem[];
}
export interface Before {
  readonly content: Content;
  readonly country: string | null;
  readonly source: FactSource;
  readonly digest: string;
}
export const deleteRows = statement('practices.delete-import-rows', 'delete from practices.import_rows where import_id = $1');
export const insertRow = statement(
  'practices.insert-import-row',
  'insert into practices.import_rows (import_id, position, line, external_id, outcome, practice_id, code, before, problems) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)',
);
export const selectRows = statement<RowReport>(
  'practices.select-import-rows',
  `select position, line, external_id, outcome, code, problems from practices.import_rows
   where import_id = $1 and position > $2 and ($3::text is null or outcome = $3) order by position limit $4`,
);
export const countOutcomes = statement<{ outcome: Outcome; count: number }>(
  'practices.count-import-outcomes',
  'select outcome, count(*)::int as count from practices.import_rows where import_id = $1 group by outcome',
);
/** Rows of an import that wrote something, from the last one back, so that what changed twice is undone in order. */
export const selectWritten = statement<{ position: number; practice_id: string; outcome: 'created' | 'changed'; before: Before | null; external_id: string }>(
  'practices.select-written-import-rows',
  `select position, practice_id, outcome, before, external_id from practices.import_rows
   where import_id = $1 and outcome in ('created', 'changed') order by position desc limit $2`,
);
export const updateOutcome = statement(
  'practices.update-import-outcome',
  'update practices.import_rows set outcome = $3, problems = $4 where import_id = $1 and position = $2',
);

/** One after the other: two imports of one source would make a record twice. */
export const lockSource = lockStatement('practices.lock-import-source', "select pg_advisory_xact_lock(hashtext('practices.import.' || $1::text))");
export interface ExternalRow {
  readonly external_id: string;
  readonly practice_id: string;
  readonly digest: string;
  readonly import_id: string;
  readonly code: string;
}
export const selectExternal = statement<ExternalRow>(
  'practices.select-external-records',
  `select x.external_id, x.practice_id, x.digest, x.import_id, p.code from practices.external_records x join practices.practices p on p.id = x.practice_id
   where x.source_key = $1 and x.external_id = any($2)`,
);
export const insertExternal = statement(
  'practices.insert-external-record',
  'insert into practices.external_records (source_key, external_id, practice_id, digest, import_id) values ($1, $2, $3, $4, $5)',
);
export const updateExternal = statement(
  'practices.update-external-record',
  'update practices.external_records set digest = $3, import_id = $4 where source_key = $1 and external_id = $2',
);
export const lockStub = lockStatement<PracticeRow & { content: Content; linked: boolean }>(
  'practices.lock-imported-stub',
  `select p.id, p.code, p.entity_id, p.country_code, p.state, p.public_state, p.version, p.origin, p.source, v.content,
     exists (select from thread.pub_linked l where l.kind = 'practice' and l.id = p.id::text) as linked
   from practices.practices p join practices.versions v on v.practice_id = p.id and v.no = p.version where p.id = $1 for update of p`,
);
export const updateStub = statement(
  'practices.update-imported-stub',
  `with practice as (
     update practices.practices set country_code = $2, source = $3, card = $4, divisions = $5, stage = $6, orig = $7, rev = rev + 1, updated_at = $8 where id = $1 returning id, version
   ), change as (
     insert into practices.changes (id, practice_id, kind, version, at) select gen_random_uuid(), id, 'changed', null, $8 from practice
   ) update practices.versions v set content = $9, written_at = $8 from practice where v.practice_id = practice.id and v.no = practice.version`,
);
export const deleteStub = statement('practices.delete-imported-stub', 'delete from practices.practices where id = $1');

export const selectMappings = statement<{ mapping: Mapping }>(
  'practices.select-import-mappings',
  'select mapping from practices.import_mappings order by used_at desc',
);
export const rememberMapping = statement(
  'practices.remember-import-mapping',
  `insert into practices.import_mappings (source_key, columns, mapping, used_at) values ($1, $2, $3, $4)
   on conflict (source_key, columns) do update set mapping = excluded.mapping, used_at = excluded.used_at`,
);
