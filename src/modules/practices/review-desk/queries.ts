import { statement } from '#platform/db/statement.ts';
import type { ListRow } from '../queries.ts';

export interface WaitingRow extends Pick<ListRow, 'id' | 'code' | 'entity_id' | 'state' | 'card'> {
  readonly author_id: string | null;
  readonly version: number;
  readonly updated_at: Date;
  /** The same in microseconds since 1970: what the order goes by. */
  readonly micros: number;
  readonly assignee_id: string | null;
  readonly due_on: string | null;
}
/** What of the states $1 the reach ($2 everywhere, $3 countries, $4 entities) holds, but nothing of the entities in $5. */
const reached = `p.state = any($1) and ($2 or p.country_code = any($3) or p.entity_id = any($4)) and not coalesce(p.entity_id = any($5), false)`;
const openReview = `left join review.pub_open r on r.subject_kind = 'practice' and r.subject_id = p.id::text
     and r.stage = case p.state when 'submitted' then 'check' when 'checked' then 'expert' end`;

/** What waits for a reviewer or the office, longest waiting first: whose it is in $6 and $7, the last row of the page before in $8 and $9. */
export const selectWaiting = statement<WaitingRow>(
  'practices.select-waiting',
  `select p.id, p.code, p.entity_id, p.state, p.card, p.author_id, p.version, p.updated_at,
     (extract(epoch from p.updated_at) * 1000000)::bigint as micros, r.assignee_id, r.due_on::text
   from practices.practices p ${openReview}
   where ${reached} and ($6 = 'all' or ($6 = 'mine' and r.assignee_id = $7) or ($6 = 'unassigned' and r.assignee_id is null and p.state <> 'reviewed'))
     and (p.updated_at, p.id) > (timestamptz 'epoch' + $8::bigint * interval '1 microsecond', $9::uuid)
   order by p.updated_at, p.id limit $10`,
);

export interface LoadRow {
  readonly assignee_id: string;
  readonly open: number;
  readonly overdue: number;
  readonly oldest: Date;
}
/** How much lies with whom: $6 is today. */
export const selectLoad = statement<LoadRow>(
  'practices.select-review-load',
  `select r.assignee_id, count(*)::int as open, count(*) filter (where r.due_on < $6::date)::int as overdue, min(r.opened_at) as oldest
   from practices.practices p ${openReview} where ${reached} and r.assignee_id is not null group by r.assignee_id order by open desc, r.assignee_id`,
);
/** Practices of entities: what somebody with a conflict of interest may know nothing of. */
export const selectIdsOfEntities = statement<{ id: string }>(
  'practices.select-ids-of-entities',
  'select id::text as id from practices.practices where entity_id = any($1)',
);
