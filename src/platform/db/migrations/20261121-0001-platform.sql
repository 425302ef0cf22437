create schema platform;

-- One row per write a client may repeat; its outcome is given again instead of doing the work twice.
create table platform.idempotency_keys (
  actor text not null,
  key text not null,
  request_hash text not null,
  outcome jsonb,
  created_at timestamptz not null,
  primary key (actor, key)
);
create index idempotency_keys_by_age on platform.idempotency_keys (created_at);

-- Events of committed transactions; a row is deleted in the transaction that ran its subscribers.
create table platform.outbox (
  id uuid primary key,
  name text not null,
  payload jsonb not null,
  created_at timestamptz not null,
  attempts integer not null default 0,
  next_at timestamptz not null default now()
);
create index outbox_due on platform.outbox (next_at);

create table platform.settings (
  name text primary key,
  value jsonb not null
);
