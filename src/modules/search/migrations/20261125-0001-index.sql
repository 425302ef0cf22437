-- The index is kept in memory by each app node; these tables are what it is made from. What was indexed
-- before is read again from the modules' records at the next start.
drop table search.documents;

-- One row per record that can be found, and for a while one, `gone`, per record that no longer can.
-- `audiences` says who may find it: public, or names that a module gives to some of its readers, such as
-- entity:<id>. `xid` is the transaction that wrote it: what the nodes follow. One may commit after a later one, so
-- a node reads from the oldest transaction that was still open when it last looked, and passes none over.
create table search.documents (
  kind text not null,
  ref_id text not null,
  path text not null,
  audiences text[] not null,
  facets jsonb not null,
  tags text[] not null,
  texts jsonb not null,
  at timestamptz not null,
  gone boolean not null default false,
  xid xid8 not null default pg_current_xact_id(),
  primary key (kind, ref_id)
);
create index documents_by_transaction on search.documents (xid);

-- `generation` rises when every node is to load the index anew; that something is gone is no longer known of
-- transactions up to `pruned`. `forms` says by kind in which form its documents were made.
create table search.state (
  one boolean primary key default true constraint state_one_row check (one),
  generation integer not null default 1,
  lexicons integer not null default 1,
  pruned xid8 not null default '0',
  forms jsonb not null default '{}'
);
insert into search.state default values;

-- The index as one node had it: a node starts from the newest whole one and the changes since.
create table search.snapshots (
  id uuid primary key,
  format text not null,
  generation integer not null,
  horizon xid8 not null,
  documents integer not null,
  whole boolean not null default false,
  made_at timestamptz not null
);
create table search.snapshot_parts (
  snapshot_id uuid not null references search.snapshots on delete cascade,
  part text not null constraint part_kind check (part in ('words', 'records')),
  no integer not null,
  body bytea not null,
  digest text not null,
  primary key (snapshot_id, part, no)
);
alter table search.snapshot_parts alter column body set storage external;

-- One node at a time writes snapshots and prunes.
create table search.lease (
  one boolean primary key default true constraint lease_one_row check (one),
  holder text,
  until timestamptz not null default '-infinity'
);
insert into search.lease default values;

-- Terms that operators imported, and what one lexicon is.
create table search.lexicons (
  name text primary key,
  format text not null,
  pairs integer not null,
  imported_at timestamptz not null
);
create table search.lexicon_pairs (
  lexicon text not null references search.lexicons on delete cascade,
  from_language text not null,
  from_text text not null,
  to_language text not null,
  to_text text not null
);
create index lexicon_pairs_by_lexicon on search.lexicon_pairs (lexicon);

-- All of this is made again from the records, and the numbers of transactions mean nothing in another database:
-- backups leave it out. What operators imported is kept.
comment on table search.documents is 'derived';
comment on table search.state is 'derived';
comment on table search.snapshots is 'derived';
comment on table search.snapshot_parts is 'derived';
comment on table search.lease is 'derived';
