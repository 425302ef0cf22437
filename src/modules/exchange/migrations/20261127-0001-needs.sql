-- What entities look for, and the matches that they do not want to see again. What answers a need is a link of the thread.
create schema exchange;
create table exchange.needs (
  id uuid primary key,
  no integer generated always as identity unique,
  entity_id uuid not null references directory.entities,
  country_code text references directory.countries,
  author_id uuid,
  title jsonb not null,
  problem jsonb not null,
  cofog text[] not null default '{}',
  sdg text[] not null default '{}',
  budget numeric constraint need_budget check (budget >= 0),
  currency text,
  months integer constraint need_months check (months between 1 and 120),
  languages text[] not null default '{}',
  instruments text[] not null default '{}',
  deadline date,
  state text not null default 'open' constraint need_state check (state in ('open', 'matched', 'met', 'withdrawn')),
  origin text not null default 'record' constraint need_origin check (origin in ('record', 'demo')),
  rev integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index needs_by_entity on exchange.needs (entity_id);
create table exchange.hidden_matches (
  need_id uuid not null references exchange.needs on delete cascade,
  practice_id uuid not null,
  hidden_by uuid,
  hidden_at timestamptz not null,
  primary key (need_id, practice_id)
);
