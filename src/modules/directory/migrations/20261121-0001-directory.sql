create schema directory;

-- The operator's own list: codes and names start from CLDR and are edited here.
create table directory.countries (
  code text primary key constraint country_code_form check (code ~ '^[A-Z]{2}$'),
  name jsonb not null,
  aliases jsonb not null default '[]',
  listed boolean not null default true,
  origin text not null constraint country_origin check (origin in ('cldr', 'operator', 'demo')),
  rev integer not null default 1
);

create table directory.entities (
  id uuid primary key,
  code text not null unique constraint entity_code_form check (code ~ '^[A-Z0-9][A-Z0-9-]{1,39}$'),
  country_code text references directory.countries,
  type text not null,
  parent_id uuid references directory.entities,
  name jsonb not null,
  aliases jsonb not null default '[]',
  origin text not null constraint entity_origin check (origin in ('record', 'fact', 'demo')),
  source jsonb,
  rev integer not null default 1,
  created_at timestamptz not null,
  constraint entity_not_own_parent check (parent_id <> id)
);
create index entities_by_country on directory.entities (country_code);
create index entities_by_parent on directory.entities (parent_id);

create table directory.people (
  id uuid primary key,
  name_ar text,
  name_en text,
  name_orig text,
  spelling_checked boolean not null default false,
  form text constraint person_form check (form in ('m', 'f')),
  job_title jsonb,
  entity_id uuid references directory.entities,
  origin text not null constraint person_origin check (origin in ('record', 'fact', 'demo')),
  source jsonb,
  rev integer not null default 1,
  created_at timestamptz not null,
  constraint person_has_a_name check (coalesce(name_ar, name_en, name_orig) is not null)
);
create index people_by_entity on directory.people (entity_id);

create table directory.memberships (
  person_id uuid not null references directory.people on delete cascade,
  category text not null,
  primary key (person_id, category)
);

create table directory.role_grants (
  id uuid primary key,
  person_id uuid not null references directory.people on delete cascade,
  role text not null,
  scope_kind text not null constraint grant_scope check (scope_kind in ('instance', 'country', 'entity', 'programme')),
  scope_id text,
  granted_by uuid,
  granted_at timestamptz not null,
  ended_at timestamptz,
  constraint grant_scope_named check ((scope_kind = 'instance') = (scope_id is null))
);
create index role_grants_by_person on directory.role_grants (person_id) where ended_at is null;

create table directory.accounts (
  id uuid primary key,
  person_id uuid not null unique references directory.people on delete cascade,
  email text not null unique constraint email_lower check (email = lower(email)),
  password_hash text not null,
  totp_secret text,
  totp_confirmed_at timestamptz,
  totp_last_step bigint,
  disabled_at timestamptz,
  created_at timestamptz not null
);

create table directory.sign_ins (
  id uuid primary key,
  token_hash bytea not null unique,
  account_id uuid not null references directory.accounts on delete cascade,
  agent text not null,
  second_factor boolean not null,
  created_at timestamptz not null,
  seen_at timestamptz not null,
  ends_at timestamptz not null,
  ended_at timestamptz
);
create index sign_ins_by_account on directory.sign_ins (account_id);

-- Half-finished sign-ins: the password was right, the second factor is awaited.
create table directory.pending_sign_ins (
  token_hash bytea primary key,
  account_id uuid not null references directory.accounts on delete cascade,
  attempts integer not null default 0,
  expires_at timestamptz not null
);

create table directory.sign_in_failures (
  bucket text primary key,
  failures integer not null,
  window_start timestamptz not null
);

create table directory.invitations (
  id uuid primary key,
  token_hash bytea not null unique,
  email text not null,
  person_id uuid references directory.people on delete cascade,
  role text not null,
  scope_kind text not null,
  scope_id text,
  invited_by uuid,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  withdrawn_at timestamptz
);

create table directory.role_rules (
  role text primary key,
  second_factor boolean not null
);

-- What waits for a person, said once in the product.
create table directory.notices (
  id uuid primary key,
  person_id uuid not null references directory.people on delete cascade,
  message text not null,
  params jsonb not null,
  path text not null,
  created_at timestamptz not null,
  read_at timestamptz
);
create index notices_by_person on directory.notices (person_id, created_at desc);

create view directory.pub_entities as
  select id, code, country_code, type, parent_id, name, aliases, origin from directory.entities;
create view directory.pub_countries as
  select code, name, listed, origin from directory.countries;
create view directory.pub_people as
  select id, name_ar, name_en, name_orig, entity_id, origin from directory.people;
