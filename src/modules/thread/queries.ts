import { lockStatement, statement } from '#platform/db/statement.ts';

export const insertLink = statement<{ id: string }>(
  'thread.insert-link',
  `insert into thread.links (id, from_kind, from_id, verb, to_kind, to_id, created_by, created_at)
   values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing returning id`,
);
export const deleteLink = statement<{ id: string }>(
  'thread.delete-link',
  'delete from thread.links where from_kind = $1 and from_id = $2 and verb = $3 and to_kind = $4 and to_id = $5 returning id',
);
/** Links of one verb are added one after the other: two at once could close a circle that neither sees. */
export const lockVerb = lockStatement('thread.lock-verb', "select pg_advisory_xact_lock(hashtext('thread.links.' || $1::text))");
/** Everything that can be reached from a record along one verb. */
export const selectReachable = statement<{ kind: string; id: string }>(
  'thread.select-reachable',
  `with recursive reached (kind, id) as (
     select to_kind, to_id from thread.links where from_kind = $1 and from_id = $2 and verb = $3
     union
     select l.to_kind, l.to_id from thread.links l join reached r on l.from_kind = r.kind and l.from_id = r.id where l.verb = $3
   ) select kind, id from reached`,
);
export const selectLinks = statement<{ verb: string; direction: 'from' | 'to'; kind: string; id: string }>(
  'thread.select-links',
  `select verb, 'to' as direction, to_kind as kind, to_id as id from thread.links where from_kind = $1 and from_id = $2
   union all
   select verb, 'from', from_kind, from_id from thread.links where to_kind = $1 and to_id = $2
   order by verb, direction, kind, id`,
);
