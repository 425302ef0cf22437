create schema vocabulary;

create table vocabulary.schemes (
  code text primary key,
  name jsonb not null,
  source text not null
);

create table vocabulary.concepts (
  scheme text not null references vocabulary.schemes,
  code text not null,
  parent text,
  label jsonb not null,
  definition jsonb,
  position integer not null,
  primary key (scheme, code)
);
create index concepts_by_parent on vocabulary.concepts (scheme, parent);
