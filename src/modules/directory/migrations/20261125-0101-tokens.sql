-- Tokens of programs that act for a person. Only the hash is kept: a copy of the database opens nothing.
create table directory.tokens (
  id uuid primary key,
  token_hash bytea not null unique,
  account_id uuid not null references directory.accounts on delete cascade,
  name text not null,
  scopes text[] not null,
  -- Whether it was made in a sign-in with a second factor: roles that ask for one rest without it.
  second_factor boolean not null,
  created_at timestamptz not null,
  ends_at timestamptz not null,
  last_used_at timestamptz,
  revoked_at timestamptz
);
create index tokens_by_account on directory.tokens (account_id);
