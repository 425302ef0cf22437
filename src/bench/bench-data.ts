import type pg from 'pg';

/** How many bilingual records every figure is taken on, unless the environment says another number. */
export const benchRecords = Number(process.env.BENCH_RECORDS ?? 20_000);

/**
 * Copies the first published practice of the demonstration set until there are enough: each copy has its
 * own id, code, title and a search document of the texts it has. About 2 KB of text each, like the reference's records.
 */
export async function fillPractices(superPool: pg.Pool, records: number): Promise<void> {
  await superPool.query(
    `with sample as (
       select p.*, jsonb_build_object(
           'title', v.content->'title', 'subtitle', v.content->'subtitle', 'level', v.content->'level', 'type', v.content->'type', 'cofog', v.content->'cofog', 'sdg', v.content->'sdg',
           'problem', jsonb_build_object('orig', 'ar', 'texts', jsonb_build_object('ar', jsonb_build_object('text', left(v.content->'problem'->'texts'->'ar'->>'text', 300), 'status', 'original', 'rev', 1),
              'en', jsonb_build_object('text', left(v.content->'problem'->'texts'->'en'->>'text', 300), 'status', 'human', 'rev', 1, 'basedOn', 1))),
           'solution', null, 'novelty', null, 'steps', '[]'::jsonb, 'beneficiaries', '{"who":null,"count":null}'::jsonb, 'stage', v.content->'stage', 'startedOn', v.content->'startedOn', 'endedOn', null,
           'conditions', null, 'adaptation', null, 'lessons', null, 'failures', null, 'evidence', '[]'::jsonb, 'licence', v.content->'licence') as content
       from practices.practices p join practices.versions v on v.practice_id = p.id and v.no = p.published_version where p.code = 'QM-0001'
     ), made as (
       select gen_random_uuid() as id, n, 'QM-' || lpad((100000 + n)::text, 6, '0') as code from generate_series(1, $1::int) n
     ), rows as (
       insert into practices.practices (id, code, entity_id, country_code, author_id, orig, state, version, published_version, public_state, grade, grade_reason, card, divisions, stage, origin, rev, created_at, updated_at, published_at)
       select made.id, made.code, s.entity_id, s.country_code, s.author_id, s.orig, 'published', 1, 1, 'published', (array['E1','E2','E3','E4'])[1 + made.n % 4], s.grade_reason,
         jsonb_set(s.card, '{title,texts,en,text}', to_jsonb('Record ' || made.n || ': ' || (s.card #>> '{title,texts,en,text}'))), array[lpad((1 + made.n % 10)::text, 2, '0')], s.stage, 'demo', 1,
         now() - made.n * interval '1 minute', now(), now() - made.n * interval '1 minute'
       from made, sample s returning id
     ), versions as (
       insert into practices.versions (practice_id, no, content, written_at, frozen_at) select made.id, 1, s.content, now(), now() from made, sample s
     )
     insert into search.documents (kind, ref_id, path, audiences, facets, tags, texts, at)
     select 'practice', made.id::text, '/practices/' || made.code, array['public'],
       d.facets || jsonb_build_object('grade', jsonb_build_array((array['E1','E2','E3','E4'])[1 + made.n % 4]), 'field', jsonb_build_array(lpad((1 + made.n % 10)::text, 2, '0'))),
       d.tags || made.code,
       d.texts || jsonb_build_object(
         'title', d.texts->'title' || jsonb_build_object('en', 'Record ' || made.n || ': ' || (d.texts #>> '{title,en}')),
         'body', jsonb_build_object('ar', s.content #>> '{problem,texts,ar,text}', 'en', s.content #>> '{problem,texts,en,text}')),
       now() - made.n * interval '1 minute'
     from made, search.documents d join sample s on d.kind = 'practice' and d.ref_id = s.id::text`,
    [records],
  );
  await superPool.query('analyze');
}
