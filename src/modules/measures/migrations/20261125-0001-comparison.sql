-- What the change is held against: a group, a region or a time without the measure.
alter table measures.indicators add column comparison jsonb;

create or replace view measures.pub_indicators as
  select i.subject_kind, i.subject_id, i.position,
    jsonb_build_object('id', i.id, 'name', i.name, 'unit', i.unit, 'kind', i.kind, 'direction', i.direction, 'method', i.method, 'attribution', i.attribution, 'comparison', i.comparison,
      'readings', coalesce((select jsonb_agg(jsonb_build_object('id', r.id, 'role', r.role, 'quantity', r.quantity, 'dated', r.dated, 'verification', r.verification, 'reason', r.reason) order by r.position)
        from measures.readings r where r.indicator_id = i.id), '[]')) as document
  from measures.indicators i;
