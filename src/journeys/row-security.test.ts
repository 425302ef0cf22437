import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { routes } from '#main/modules.ts';
import { type DemoNode, startDemoNode } from '#main/testing/demo-node.ts';
import { copyMaker, type PracticeCopy } from '#main/testing/practice-copies.ts';
import { type CallTarget, emptyTarget, pathOfCall, routeCalls } from '#main/testing/route-calls.ts';
import { addSingleRolePeople, type MatrixPerson, type RoleColumn, roleColumnNames } from '#main/testing/single-role-people.ts';
import { loadActor } from '#modules/directory/roles/load-actor.ts';
import { opinionsOf, type Review } from '#modules/review/public.ts';
import { visitor as nobody } from '#platform/auth/actor.ts';
import { addressesOf } from '#platform/http/server.ts';
import { hiddenFields, Visitor } from '#platform/testing/test-node.ts';
import { uuidv7 } from '#platform/values/ids.ts';

/*
 * The second wall: scores and notes of reviewers stay with their reviewer and the programme office even
 * when the application's own checks are left out, because PostgreSQL gives no more. Each opinion carries
 * a canary that names its reviewer; no answer to anybody else may have it.
 */

let node: DemoNode;
let open: FastifyInstance;
let people: ReadonlyMap<RoleColumn, MatrixPerson>;
const tokens = new Map<RoleColumn, string>();
const copies: PracticeCopy[] = [];
let published: PracticeCopy;

const canary = (reviewerId: string): string => `canary-${reviewerId}`;
const isOffice = (column: RoleColumn): boolean => column.startsWith('office');

before(async () => {
  node = await startDemoNode();
  people = await addSingleRolePeople(node.superPool);
  for (const column of roleColumnNames) tokens.set(column, (await node.as(people.get(column)?.email)).cookie('tabadul') ?? '');
  const author = people.get('author') as MatrixPerson;
  const copy = copyMaker(node, { reviewer: 'samia.mizan@example.org', secondReviewer: 'tobias.quillhart@example.org', office: 'hanan.satri@example.org' });
  for (const [index, state] of (['checked', 'reviewed', 'published', 'returned'] as const).entries())
    copies.push(await copy(state, `QR-${9300 + index}`, author));
  published = await copy('published', 'QR-9310', author);
  await node.superPool.query("update review.opinions set note = 'canary-' || reviewer_id, scores = scores || jsonb_build_object('canary-' || reviewer_id, 5)");
  open = await node.unguarded();
});
after(async () => {
  await open?.close();
  await node?.close();
});

const carried = (column: RoleColumn): Visitor => {
  const visitor = new Visitor(open);
  const token = tokens.get(column);
  return token ? visitor.carry('tabadul', token) : visitor;
};

/** The canaries of an answer that are not the reader's own. */
const foreign = (body: string, column: RoleColumn): string[] =>
  [...new Set(body.match(/canary-[0-9a-f-]{36}/g) ?? [])].filter((found) => found !== canary(people.get(column)?.personId ?? ''));

test('there are opinions with canaries, and the office sees them', async () => {
  const { rows } = await node.superPool.query<{ n: number; reviewers: number }>(
    'select count(*)::int as n, count(distinct reviewer_id)::int as reviewers from review.opinions',
  );
  assert.ok((rows[0]?.n ?? 0) >= 20 && (rows[0]?.reviewers ?? 0) >= 3, JSON.stringify(rows[0]));
  const seen = await carried('office').get(`/api/v1/reviews/${copies[2]?.code}`);
  assert.ok(foreign(seen.body, 'office').length >= 2, 'a canary that nobody sees proves nothing');
});

