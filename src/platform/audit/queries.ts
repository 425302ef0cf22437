import { statement } from '#platform/db/statement.ts';
import { marksDigest, type SignedHead } from './head.ts';

/** A batch is bounded, so that a backlog is sealed in short transactions. */
export const maxBatch = 5_000;

export const someUnsealed = statement<{ waiting: boolean }>('audit.some-unsealed', 'select exists (select from audit.unsealed) as waiting');
export const takeLease = statement<{ fencing: string }>(
  'audit.take-lease',
  `insert into audit.lease as l (name, holder, fencing, expires_at)
   values ('sealer', $1, 1, clock_timestamp() + interval '1 second')
   on conflict (name) do update
     set holder = excluded.holder, expires_at = excluded.expires_at,
         fencing = l.fencing + (l.holder <> excluded.holder)::int
     where l.holder = excluded.holder or l.expires_at < clock_timestamp()
   returning fencing`,
);
export const takeUnsealed = statement<{ id: string; body: Buffer }>(
  'audit.take-unsealed',
  `with taken as (
     delete from audit.unsealed
     where entry_id in (select entry_id from audit.unsealed order by entry_id limit ${maxBatch})
     returning entry_id
   )
   select id, body from audit.entries join taken on entry_id = id
   where not exists (select from audit.leaves where leaves.entry_id = id)
   order by id`,
);
export const insertLeaves = statement(
  'audit.insert-leaves',
  `insert into audit.leaves (seq, entry_id, hash)
   select $1 + position - 1, id, hash from unnest($2::uuid[], $3::bytea[]) with ordinality as t(id, hash, position)`,
);
export const insertHead = statement(
  'audit.insert-head',
  `insert into audit.heads (size, first_seq, at, root, frontier, marks, key_id, signature)
   values ($1, $2, $3, $4, $5, $6, $7, $8)`,
);
export interface HeadRow {
  readonly size: string;
  readonly first_seq: string;
  /** ISO 8601; to the microsecond, if somebody put more than the signed milliseconds there. */
  readonly at: string;
  readonly root: Buffer;
  readonly frontier: Buffer;
  readonly marks: Buffer;
  readonly key_id: string;
  readonly signature: Buffer;
}

export const signedHeadOf = (row: HeadRow): SignedHead => ({
  size: Number(row.size),
  root: row.root.toString('hex'),
  at: row.at,
  marks: marksDigest(row.marks),
  keyId: row.key_id,
  signature: row.signature.toString('base64'),
});

const headColumns = `size, first_seq, root, frontier, marks, key_id, signature,
  regexp_replace(to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), '000$', '') || 'Z' as at`;

export const selectLastHead = statement<HeadRow>('audit.select-last-head', `select ${headColumns} from audit.heads order by size desc limit 1`);

export const selectHeadsAfter = statement<HeadRow>(
  'audit.select-heads-after',
  `select ${headColumns} from audit.heads where size >= $1 order by size limit 1000`,
);

/** Entries that are neither sealed nor waiting to be. There are none in an honest log. */
export const selectOrphans = statement<{ id: string; body: Buffer }>(
  'audit.select-orphans',
  `select id, body from audit.entries
   where not exists (select from audit.leaves where leaves.entry_id = id)
     and not exists (select from audit.unsealed where unsealed.entry_id = id)
   order by id limit 1000`,
);

export const selectUnsealed = statement<{ id: string; at: Date | null; body: Buffer | null; seq: string | null }>(
  'audit.select-unsealed',
  `select unsealed.entry_id as id, at, body, seq from audit.unsealed
   left join audit.entries on id = unsealed.entry_id
   left join audit.leaves on leaves.entry_id = unsealed.entry_id
   order by unsealed.entry_id`,
);

export const selectLeafHashes = statement<{ seq: string; entry_id: string; hash: Buffer }>(
  'audit.select-leaf-hashes',
  'select seq, entry_id, hash from audit.leaves where seq >= $1 and seq < $2 order by seq',
);

export const selectLeafOf = statement<{ seq: string; body: Buffer }>(
  'audit.select-leaf-of',
  'select seq, body from audit.leaves join audit.entries on id = entry_id where entry_id = $1',
);

export const selectCoveringHead = statement<HeadRow>(
  'audit.select-covering-head',
  `select ${headColumns} from audit.heads where size > $1 order by size limit 1`,
);

export const selectHeadOfSize = statement<HeadRow>('audit.select-head-of-size', `select ${headColumns} from audit.heads where size = $1`);
