-- Agreements between governments and organisations: parties, phases, axes, and what was amended. Reported figures are measures of the agreement.
create schema partnerships;
create table partnerships.agreements (
  id uuid primary key,
  ref text not null unique constraint agreement_ref check (ref ~ '^[A-Z0-9]+(-[A-Z0-9]+)*$' and length(ref) <= 40),
  type text not null constraint agreement_type check (type in ('strategic_partnership', 'cooperation', 'mou', 'protocol', 'joint_programme', 'public_private')),
  title jsonb not null,
  purpose jsonb,
  signed_on jsonb,
  signed_at jsonb,
  effective_on jsonb,
  expires_on date,
  auto_renew boolean not null default false,
  languages text[] not null default '{}',
  state text not null default 'proposed' constraint agreement_state
    check (state in ('proposed', 'negotiating', 'initialled', 'signed', 'in_force', 'renewed', 'expired', 'suspended', 'terminated')),
  -- Public from its signature on, whatever becomes of it.
  signed boolean not null default false,
  -- The document of the facts that tells of it.
  source text,
  origin text not null default 'record' constraint agreement_origin check (origin in ('record', 'fact', 'demo')),
  reminded_for text,
  rev integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create table partnerships.parties (
  agreement_id uuid not null references partnerships.agreements on delete cascade,
  position integer not null,
  country_code text references directory.countries,
  entity_id uuid references directory.entities,
  role text constraint party_role check (role in ('provider', 'recipient', 'peer', 'facilitator')),
  primary key (agreement_id, position),
  constraint party_is_somebody check (country_code is not null or entity_id is not null)
);
create index parties_by_country on partnerships.parties (country_code);
create index parties_by_entity on partnerships.parties (entity_id);
create table partnerships.phases (
  agreement_id uuid not null references partnerships.agreements on delete cascade,
  no integer not null,
  title jsonb not null,
  starts_on jsonb,
  ends_on jsonb,
  primary key (agreement_id, no)
);
create table partnerships.axes (
  agreement_id uuid not null references partnerships.agreements on delete cascade,
  no integer not null,
  phase integer,
  title jsonb not null,
  objectives jsonb,
  lead_entity_id uuid references directory.entities,
  partner_entity_id uuid references directory.entities,
  -- Null where a source names the axis and not how far it is.
  status text constraint axis_status check (status in ('not_started', 'active', 'on_hold', 'completed', 'dropped')),
  next_step jsonb,
  due_on date,
  primary key (agreement_id, no)
);
create index axes_by_due on partnerships.axes (due_on) where due_on is not null;
create table partnerships.initiatives (
  agreement_id uuid not null references partnerships.agreements on delete cascade,
  no integer not null,
  axis integer,
  type text not null constraint initiative_type
    check (type in ('training', 'workshop', 'study_visit', 'expert_mission', 'tool_transfer', 'award_support', 'accelerator_cohort', 'event')),
  title jsonb not null,
  starts_on jsonb,
  ends_on jsonb,
  status text not null constraint initiative_status check (status in ('planned', 'under_way', 'done', 'cancelled')),
  primary key (agreement_id, no)
);
-- Meetings of the joint committee, what they decided, and what was promised there.
create table partnerships.meetings (
  agreement_id uuid not null references partnerships.agreements on delete cascade,
  no integer not null,
  held_on date not null,
  decisions jsonb not null,
  primary key (agreement_id, no)
);
create table partnerships.follow_ups (
  agreement_id uuid not null,
  meeting integer not null,
  no integer not null,
  what jsonb not null,
  entity_id uuid references directory.entities,
  due_on date,
  done_on date,
  primary key (agreement_id, meeting, no),
  foreign key (agreement_id, meeting) references partnerships.meetings on delete cascade
);
create index follow_ups_by_due on partnerships.follow_ups (due_on) where done_on is null;
-- What an agreement in force said before it was amended.
create table partnerships.amendments (
  agreement_id uuid not null references partnerships.agreements on delete cascade,
  no integer not null,
  note jsonb not null,
  earlier jsonb not null,
  amended_at timestamptz not null,
  primary key (agreement_id, no)
);
create table partnerships.moves (
  agreement_id uuid not null references partnerships.agreements on delete cascade,
  no integer not null,
  move text not null,
  state text not null,
  reason jsonb,
  moved_at timestamptz not null,
  primary key (agreement_id, no)
);