test('with the checks of the routes left out, no answer has the scores or the note of another reviewer', async () => {
  const leaks: string[] = [];
  const codes = [...copies.map((copy) => copy.code), 'QM-0001', 'QP-0004', 'QS-0002'];
  for (const column of roleColumnNames) {
    if (isOffice(column)) continue;
    const visitor = carried(column);
    const csrf = hiddenFields((await visitor.get('/en/sign-in')).body)._csrf ?? '';
    for (const route of routes) {
      if (route.name === 'directory.sign-out' || /password|sign-in$|second-factor$|accept-invitation/.test(route.name)) continue;
      const { html, json } = addressesOf(route);
      for (const code of route.path.includes(':code') && /^practices\./.test(route.name) ? codes : ['QM-0001']) {
        const target: CallTarget = { ...emptyTarget, code };
        const path = pathOfCall(route.path, routeCalls[route.name]?.(target) ?? {});
        // A form that is wrong is shown again with everything around it; nothing is changed by it.
        const answers =
          route.method === 'GET'
            ? [
                html ? await visitor.get(`/en${path === '/' ? '' : path}`) : undefined,
                json ? await visitor.get(`/api/v1${path === '/' ? '/home' : path}`) : undefined,
              ]
            : [
                html ? await visitor.post(`/en${path}`, { _csrf: csrf, 'no-such-field': 'x' }) : undefined,
                json ? await visitor.json(`/api/v1${path}`, { 'no-such-field': 'x' }) : undefined,
              ];
        for (const answer of answers)
          if (answer && foreign(answer.body, column).length > 0) leaks.push(`${column} ${route.method} ${path}: ${foreign(answer.body, column)}`);
      }
    }
  }
  assert.deepEqual(leaks, []);
});

test('asked without any policy, the table itself gives each person their own opinions and the office all', async () => {
  const { rows: reviews } = await node.superPool.query<Review>('select * from review.reviews');
  const { rows: all } = await node.superPool.query<{ review_id: string; reviewer_id: string }>('select review_id, reviewer_id from review.opinions');
  for (const column of roleColumnNames) {
    const token = tokens.get(column);
    const actor = token ? await loadActor(node.pool, token, node.clock.read()) : nobody;
    const ctx = { db: node.pool, actor, locale: 'en' as const, now: new Date(), requestId: uuidv7(), node: node.node };
    const seen = await opinionsOf(ctx, { kind: 'practice', id: 'all' }, reviews);
    const due = isOffice(column) ? all : all.filter((opinion) => opinion.reviewer_id === actor.personId);
    assert.deepEqual(seen.map((opinion) => opinion.review_id).sort(), due.map((opinion) => opinion.review_id).sort(), column);
  }
});

test('the serving role sees nothing of a confidential table before it says for whom it looks', async () => {
  for (const table of ['review.opinions', 'review.conflicts']) assert.equal((await node.pool.query(`select * from ${table}`)).rows.length, 0, table);
  const client = await node.pool.connect();
  try {
    await client.query('begin');
    await client.query("select set_config('tabadul.person', $1, true)", [people.get('reviewer')?.personId]);
    assert.ok((await client.query('select 1 from review.opinions')).rows.length > 0);
    await client.query('commit');
    assert.equal((await client.query('select 1 from review.opinions')).rows.length, 0, 'the name of the looker outlives its transaction');
    await client.query('begin');
    await client.query("select set_config('tabadul.person', $1, true)", [people.get('reviewer')?.personId]);
    await assert.rejects(
      client.query(
        "insert into review.opinions (review_id, reviewer_id, scores, note, written_at) select id, $1, '{}', 'forged', now() from review.reviews where state = 'open' limit 1",
        [people.get('reviewer-2')?.personId],
      ),
      /row-level security/,
    );
    await client.query('rollback');
  } finally {
    client.release();
  }
});

test('every look at opinions stands in the audit log', async () => {
  const looks = async (): Promise<number> =>
    (
      await node.superPool.query<{ n: number }>(
        `select count(*)::int as n from audit.entries where convert_from(body, 'utf8')::jsonb->>'what' = 'review.opinions.looked'`,
      )
    ).rows[0]?.n ?? 0;
  const before = await looks();
  await (await node.as('hanan.satri@example.org')).get('/en/reviews/QM-0001');
  assert.equal(await looks(), before + 1);
});

test('the serving role neither owns nor goes round anything', async () => {
  const { rows: roles } = await node.pool.query(
    'select current_user as name, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication from pg_roles where rolname = current_user',
  );
  const [role] = roles;
  assert.deepEqual(
    {
      rolsuper: role?.rolsuper,
      rolbypassrls: role?.rolbypassrls,
      rolcreaterole: role?.rolcreaterole,
      rolcreatedb: role?.rolcreatedb,
      rolreplication: role?.rolreplication,
    },
    { rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolcreatedb: false, rolreplication: false },
  );
  const { rows: owned } = await node.pool.query(
    `select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where pg_has_role(current_user, c.relowner, 'member') and n.nspname not like 'pg_%' and n.nspname <> 'information_schema'`,
  );
  assert.deepEqual(owned, []);
  const { rows: member } = await node.pool.query(
    "select r.rolname from pg_roles r where r.rolname <> current_user and pg_has_role(current_user, r.oid, 'member')",
  );
  assert.deepEqual(member, []);
});

