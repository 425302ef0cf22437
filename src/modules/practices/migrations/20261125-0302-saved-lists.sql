-- Lists of practices that somebody keeps. PostgreSQL gives a list to its owner, and to read to whoever names its
-- address. The key of the address is kept as it is, because its owner must be able to see it again; it opens one list to
-- be read and nothing else.
create table practices.saved_lists (
  id uuid primary key,
  person_id uuid not null,
  name text not null,
  note text not null default '',
  share_key text unique,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index saved_lists_by_person on practices.saved_lists (person_id, updated_at desc);

create table practices.saved_items (
  list_id uuid not null references practices.saved_lists on delete cascade,
  practice_id uuid not null references practices.practices on delete cascade,
  note text not null default '',
  added_at timestamptz not null,
  primary key (list_id, practice_id)
);
create index saved_items_by_practice on practices.saved_items (practice_id);

alter table practices.saved_lists enable row level security;
create policy saved_lists_of_person on practices.saved_lists
  using (person_id::text = (select current_setting('tabadul.person', true)))
  with check (person_id::text = (select current_setting('tabadul.person', true)));
create policy saved_lists_shared on practices.saved_lists for select
  using (share_key is not null and share_key = (select current_setting('tabadul.shared_list', true)));

alter table practices.saved_items enable row level security;
create policy saved_items_of_person on practices.saved_items
  using (list_id in (select id from practices.saved_lists where person_id::text = (select current_setting('tabadul.person', true))))
  with check (list_id in (select id from practices.saved_lists where person_id::text = (select current_setting('tabadul.person', true))));
create policy saved_items_shared on practices.saved_items for select
  using (list_id in (select id from practices.saved_lists where share_key is not null and share_key = (select current_setting('tabadul.shared_list', true))));
