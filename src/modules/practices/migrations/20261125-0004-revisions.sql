-- What the working version said before each save, so that somebody who started from it can be merged with those who
-- saved meanwhile. The newest hundred of a practice are kept.
create table practices.revisions (
  practice_id uuid not null references practices.practices on delete cascade,
  rev integer not null,
  content jsonb not null,
  results jsonb not null,
  primary key (practice_id, rev)
);
