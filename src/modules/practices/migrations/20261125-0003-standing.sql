-- How a practice stands: when its evidence was judged, when its owner last said that it still holds, whether it is
-- among the featured, and by which practice it was replaced.
alter table practices.versions add column graded_at timestamptz;
update practices.versions v set graded_at = (select max(m.at) from practices.moves m where m.practice_id = v.practice_id and m.version = v.no and m.move = 'review');

alter table practices.practices
  add column graded_at timestamptz,
  add column confirmed_at timestamptz,
  add column asked_at timestamptz,
  add column featured_at timestamptz,
  add column superseded_by uuid references practices.practices;
update practices.practices p set graded_at = v.graded_at,
    confirmed_at = coalesce((select max(m.at) from practices.moves m where m.practice_id = p.id and m.move = 'publish'), p.published_at)
  from practices.versions v where v.practice_id = p.id and v.no = p.published_version and p.public_state = 'published';

-- A replaced practice stays in the library, marked.
alter table practices.practices drop constraint practice_public_state;
alter table practices.practices add constraint practice_public_state check (public_state in ('stub', 'published', 'superseded'));
create index practices_to_confirm on practices.practices (confirmed_at) where public_state = 'published';
create index practices_superseded on practices.practices (superseded_by) where superseded_by is not null;
