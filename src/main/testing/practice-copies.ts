import assert from 'node:assert/strict';
import type pg from 'pg';
import type { Visitor } from '#platform/testing/test-node.ts';
import { uuidv7 } from '#platform/values/ids.ts';
import type { DemoNode } from './demo-node.ts';

/** The states of practices; a stub that is being completed; and a published one whose next version is being written, has been submitted, checked, reviewed or returned. */
export const practiceStates = [
  ...['stub', 'draft', 'submitted', 'checked', 'reviewed', 'published', 'returned', 'archived'],
  ...['superseded', 'completing', 'revising', 'resubmitted', 'rechecked', 'rereviewed', 'rereturned'],
] as readonly PracticeCopyState[];
export type PracticeCopyState =
  | ('stub' | 'draft' | 'submitted' | 'checked' | 'reviewed' | 'published' | 'returned' | 'archived' | 'superseded')
  | ('completing' | 'revising' | 'resubmitted' | 'rechecked' | 'rereviewed' | 'rereturned');

/** Sends a POST to the JSON address as the person with this e-mail. */
type Act = (email: string, path: string, body: unknown) => Promise<void>;

/** Who takes a copy through its states. */
export interface Hands {
  readonly author: string;
  readonly reviewer: string;
  readonly secondReviewer: string;
  readonly office: string;
}

/** A draft with the content and results of a published practice, under a code of its own, never published. */
async function copyAsDraft(superPool: pg.Pool, from: string, code: string, authorId: string): Promise<string> {
  const id = uuidv7();
  const { rows } = await superPool.query<{ id: string; no: number }>('select id, published_version as no from practices.practices where code = $1', [from]);
  const [source] = rows;
  if (!source) throw new Error(`no practice ${from}`);
  await superPool.query(
    `insert into practices.practices (id, code, entity_id, country_code, author_id, orig, state, version, card, divisions, stage, origin, source, rev, created_at, updated_at)
     select $2, $3, entity_id, country_code, $4, orig, 'draft', 1, card, divisions, stage, origin, source, 1, created_at, updated_at from practices.practices where id = $1`,
    [source.id, id, code, authorId],
  );
  await superPool.query(
    `insert into practices.versions select (jsonb_populate_record(v, jsonb_build_object('practice_id', $3::text, 'no', 1, 'frozen_at', null, 'digest', null, 'written_by', $4::text))).*
     from practices.versions v where v.practice_id = $1 and v.no = $2`,
    [source.id, source.no, id, authorId],
  );
  await superPool.query(
    `with old as (select i.id, gen_random_uuid() as new_id, to_jsonb(i) as row from measures.indicators i where subject_kind = 'practice-version' and subject_id = $1),
       made as (insert into measures.indicators select r.* from old, jsonb_populate_record(null::measures.indicators,
         old.row || jsonb_build_object('id', old.new_id, 'subject_id', $2::text)) r)
     insert into measures.readings select n.* from old join measures.readings r on r.indicator_id = old.id, jsonb_populate_record(null::measures.readings,
       to_jsonb(r) || jsonb_build_object('id', gen_random_uuid(), 'indicator_id', old.new_id, 'verification', 'reported', 'verified_by', null, 'verified_at', null, 'reason', null)) n`,
    [`${source.id}:${source.no}`, `${id}:1`],
  );
  return id;
}

const scores = { relevance: 4, effect: 4, evidence: 4, transferability: 3, clarity: 5 };

/** Takes a fresh draft to a state, through the product's own acts by the people who would do them; a stub has no other way than SQL. */
async function takeTo(state: PracticeCopyState, code: string, hands: Hands, act: Act, superPool: pg.Pool): Promise<void> {
  if (state === 'draft') return;
  if (state === 'stub' || state === 'completing') {
    await superPool.query("update practices.practices set state = 'stub', public_state = 'stub', published_version = 1, origin = 'fact' where code = $1", [
      code,
    ]);
    await superPool.query(`delete from measures.indicators where subject_id = (select id || ':1' from practices.practices where code = $1)`, [code]);
    await superPool.query(
      `update practices.versions set content = jsonb_set(content, '{evidence}', '[]') where practice_id = (select id from practices.practices where code = $1)`,
      [code],
    );
    if (state === 'completing') await act(hands.author, `/practices/${code}/edit`, { rev: 1, subtitle: { en: 'Being completed' } });
    return;
  }
  const again = ['revising', 'resubmitted', 'rechecked', 'rereviewed', 'rereturned'].includes(state);
  if (!again) return throughReview(state, code, hands, act);
  await throughReview('published', code, hands, act);
  await act(hands.author, `/practices/${code}/revise`, {});
  if (state !== 'revising') await throughReview(state.slice(2) as PracticeCopyState, code, hands, act);
}

async function throughReview(state: PracticeCopyState, code: string, hands: Hands, act: Act): Promise<void> {
  await act(hands.author, `/practices/${code}/submit`, {});
  if (state === 'submitted') return;
  if (state === 'returned') return act(hands.reviewer, `/reviews/${code}/return`, { comments: [{ field: 'title', text: 'Say who it is for.' }] });
  await act(hands.reviewer, `/reviews/${code}/check`, { note: 'complete' });
  if (state === 'checked') return;
  await act(hands.secondReviewer, `/reviews/${code}/review`, { grade: 'E2', gradeReason: 'Before and after on one indicator.', scores, note: 'sound' });
  if (state === 'reviewed') return;
  await act(hands.office, `/reviews/${code}/publish`, {});
  if (state === 'archived') await act(hands.office, `/practices/${code}/archive`, {});
  if (state === 'superseded') await act(hands.office, `/practices/${code}/supersede`, { by: 'QM-0001' });
}

