import { statement } from '#platform/db/statement.ts';
import type { DocumentTexts } from '../queries.ts';

export interface UnseenRow {
  readonly kind: string;
  readonly ref_id: string;
  readonly xid: string;
  readonly texts: DocumentTexts;
  /** Of the vector there is, which may be of another text or model. */
  readonly digest: string | null;
}
/** Documents that changed since their vector was looked at, or have none; only public ones unless $1. */
export const selectUnseen = statement<UnseenRow>(
  'search.select-unseen',
  `select d.kind, d.ref_id, d.xid::text, d.texts, v.digest from search.documents d left join search.vectors v on v.kind = d.kind and v.ref_id = d.ref_id
   where not d.gone and ($1 or 'public' = any(d.audiences)) and (v.kind is null or v.document_xid <> d.xid or not v.digest like $2 || ':%')
   order by d.xid, d.kind, d.ref_id limit $3`,
);
export const upsertVector = statement(
  'search.upsert-vector',
  `insert into search.vectors (kind, ref_id, digest, document_xid, vector) values ($1, $2, $3, $4::xid8, $5)
   on conflict (kind, ref_id) do update set digest = excluded.digest, document_xid = excluded.document_xid, vector = excluded.vector, xid = excluded.xid`,
);
export const noteSeen = statement('search.note-seen', 'update search.vectors set document_xid = $3::xid8 where kind = $1 and ref_id = $2');
/** Vectors of documents that are gone, or that a service elsewhere is no longer to know of. */
export const deleteStale = statement(
  'search.delete-stale-vectors',
  `delete from search.vectors v where not exists (select 1 from search.documents d where d.kind = v.kind and d.ref_id = v.ref_id and not d.gone and ($1 or 'public' = any(d.audiences)))`,
);

export interface VectorRow {
  readonly kind: string;
  readonly ref_id: string;
  readonly audiences: readonly string[];
  readonly facets: Readonly<Record<string, readonly string[]>>;
  readonly gone: boolean;
  /** Null where the document has no vector. */
  readonly digest: string | null;
  readonly vector: Buffer | null;
}
/** Documents of which they or their vector changed since a horizon, page by page. */
export const selectVectors = statement<VectorRow>(
  'search.select-vectors',
  `select d.kind, d.ref_id, d.audiences, d.facets, d.gone, v.digest, v.vector from search.documents d left join search.vectors v on v.kind = d.kind and v.ref_id = d.ref_id
   where (v.xid >= $1::xid8 or d.xid >= $1::xid8) and (d.kind, d.ref_id) > ($2, $3) order by d.kind, d.ref_id limit $4`,
);
