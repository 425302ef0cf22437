import { lockStatement, statement } from '#platform/db/statement.ts';

export interface ReviewRow {
  readonly id: string;
  readonly subject_kind: string;
  readonly subject_id: string;
  readonly stage: 'check' | 'expert';
  readonly reviewer_id: string | null;
  /** Whoever took it on or was given it. */
  readonly assignee_id: string | null;
  readonly state: 'open' | 'passed' | 'returned' | 'closed';
  readonly opened_at: Date;
  readonly due_on: string;
  readonly decided_at: Date | null;
}
export interface CommentRow {
  readonly id: string;
  readonly review_id: string;
  readonly field: string;
  readonly text: string;
}
export interface OpinionRow {
  readonly review_id: string;
  readonly reviewer_id: string;
  readonly scores: Record<string, number>;
  readonly note: string;
  readonly written_at: Date;
}
const review = 'id, subject_kind, subject_id, stage, reviewer_id, assignee_id, state, opened_at, due_on::text, decided_at';

export const insertReview = statement<{ id: string }>(
  'review.insert-review',
  `insert into review.reviews (id, subject_kind, subject_id, stage, state, opened_at, due_on) values ($1, $2, $3, $4, 'open', $5, $6) on conflict do nothing returning id`,
);
export const lockOpenReview = lockStatement<ReviewRow>(
  'review.lock-open-review',
  `select ${review} from review.reviews where subject_kind = $1 and subject_id = $2 and stage = $3 and state = 'open' for update`,
);
export const decideReview = statement('review.decide-review', 'update review.reviews set state = $2, reviewer_id = $3, decided_at = $4 where id = $1');
export const closeReviews = statement(
  'review.close-reviews',
  `update review.reviews set state = 'closed', decided_at = $3 where subject_kind = $1 and subject_id = $2 and state = 'open'`,
);
export const selectReviews = statement<ReviewRow>(
  'review.select-reviews',
  `select ${review} from review.reviews where subject_kind = $1 and subject_id = $2 order by opened_at desc, id desc`,
);
export const insertComment = statement(
  'review.insert-comment',
  'insert into review.comments (id, review_id, field, text, position) values ($1, $2, $3, $4, $5)',
);
export const selectComments = statement<CommentRow>(
  'review.select-comments',
  'select id, review_id, field, text from review.comments where review_id = any($1) order by review_id, position',
);
export const upsertOpinion = statement(
  'review.upsert-opinion',
  `insert into review.opinions (review_id, reviewer_id, scores, note, written_at) values ($1, $2, $3, $4, $5)
   on conflict (review_id) do update set scores = excluded.scores, note = excluded.note, written_at = excluded.written_at`,
);
export const selectOpinions = statement<OpinionRow>(
  'review.select-opinions',
  'select review_id, reviewer_id, scores, note, written_at from review.opinions where review_id = any($1)',
);
export const insertConflict = statement(
  'review.insert-conflict',
  'insert into review.conflicts (person_id, entity_id, reason, declared_at) values ($1, $2, $3, $4) on conflict do nothing',
);
export const selectConflicts = statement<{ entity_id: string }>('review.select-conflicts', 'select entity_id from review.conflicts where person_id = $1');
export const selectConflicted = statement<{ person_id: string }>('review.select-conflicted', 'select person_id from review.conflicts where entity_id = $1');

export const updateAssignee = statement('review.update-assignee', 'update review.reviews set assignee_id = $2, assigned_at = $3 where id = $1');
/** A person gives up every open review of these subjects. */
export const clearAssignee = statement<{ id: string }>(
  'review.clear-assignee',
  `update review.reviews set assignee_id = null, assigned_at = null
   where state = 'open' and subject_kind = $1 and subject_id = any($2) and assignee_id = $3 returning id`,
);
export interface ReviewerFigures {
  readonly reviewer_id: string;
  readonly decided: number;
  /** From opening to decision. */
  readonly median_days: number;
  readonly returned: number;
}
/** What reviewers decided since a day, one of them or all, without the subjects that the asker may know nothing of. */
export const selectFigures = statement<ReviewerFigures>(
  'review.select-figures',
  `select reviewer_id, count(*)::int as decided, count(*) filter (where state = 'returned')::int as returned,
     percentile_cont(0.5) within group (order by extract(epoch from decided_at - opened_at)::float8 / 86400) as median_days
   from review.reviews where subject_kind = $1 and state in ('passed', 'returned') and reviewer_id is not null and decided_at >= $2
     and ($3::uuid is null or reviewer_id = $3) and not subject_id = any($4::text[])
   group by reviewer_id order by decided desc, reviewer_id`,
);
