-- The audit log. The serving role has only: usage on the schema; select, insert on entries, leaves and heads;
-- select, insert, delete on unsealed; select, insert, update on lease. So it can add to history, never change it.
create schema audit;

create table audit.entries (
  id   uuid primary key,
  at   timestamptz not null,
  -- Canonical JSON (RFC 8785). These very bytes are the leaf of the Merkle tree.
  body bytea not null constraint body_fits_a_proof check (octet_length(body) <= 700)
);

-- Filled in the transaction that writes the entry, emptied by the sealer.
create table audit.unsealed (
  entry_id uuid primary key references audit.entries
);

create table audit.leaves (
  seq      bigint primary key constraint seq_starts_at_zero check (seq >= 0),
  entry_id uuid not null unique references audit.entries,
  hash     bytea not null constraint hash_is_sha256 check (octet_length(hash) = 32)
);

-- A signed head covers the leaves first_seq to size - 1 as its batch, and by its root every leaf before them.
create table audit.heads (
  size      bigint primary key,
  first_seq bigint not null constraint batch_has_leaves check (first_seq >= 0 and first_seq < size),
  at        timestamptz not null,
  root      bytea not null constraint root_is_sha256 check (octet_length(root) = 32),
  -- Roots of the perfect subtrees of the whole tree, left to right. They hash to the root, so its signature covers them.
  frontier  bytea not null,
  -- First four bytes of each leaf hash of the batch. Signed, so that a verifier can name the very entry that was changed.
  marks     bytea not null constraint one_mark_per_leaf check (octet_length(marks) = 4 * (size - first_seq)),
  key_id    text not null,
  signature bytea not null
);

-- Which process seals now; see design.md section 7 on leases.
create table audit.lease (
  name       text primary key,
  holder     text not null,
  fencing    bigint not null,
  expires_at timestamptz not null
);
