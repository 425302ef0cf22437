create schema practices;

create table practices.code_numbers (
  prefix text primary key,
  last_number integer not null
);

create table practices.practices (
  id uuid primary key,
  code text not null unique constraint practice_code_form check (code ~ '^[A-Z]{2}-\d{4,6}$'),
  entity_id uuid references directory.entities,
  country_code text references directory.countries,
  author_id uuid,
  orig text not null constraint practice_orig check (orig in ('ar', 'en')),
  state text not null,
  version integer not null,
  published_version integer,
  grade text constraint practice_grade check (grade in ('E0', 'E1', 'E2', 'E3', 'E4', 'E5')),
  grade_reason jsonb,
  card jsonb not null,
  divisions text[] not null default '{}',
  stage text,
  origin text not null constraint practice_origin check (origin in ('record', 'fact', 'demo')),
  source jsonb,
  rev integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  published_at timestamptz
);
create index practices_listed on practices.practices ((coalesce(published_at, created_at)) desc, id desc)
  where (published_version is not null and state <> 'archived') or state = 'stub';
create index practices_by_entity on practices.practices (entity_id);
create index practices_by_country on practices.practices (country_code);
create index practices_by_state on practices.practices (state, updated_at);

create table practices.versions (
  practice_id uuid not null references practices.practices on delete cascade,
  no integer not null,
  content jsonb not null,
  note jsonb,
  written_by uuid,
  written_at timestamptz not null,
  frozen_at timestamptz,
  digest text,
  -- Everybody who wrote into this version: none of them reviews it.
  writers uuid[] not null default '{}',
  -- Set by the expert who reviewed this version; public with it, not before.
  grade text,
  grade_reason jsonb,
  primary key (practice_id, no)
);

create table practices.moves (
  id uuid primary key,
  practice_id uuid not null references practices.practices on delete cascade,
  version integer not null,
  move text not null,
  from_state text not null,
  to_state text not null,
  by_person uuid,
  at timestamptz not null
);
create index moves_by_practice on practices.moves (practice_id, at);
