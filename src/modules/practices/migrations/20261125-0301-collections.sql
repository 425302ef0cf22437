-- Practices that an editor put together, in an order and with a word on each.
create table practices.collections (
  id uuid primary key,
  slug text not null unique constraint collection_slug check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) <= 60),
  title jsonb not null,
  introduction jsonb,
  state text not null constraint collection_state check (state in ('draft', 'published')),
  origin text not null constraint collection_origin check (origin in ('record', 'demo')),
  rev integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  published_at timestamptz
);
create table practices.collection_items (
  collection_id uuid not null references practices.collections on delete cascade,
  position integer not null,
  practice_id uuid not null references practices.practices on delete cascade,
  note jsonb,
  primary key (collection_id, position),
  unique (collection_id, practice_id)
);
create index collection_items_by_practice on practices.collection_items (practice_id);
