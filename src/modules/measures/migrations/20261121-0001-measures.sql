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

-- Indicators with their readings as one document, for neighbours that show them beside their own rows.
create view measures.pub_indicators as
  select i.subject_kind, i.subject_id, i.position,
    jsonb_build_object('id', i.id, 'name', i.name, 'unit', i.unit, 'kind', i.kind, 'direction', i.direction, 'method', i.method, 'attribution', i.attribution,
      'readings', coalesce((select jsonb_agg(jsonb_build_object('id', r.id, 'role', r.role, 'quantity', r.quantity, 'dated', r.dated, 'verification', r.verification, 'reason', r.reason) order by r.position)
        from measures.readings r where r.indicator_id = i.id), '[]')) as document
  from measures.indicators i;
