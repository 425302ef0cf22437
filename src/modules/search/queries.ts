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

const columns = `d(kind text, ref_id text, path text, audiences text[], facets jsonb, tags text[], texts jsonb, at timestamptz)`;
const replace = `on conflict (kind, ref_id) do update
   set path = excluded.path, audiences = excluded.audiences, facets = excluded.facets, tags = excluded.tags, texts = excluded.texts, at = excluded.at, gone = false, xid = excluded.xid
   where (documents.path, documents.audiences, documents.facets, documents.tags, documents.texts, documents.at, documents.gone)
     is distinct from (excluded.path, excluded.audiences, excluded.facets, excluded.tags, excluded.texts, excluded.at, false)`;
const insert = `insert into search.documents (${document}) select ${document} from jsonb_to_recordset($1::jsonb) as ${columns} ${replace}`;
/** Writes documents given as a JSON array; those that are already so stay untouched, so that no node reads them again. */
export const upsertDocuments = statement('search.upsert-documents', insert);
/** The same for documents that no transaction since the horizon $2 wrote: those are newer than what was read. */
export const refreshOlder = statement('search.refresh-older', `${insert} and documents.xid < $2::xid8`);
/** Leaves of a document that it is gone, known or not: who reads records at this moment must not bring it back. */
export const markGone = statement(
  'search.mark-gone',
  `insert into search.documents (${document}, gone) values ($1, $2, '', '{}', '{}', '{}', '{}', 'epoch', true)
   on conflict (kind, ref_id) do update set path = '', audiences = '{}', facets = '{}', tags = '{}', texts = '{}', gone = true, xid = excluded.xid where not documents.gone`,
);
export const selectIds = statement<{ ref_id: string }>('search.select-ids', 'select ref_id from search.documents where kind = $1 and not gone');
/** The same for some of a kind, but for those that a transaction since the horizon $3 wrote. */
export const markSomeGone = statement(
  'search.mark-some-gone',
  `update search.documents set path = '', audiences = '{}', facets = '{}', tags = '{}', texts = '{}', gone = true, xid = pg_current_xact_id()
   where kind = $1 and ref_id = any($2) and not gone and xid < $3::xid8`,
);
export const selectForms = statement<{ forms: Readonly<Record<string, string>> }>('search.select-forms', 'select forms from search.state');
export const noteForm = statement(
  'search.note-form',
  'update search.state set forms = forms || jsonb_build_object($1::text, $2::text) where forms ->> $1 is distinct from $2',
);
/** A page of all documents, by kind and id. */
export const selectDocumentsAfter = statement<DocumentRow>(
  'search.select-documents-after',
  `select ${document} from search.documents where (kind, ref_id) > ($1, $2) and not gone order by kind, ref_id limit $3`,
);
/** The documents that were found, of those the reader may still see: the last word on who sees what. */
export const selectVisible = statement<DocumentRow>(
  'search.select-visible',
  `select d.kind, d.ref_id, path, audiences, facets, tags, texts, at from unnest($1::text[], $2::text[]) as wanted(kind, ref_id)
   join search.documents d on d.kind = wanted.kind and d.ref_id = wanted.ref_id where audiences && $3`,
);
/** The titles of those. */
export const selectTitles = statement<{ kind: string; ref_id: string; title: Texts }>(
  'search.select-titles',
  `select d.kind, d.ref_id, texts -> 'title' as title from unnest($1::text[], $2::text[]) as wanted(kind, ref_id)
   join search.documents d on d.kind = wanted.kind and d.ref_id = wanted.ref_id where audiences && $3`,
);
export const countDocuments = statement<{ count: number }>('search.count-documents', 'select count(*)::int as count from search.documents where not gone');

/** The oldest transaction still open, before which everything is finished and can be seen; and which load of the index, and of the lexicons, is wanted. */
export const selectHorizon = statement<{ horizon: string; generation: number; lexicons: number }>(
  'search.select-horizon',
  'select pg_snapshot_xmin(pg_current_snapshot())::text as horizon, generation, lexicons from search.state',
);
/** Every node is to load the index anew; no snapshot of before counts. */
export const raiseGeneration = statement('search.raise-generation', 'update search.state set generation = generation + 1');

export interface ChangeRow {
  readonly horizon: string;
  readonly generation: number;
  readonly lexicons: number;
  /** Whether it was forgotten already what is gone since the given horizon. */
  readonly too_late: boolean;
  /** What names this change of this document: its key and its transaction. */
  readonly change: string | null;
  readonly xid: string | null;
  readonly document: (Omit<DocumentRow, 'at'> & { readonly at: string; readonly gone: boolean }) | null;
}
/** Documents written by transactions since a horizon, but for the changes $2 that are known; one empty row when there are none. */
export const selectChanges = statement<ChangeRow>(
  'search.select-changes',
  `with seen as (select pg_snapshot_xmin(pg_current_snapshot()) as horizon)
   select seen.horizon::text, s.generation, s.lexicons, s.pruned > $1::xid8 as too_late, c.change, c.xid::text, to_jsonb(c) - 'change' - 'xid' as document
   from seen cross join search.state s
   left join lateral (
     select * from (select d.*, concat_ws(' ', xid::text, kind, ref_id) as change from search.documents d where xid >= $1::xid8) recent
     where change <> all($2::text[]) order by xid limit $3
   ) c on true`,
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
  `select id, format, horizon::text, documents, made_at from search.snapshots
   where whole and generation = (select generation from search.state) order by made_at desc, id desc limit 1`,
);
export const insertSnapshot = statement(
  'search.insert-snapshot',
  'insert into search.snapshots (id, format, generation, horizon, documents, made_at) values ($1, $2, $3, $4::xid8, 0, $5)',
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
export const forgetGone = statement('search.forget-gone', 'delete from search.documents where gone and xid < $1::xid8');
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
export interface LexiconRow {
  readonly name: string;
  readonly format: string;
  readonly pairs: number;
  readonly imported_at: Date;
}
export const selectLexicons = statement<LexiconRow>('search.select-lexicons', 'select name, format, pairs, imported_at from search.lexicons order by name');
export const insertLexicon = statement('search.insert-lexicon', 'insert into search.lexicons (name, format, pairs, imported_at) values ($1, $2, $3, $4)');
export const insertPairs = statement(
  'search.insert-pairs',
  'insert into search.lexicon_pairs (lexicon, from_language, from_text, to_language, to_text) select $1, * from unnest($2::text[], $3::text[], $4::text[], $5::text[])',
);
export const deleteLexicon = statement<{ pairs: number }>('search.delete-lexicon', 'delete from search.lexicons where name = $1 returning pairs');
/** Every node is to learn the lexicons again. */
export const raiseLexicons = statement('search.raise-lexicons', 'update search.state set lexicons = lexicons + 1');
export interface BilingualRow {
  readonly kind: string;
  readonly ref_id: string;
  readonly title_ar: string | null;
  readonly title_en: string | null;
  readonly summary_ar: string | null;
  readonly summary_en: string | null;
}
/** A page of the titles and summaries of records that everybody may see, by kind and id: what pairs are learned from. */
export const selectBilingualAfter = statement<BilingualRow>(
  'search.select-bilingual-after',
  `select kind, ref_id, texts #>> '{title,ar}' as title_ar, texts #>> '{title,en}' as title_en, texts #>> '{summary,ar}' as summary_ar, texts #>> '{summary,en}' as summary_en
   from search.documents where (kind, ref_id) > ($1, $2) and 'public' = any(audiences) order by kind, ref_id limit $3`,
);