/** Every row that belongs to a practice, in the order in which they can be written. */
const parts = [
  ['practices.practices', 't.id = $1::uuid'],
  ['practices.versions', 't.practice_id = $1::uuid'],
  ['practices.moves', 't.practice_id = $1::uuid'],
  ['practices.changes', 't.practice_id = $1::uuid'],
  ['review.reviews', "t.subject_kind = 'practice' and t.subject_id = $1::text"],
  ['review.comments', "t.review_id in (select id from review.reviews where subject_kind = 'practice' and subject_id = $1::text)"],
  ['review.opinions', "t.review_id in (select id from review.reviews where subject_kind = 'practice' and subject_id = $1::text)"],
  ['measures.indicators', "t.subject_kind = 'practice-version' and t.subject_id like $1::text || ':%'"],
  ['measures.readings', "t.indicator_id in (select id from measures.indicators where subject_kind = 'practice-version' and subject_id like $1::text || ':%')"],
  ['review.conflicts', 't.entity_id = (select entity_id from practices.practices where id = $1::uuid)'],
  ['search.documents', "t.kind = 'practice' and t.ref_id = $1::text"],
] as const;

export interface Snapshot {
  /** Whether every row is as it was. */
  readonly unchanged: () => Promise<boolean>;
  /** Puts every row back. */
  readonly restore: () => Promise<void>;
}

/** Remembers a practice with all that belongs to it, past the application, as superuser. */
async function snapshotOf(superPool: pg.Pool, id: string): Promise<Snapshot> {
  const one = `select ${parts.map(([table, where], index) => `(select coalesce(jsonb_agg(to_jsonb(t) - 'xid' order by (to_jsonb(t) - 'xid')::text), '[]') from ${table} t where ${where}) as p${index}`).join(', ')}`;
  const read = async (): Promise<string[]> =>
    Object.values((await superPool.query<Record<string, unknown>>(one, [id])).rows[0] ?? {}).map((rows) => JSON.stringify(rows));
  const remembered = await read();
  return {
    unchanged: async () => (await read()).every((rows, index) => rows === remembered[index]),
    restore: async () => {
      const client = await superPool.connect();
      try {
        await client.query('begin');
        for (const [table, where] of parts.toReversed()) await client.query(`delete from ${table} t where ${where}`, [id]);
        for (const [index, [table]] of parts.entries()) await putBack(client, table, remembered[index] as string);
        await client.query('commit');
      } finally {
        client.release();
      }
    },
  };
}

/** Inserts remembered rows, but for the columns that PostgreSQL makes itself. */
async function putBack(client: pg.PoolClient, table: string, remembered: string): Promise<void> {
  const { rows } = await client.query<{ own: string; given: string }>(
    `select string_agg(quote_ident(attname), ', ') as own, string_agg('r.' || quote_ident(attname), ', ') as given
     from pg_attribute where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = ''`,
    [table],
  );
  await client.query(
    `insert into ${table} (${rows[0]?.own}) select ${rows[0]?.given} from jsonb_array_elements($1) row,
       jsonb_populate_record(null::${table}, row || jsonb_build_object('xid', pg_current_xact_id()::text)) r`,
    [remembered],
  );
}

/** A practice in one state, and the way to put it back. */
export interface PracticeCopy {
  readonly id: string;
  readonly code: string;
  readonly rev: number;
  /** A reading of the version that readers are shown; an id nothing has when there is none. */
  readonly readingId: string;
  readonly snapshot: Snapshot;
}

/** Makes copies of QR-0003 (of the city QR-CITY, with results and evidence) that the hands take to the states asked. */
export function copyMaker(
  node: DemoNode,
  hands: Omit<Hands, 'author'>,
): (state: PracticeCopyState, code: string, author: { email: string; personId: string }) => Promise<PracticeCopy> {
  const acting = new Map<string, Visitor>();
  const act: Act = async (email, path, body) => {
    const visitor = acting.get(email) ?? (await node.as(email));
    acting.set(email, visitor);
    const answer = await visitor.json(`/api/v1${path}`, body);
    assert.equal(answer.statusCode, 200, `${email} ${path}: ${answer.body}`);
  };
  return async (state, code, author) => {
    const id = await copyAsDraft(node.superPool, 'QR-0003', code, author.personId);
    await takeTo(state, code, { ...hands, author: author.email }, act, node.superPool);
    const { rows } = await node.superPool.query<{ rev: number; reading: string | null }>(
      `select p.rev, (select r.id from measures.readings r join measures.indicators i on i.id = r.indicator_id
         where i.subject_id = p.id || ':' || coalesce(p.published_version, p.version) and r.role = 'value' limit 1) as reading
       from practices.practices p where p.id = $1`,
      [id],
    );
    return { id, code, rev: rows[0]?.rev ?? 0, readingId: rows[0]?.reading ?? uuidv7(), snapshot: await snapshotOf(node.superPool, id) };
  };
}
