-- What an embeddings service made of the texts of records: numbers of a model, by which texts near in meaning are
-- found. `digest` names the text and the model; `document_xid` the change of the document that was looked at last.
create table search.vectors (
  kind text not null,
  ref_id text not null,
  digest text not null,
  document_xid xid8 not null,
  vector bytea not null,
  xid xid8 not null default pg_current_xact_id(),
  primary key (kind, ref_id)
);
create index vectors_by_transaction on search.vectors (xid);
comment on table search.vectors is 'derived';
