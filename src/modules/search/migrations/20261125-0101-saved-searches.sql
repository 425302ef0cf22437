-- What somebody looks for is for that person alone. `seen` is what the search found when it was last looked at,
-- the newest records first: what is not among them is new. `fresh` were new at `fresh_at`.
create table search.saved_searches (
  id uuid primary key,
  person_id uuid not null references directory.people on delete cascade,
  name text not null,
  filters jsonb not null,
  seen text[] not null,
  looked_at timestamptz not null,
  fresh integer not null default 0,
  fresh_at timestamptz,
  created_at timestamptz not null
);
create index saved_searches_by_person on search.saved_searches (person_id, created_at);
alter table search.saved_searches enable row level security;
create policy saved_searches_of_person on search.saved_searches
  using (person_id::text = (select current_setting('tabadul.person', true)) or (select current_setting('tabadul.sees_all', true)) = 'search.saved')
  with check (person_id::text = (select current_setting('tabadul.person', true)) or (select current_setting('tabadul.sees_all', true)) = 'search.saved');
