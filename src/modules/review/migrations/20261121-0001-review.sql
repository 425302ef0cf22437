create schema review;

create table review.reviews (
  id uuid primary key,
  subject_kind text not null,
  subject_id text not null,
  stage text not null constraint review_stage check (stage in ('check', 'expert')),
  reviewer_id uuid,
  state text not null constraint review_state check (state in ('open', 'passed', 'returned', 'closed')),
  opened_at timestamptz not null,
  due_on date not null,
  decided_at timestamptz
);
create index reviews_by_subject on review.reviews (subject_kind, subject_id);
create index reviews_open on review.reviews (state, opened_at) where state = 'open';
-- One open review per subject and stage, so that two reviewers cannot both decide it.
create unique index reviews_one_open on review.reviews (subject_kind, subject_id, stage) where state = 'open';

-- What is said to the author when a record comes back; tied to fields.
create table review.comments (
  id uuid primary key,
  review_id uuid not null references review.reviews on delete cascade,
  field text not null,
  text text not null,
  position integer not null
);
create index comments_by_review on review.comments (review_id, position);

-- Confidential: scores and notes of a reviewer. Only the reviewer and the programme office can reach them,
-- whatever the application asks; see platform/db/confidential.ts.
create table review.opinions (
  review_id uuid primary key references review.reviews on delete cascade,
  reviewer_id uuid not null,
  scores jsonb not null,
  note text not null,
  written_at timestamptz not null
);
alter table review.opinions enable row level security;
create policy opinions_of_reviewer on review.opinions
  using (reviewer_id::text = (select current_setting('tabadul.person', true)) or (select current_setting('tabadul.sees_all', true)) = 'review.opinions')
  with check (reviewer_id::text = (select current_setting('tabadul.person', true)) or (select current_setting('tabadul.sees_all', true)) = 'review.opinions');

create table review.conflicts (
  person_id uuid not null,
  entity_id uuid not null,
  reason text not null,
  declared_at timestamptz not null,
  primary key (person_id, entity_id)
);
