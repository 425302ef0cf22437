import { statement } from '#platform/db/statement.ts';
import { listFilters } from '../queries.ts';
import type { ChangeKind } from './kinds.ts';

export interface ChangeRow {
  readonly id: string;
  readonly kind: ChangeKind;
  readonly version: number | null;
  readonly at: Date;
  /** The same in microseconds since 1970: what the order goes by. */
  readonly micros: number;
  readonly code: string;
  readonly state: string | null;
  /** JSON of the card; null for what is archived, of which strangers keep the code alone. */
  readonly card: string | null;
  readonly grade: string | null;
}

export const insertChange = statement(
  'practices.insert-change',
  'insert into practices.changes (id, practice_id, kind, version, at) values ($1, $2, $3, $4, $5)',
);
/**
 * Public changes, newest first: filters of the library in $1 to $5, ids a search found in $6, kinds in $7, the last
 * row of the page before in $8 and $9. Of a practice that is archived now only that it was archived.
 */
export const selectChanges = statement<ChangeRow>(
  'practices.select-changes',
  `select c.id, c.kind, c.version, c.at, (extract(epoch from c.at) * 1000000)::bigint as micros, p.code, p.public_state as state,
     case when p.public_state is not null then p.card::text end as card, case when p.public_state is not null then p.grade end as grade
   from practices.changes c join practices.practices p on p.id = c.practice_id
   where (p.public_state is not null or c.kind = 'archived') and ${listFilters} and ($6::uuid[] is null or c.practice_id = any($6))
     and ($7::text[] is null or c.kind = any($7))
     and (c.at, c.id) < (timestamptz 'epoch' + $8::bigint * interval '1 microsecond', $9::uuid)
   order by c.at desc, c.id desc limit $10`,
);
