create schema measures;

-- The subject is a record of a module above, named by kind and id.
create table measures.indicators (
  id uuid primary key,
  subject_kind text not null,
  subject_id text not null,
  position integer not null,
  name jsonb not null,
  unit jsonb not null,
  kind text not null constraint indicator_kind check (kind in ('outcome', 'output')),
  direction text not null constraint indicator_direction check (direction in ('increase', 'decrease')),
  method jsonb,
  attribution jsonb,
  constraint indicator_position unique (subject_kind, subject_id, position)
);

create table measures.readings (
  id uuid primary key,
  indicator_id uuid not null references measures.indicators on delete cascade,
  position integer not null,
  role text not null constraint reading_role check (role in ('baseline', 'value', 'target')),
  quantity jsonb not null,
  dated jsonb not null,
  verification text not null constraint reading_verification check (verification in ('reported', 'confirmed', 'disputed')),
  verified_by uuid,
  verified_at timestamptz,
  reason jsonb
);
create index readings_by_indicator on measures.readings (indicator_id, position);
