-- Confidential too: why somebody is not impartial is for that person and the programme office.
alter table review.conflicts enable row level security;
create policy conflicts_of_person on review.conflicts
  using (person_id::text = (select current_setting('tabadul.person', true)) or (select current_setting('tabadul.sees_all', true)) = 'review.conflicts')
  with check (person_id::text = (select current_setting('tabadul.person', true)));
create index conflicts_by_entity on review.conflicts (entity_id);
