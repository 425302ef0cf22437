create schema thread;

create table thread.links (
  id uuid primary key,
  from_kind text not null,
  from_id text not null,
  verb text not null,
  to_kind text not null,
  to_id text not null,
  created_by uuid,
  created_at timestamptz not null,
  constraint link_once unique (from_kind, from_id, verb, to_kind, to_id),
  constraint link_not_to_itself check ((from_kind, from_id) <> (to_kind, to_id))
);
create index links_to on thread.links (to_kind, to_id);

-- Which records have links at all: most have none, and are spared the question.
create view thread.pub_linked as
  select from_kind as kind, from_id as id from thread.links union all select to_kind, to_id from thread.links;
