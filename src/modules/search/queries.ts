import { statement } from '#platform/db/statement.ts';

export interface DocumentTexts {
  readonly title: Partial<Record<'ar' | 'en', string>>;
  readonly summary: Partial<Record<'ar' | 'en', string>>;
  readonly body: Partial<Record<'ar' | 'en', string>>;
}

export const upsertDocument = statement(
  'search.upsert-document',
  `insert into search.documents (kind, ref_id, audiences, stems, texts, analyser) values ($1, $2, $3, $4::tsvector, $5, $6)
   on conflict (kind, ref_id) do update set audiences = excluded.audiences, stems = excluded.stems, texts = excluded.texts, analyser = excluded.analyser`,
);
export const deleteDocument = statement('search.delete-document', 'delete from search.documents where kind = $1 and ref_id = $2');
/**
 * Documents with any of the words, those with most different words first, then by weighted rank. Candidates
 * are capped before ranking: ranking every document with a common word cost 76 ms at 20,000 records.
 */
export const selectHits = statement<{ id: string; words: number; rank: number }>(
  'search.select-hits',
  `select id, words, rank from (
     select ref_id as id, (select count(*) from unnest($3::text[]) word where stems @@ word::tsquery)::int as words,
       ts_rank('{0.1, 0.25, 0.5, 1}', stems, $2::tsquery, 1) as rank
     from (select ref_id, stems from search.documents where kind = $1 and stems @@ $2::tsquery and audiences && $4 limit 3000) candidate
   ) ranked order by words desc, rank desc, id limit $5`,
);
export const selectTexts = statement<{ id: string; texts: DocumentTexts }>(
  'search.select-texts',
  'select ref_id as id, texts from search.documents where kind = $1 and ref_id = any($2)',
);