test('the serving role can add to the audit log and change nothing in it, nor take down the walls', async () => {
  for (const sql of [
    "update audit.entries set body = 'x'",
    'delete from audit.entries',
    'truncate audit.entries cascade',
    "update audit.leaves set hash = sha256('x')",
    'delete from audit.leaves',
    'truncate audit.leaves',
    "update audit.heads set root = sha256('x')",
    'delete from audit.heads',
    'truncate audit.heads',
    'drop table audit.entries',
    'alter table review.opinions disable row level security',
    'drop policy opinions_of_reviewer on review.opinions',
    'create policy all_of_them on review.opinions using (true)',
    'alter table review.opinions owner to current_user',
    'truncate review.opinions',
    'create table review.mine as select * from review.opinions',
    "copy review.opinions to program 'cat'",
    'set session authorization postgres',
  ])
    await assert.rejects(node.pool.query(sql), (error: { code?: string }) => ['42501', '22023', '0A000'].includes(error.code ?? ''), sql);
});

test('what is written and decided about the next version shows in no public answer before it is published', async () => {
  const stranger = new Visitor(node.app);
  const code = published.code;
  const addresses = [
    `/practices/${code}`,
    `/practices/${code}/history`,
    `/practices/${code}/languages`,
    '/practices',
    `/practices?q=${code}`,
    '/entities/QR-CITY',
    '/countries/QR',
    '/',
  ];
  const look = async (): Promise<Map<string, string>> => {
    const seen = new Map<string, string>();
    for (const path of addresses) {
      seen.set(`/en${path}`, (await stranger.get(`/en${path === '/' ? '' : path}`)).body);
      const json = await stranger.get(`/api/v1${path === '/' ? '/home' : path}`);
      if (json.statusCode === 200) seen.set(`/api/v1${path}`, json.body);
    }
    return seen;
  };
  const act = async (email: string, path: string, body: unknown): Promise<void> => {
    const answer = await (await node.as(email)).json(`/api/v1${path}`, body);
    assert.equal(answer.statusCode, 200, `${path}: ${answer.body}`);
  };
  const first = await look();
  const author = people.get('author')?.email ?? '';
  const steps: readonly (readonly [string, () => Promise<void>])[] = [
    ['revise', () => act(author, `/practices/${code}/revise`, {})],
    [
      'save',
      async () => {
        const { rev } = JSON.parse((await (await node.as(author)).get(`/api/v1/practices/${code}/edit`)).body) as { rev: number };
        await act(author, `/practices/${code}/edit`, {
          rev,
          title: { en: 'CANARY-TITLE' },
          problem: { en: 'CANARY-PROBLEM' },
          stage: 'scaled',
          cofog: ['01.1'],
        });
      },
    ],
    ['submit', () => act(author, `/practices/${code}/submit`, {})],
    ['check', () => act('samia.mizan@example.org', `/reviews/${code}/check`, {})],
    [
      'review',
      () =>
        act('tobias.quillhart@example.org', `/reviews/${code}/review`, {
          grade: 'E4',
          gradeReason: 'CANARY-GRADE',
          scores: { relevance: 5, effect: 5, evidence: 5, transferability: 5, clarity: 5 },
        }),
    ],
  ];
  const differences: string[] = [];
  for (const [name, step] of steps) {
    await step();
    for (const [path, body] of await look()) {
      const before = first.get(path) ?? '';
      if (body === before) continue;
      const at = [...body].findIndex((character, index) => character !== [...before][index]);
      differences.push(`after ${name}, ${path}: …${before.slice(Math.max(0, at - 60), at + 60)}… became …${body.slice(Math.max(0, at - 60), at + 60)}…`);
    }
  }
  assert.equal(differences.length, 0, `${differences.length}:\n${differences.join('\n')}`);
});
