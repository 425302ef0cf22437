-- What changed in public, for the page and the feed of changes. Written with the change itself.
create table practices.changes (
  id uuid primary key,
  practice_id uuid not null references practices.practices on delete cascade,
  kind text not null constraint change_kind check (kind in ('new', 'changed', 'superseded', 'archived', 'restored')),
  version integer,
  at timestamptz not null
);
create index changes_by_time on practices.changes (at desc, id desc);
create index changes_by_practice on practices.changes (practice_id);

-- What happened until now. A stub is new when it came in; a practice when it was first published, changed when again.
insert into practices.changes (id, practice_id, kind, version, at)
  select gen_random_uuid(), id, 'new', 1, created_at from practices.practices where origin in ('fact', 'import');
insert into practices.changes (id, practice_id, kind, version, at)
  select gen_random_uuid(), practice_id,
    case move when 'supersede' then 'superseded' when 'archive' then 'archived' when 'restore' then 'restored'
      when 'reinstate' then 'restored' else case when row_number() over (partition by practice_id, move order by at) = 1 then 'new' else 'changed' end end,
    version, at
  from practices.moves where move in ('publish', 'supersede', 'archive', 'restore', 'reinstate');
