-- Records of other libraries come in as public stubs that say where they are from.
alter table practices.practices drop constraint practice_origin;
alter table practices.practices add constraint practice_origin check (origin in ('record', 'fact', 'demo', 'import'));

-- How a file of these columns was read last, so that nobody maps it twice.
create table practices.import_mappings (
  source_key text not null,
  columns text[] not null,
  mapping jsonb not null,
  used_at timestamptz not null,
  primary key (source_key, columns)
);

create table practices.imports (
  id uuid primary key,
  file jsonb not null,
  format text not null constraint import_format check (format in ('csv', 'xlsx', 'json')),
  columns text[] not null,
  row_count integer not null,
  notes jsonb not null,
  mapping jsonb,
  state text not null constraint import_state check (state in ('uploaded', 'checking', 'checked', 'running', 'done', 'undoing', 'undone', 'failed')),
  -- How far the work of this state has come, in rows; written with the rows themselves, so that work goes on exactly there.
  position integer not null default 0,
  refusal jsonb,
  -- Whoever holds the lease works; after its end another may go on.
  lease uuid,
  lease_until timestamptz,
  by_person uuid,
  created_at timestamptz not null,
  changed_at timestamptz not null
);
create index imports_by_time on practices.imports (created_at desc, id desc);

create table practices.import_rows (
  import_id uuid not null references practices.imports on delete cascade,
  position integer not null,
  line integer not null,
  external_id text,
  outcome text not null constraint import_outcome check (outcome in ('created', 'changed', 'unchanged', 'failed', 'undone', 'kept')),
  practice_id uuid,
  code text,
  -- What the record was before this import changed it, for undoing.
  before jsonb,
  problems jsonb not null default '[]',
  primary key (import_id, position)
);

-- Which record a row of a source is, and what it said last.
create table practices.external_records (
  source_key text not null,
  external_id text not null,
  practice_id uuid not null unique references practices.practices on delete cascade,
  digest text not null,
  import_id uuid not null references practices.imports,
  primary key (source_key, external_id)
);
