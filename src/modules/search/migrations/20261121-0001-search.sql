create schema search;

-- One row per record that can be found. `stems` is written from our analyser, not by a configuration of
-- the database; `audiences` says who may find it: public, or entity:<id>, country:<code>.
create table search.documents (
  kind text not null,
  ref_id uuid not null,
  audiences text[] not null,
  stems tsvector not null,
  texts jsonb not null,
  analyser integer not null,
  primary key (kind, ref_id)
);
create index documents_stems on search.documents using gin (stems);
