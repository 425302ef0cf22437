import { statement } from '#platform/db/statement.ts';

export type Texts = Partial<Record<'ar' | 'en', string>>;
export interface DocumentTexts {
  readonly title: Texts;
  readonly summary: Texts;
  readonly body: Texts;
}
export interface DocumentRow {
  readonly kind: string;
  readonly ref_id: string;
  readonly path: string;
  readonly audiences: readonly string[];
  readonly facets: Readonly<Record<string, readonly string[]>>;
  readonly tags: readonly string[];
  readonly texts: DocumentTexts;
  readonly at: Date;
}

const document = 'kind, ref_id, path, audiences, facets, tags, texts, at';

/** Writes documents given as a JSON array; those that are already so stay untouched, so that no node reads them again. */
export const upsertDocuments = statement(
  'search.upsert-documents',
  `insert into search.documents (${document})
   select ${document} from jsonb_to_recordset($1::jsonb) as d(kind text, ref_id text, path text, audiences text[], facets jsonb, tags text[], texts jsonb, at timestamptz)
   on conflict (kind, ref_id) do update
   set path = excluded.path, audiences = excluded.audiences, facets = excluded.facets, tags = excluded.tags, texts = excluded.texts, at = excluded.at
   where (documents.path, documents.audiences, documents.facets, documents.tags, documents.texts, documents.at)
     is distinct from (excluded.path, excluded.audiences, excluded.facets, excluded.tags, excluded.texts, excluded.at)`,
);
export const deleteDocument = statement('search.delete-document', 'delete from search.documents where kind = $1 and ref_id = $2');
export const selectIds = statement<{ ref_id: string }>('search.select-ids', 'select ref_id from search.documents where kind = $1');
export const deleteSome = statement('search.delete-some', 'delete from search.documents where kind = $1 and ref_id = any($2)');

/** A page of all documents, by kind and id. */
export const selectDocumentsAfter = statement<DocumentRow>(
  'search.select-documents-after',
  `select ${document} from search.documents where (kind, ref_id) > ($1, $2) order by kind, ref_id limit $3`,
);
/** The documents that were found, of those the reader may still see: the last word on who sees what. */
export const selectVisible = statement<DocumentRow>(
  'search.select-visible',
  `select d.kind, d.ref_id, path, audiences, facets, tags, texts, at from unnest($1::text[], $2::text[]) as wanted(kind, ref_id)
   join search.documents d on d.kind = wanted.kind and d.ref_id = wanted.ref_id where audiences && $3`,
);
export const countDocuments = statement<{ count: number }>('search.count-documents', 'select count(*)::int as count from search.documents');

/** The oldest transaction still open: everything before it is finished and can be seen. */
export const selectHorizon = statement<{ horizon: string }>('search.select-horizon', 'select pg_snapshot_xmin(pg_current_snapshot())::text as horizon');

export interface ChangeRow {
  readonly horizon: string;
  readonly generation: number;
  readonly lexicons: number;
  /** Whether changes since the given horizon were thrown away already. */
  readonly too_late: boolean;
  readonly seq: number | null;
  readonly xid: string | null;
  readonly kind: string | null;
  readonly ref_id: string | null;
  readonly document: (Omit<DocumentRow, 'at'> & { readonly at: string }) | null;
}
/** Changes of transactions since a horizon that are not known yet, each with its document as it is now; one empty row when there are none. */
export const selectChanges = statement<ChangeRow>(
  'search.select-changes',
  `with seen as (select pg_snapshot_xmin(pg_current_snapshot()) as horizon)
   select seen.horizon::text, s.generation, s.lexicons, s.pruned > $1::xid8 as too_late, c.seq, c.xid::text, c.kind, c.ref_id, to_jsonb(d) as document
   from seen cross join search.state s
   left join lateral (select seq, xid, kind, ref_id from search.changes where xid >= $1::xid8 and seq <> all($2::bigint[]) order by seq limit $3) c on true
   left join search.documents d on d.kind = c.kind and d.ref_id = c.ref_id`,
);
export const takeLease = statement<{ holder: string }>(
  'search.take-lease',
  `update search.lease set holder = $1, until = now() + interval '2 minutes' where holder = $1 or until < now() returning holder`,
);
export const endLease = statement('search.end-lease', `update search.lease set until = '-infinity' where holder = $1`);

export interface SnapshotRow {
  readonly id: string;
  readonly format: string;
  readonly horizon: string;
  readonly documents: number;
  readonly made_at: Date;
}
export const selectNewestSnapshot = statement<SnapshotRow>(
  'search.select-newest-snapshot',
  'select id, format, horizon::text, documents, made_at from search.snapshots where whole order by made_at desc, id desc limit 1',
);
export const insertSnapshot = statement(
  'search.insert-snapshot',
  'insert into search.snapshots (id, format, horizon, documents, made_at) values ($1, $2, $3::xid8, 0, $4)',
);
export const insertSnapshotPart = statement(
  'search.insert-snapshot-part',
  'insert into search.snapshot_parts (snapshot_id, part, no, body, digest) values ($1, $2, $3, $4, $5)',
);
export const markWhole = statement('search.mark-whole', 'update search.snapshots set whole = true, documents = $2 where id = $1');
export const selectParts = statement<{ part: 'words' | 'records'; no: number }>(
  'search.select-parts',
  `select part, no from search.snapshot_parts where snapshot_id = $1 order by part = 'records', no`,
);
export const selectPart = statement<{ body: Buffer; digest: string }>(
  'search.select-part',
  'select body, digest from search.snapshot_parts where snapshot_id = $1 and part = $2 and no = $3',
);
export const deleteSnapshot = statement('search.delete-snapshot', 'delete from search.snapshots where id = $1');
/** Keeps the given snapshot alone, and what another node may be writing. */
export const deleteOtherSnapshots = statement(
  'search.delete-other-snapshots',
  `delete from search.snapshots where id <> $1 and (whole or made_at < now() - interval '10 minutes')`,
);
export const pruneChanges = statement('search.prune-changes', 'delete from search.changes where xid < $1::xid8');
export const markPruned = statement('search.mark-pruned', 'update search.state set pruned = greatest(pruned, $1::xid8)');

export interface PairRow {
  readonly from_language: string;
  readonly from_text: string;
  readonly to_language: string;
  readonly to_text: string;
}
export const selectLexiconPairs = statement<PairRow>(
  'search.select-lexicon-pairs',
  'select from_language, from_text, to_language, to_text from search.lexicon_pairs order by lexicon, from_language, from_text, to_text',
);
/** Titles and summaries that stand in both languages, of records that everybody may see: what pairs are learned from. */
export const selectBilingual = statement<{ ar: string; en: string }>(
  'search.select-bilingual',
  `select pair.ar, pair.en from search.documents d,
     lateral (values (texts #>> '{title,ar}', texts #>> '{title,en}'), (texts #>> '{summary,ar}', texts #>> '{summary,en}')) as pair(ar, en)
   where 'public' = any(audiences) and pair.ar <> '' and pair.en <> '' order by d.kind, d.ref_id, pair.ar limit $1`,
);
