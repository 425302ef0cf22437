-- Lists that people asked for as workbooks.
create schema exports;
create table exports.exports (
  id uuid primary key,
  person_id uuid not null references directory.people,
  -- What the person may do when asking: a second factor was given, and the scopes of the token if it was one.
  second_factor boolean not null,
  scopes text[],
  list text not null,
  query jsonb not null,
  language text not null constraint export_language check (language in ('ar', 'en')),
  state text not null default 'waiting' constraint export_state check (state in ('waiting', 'running', 'done', 'failed')),
  position integer not null default 0,
  file jsonb,
  refusal jsonb,
  created_at timestamptz not null,
  changed_at timestamptz not null
);
create index exports_of_person on exports.exports (person_id, created_at desc);
