-- How often a practice was opened and how often a search showed it, by day. Of readers nothing is kept: no address, no
-- cookie, no account.
create table practices.usage (
  practice_id uuid not null references practices.practices on delete cascade,
  day date not null,
  views integer not null default 0,
  found integer not null default 0,
  primary key (practice_id, day)
);
create index usage_by_day on practices.usage (day);
