import { statement } from '#platform/db/statement.ts';

export interface EntryRow {
  readonly id: string;
  readonly at: Date;
  readonly body: Buffer;
  readonly seq: number | null;
}
/** Newest entries, optionally of one record; the log belongs to the platform and is read through this view of it. */
export const selectEntries = statement<EntryRow>(
  'trust.select-entries',
  `select e.id, e.at, e.body, l.seq from audit.entries e left join audit.leaves l on l.entry_id = e.id
   where ($1::uuid is null or e.id < $1) order by e.id desc limit $2`,
);
export const selectHeads = statement<{ size: number; at: Date; root: Buffer; key_id: string }>(
  'trust.select-heads',
  'select size, at, root, key_id from audit.heads order by size desc limit 1',
);
