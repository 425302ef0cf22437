import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type DemoNode, startDemoNode } from '#main/testing/demo-node.ts';
import { copyMaker, type PracticeCopy } from '#main/testing/practice-copies.ts';

const author = { email: 'jasim.mahalli@example.org', personId: '' };
let node: DemoNode;
let published: PracticeCopy;
let submitted: PracticeCopy;
let targetId = '';

before(async () => {
  node = await startDemoNode();
  const { rows } = await node.superPool.query<{ person_id: string }>('select person_id from directory.accounts where email = $1', [author.email]);
  author.personId = rows[0]?.person_id ?? '';
  const copyOf = copyMaker(node, { reviewer: 'samia.mizan@example.org', secondReviewer: 'tobias.quillhart@example.org', office: 'hanan.satri@example.org' });
  published = await copyOf('published', 'QR-7501', author);
  submitted = await copyOf('submitted', 'QR-7502', author);
  const target = await node.superPool.query<{ id: string }>(
    "insert into measures.readings select gen_random_uuid(), indicator_id, 99, 'target', quantity, dated, 'reported' from measures.readings where id = $1 returning id",
    [published.readingId],
  );
  targetId = target.rows[0]?.id ?? '';
});
after(() => node.close());

const verify = async (email: string | undefined, id: string, body: unknown) => {
  const answer = await (await node.as(email)).json(`/api/v1/readings/${id}/verification`, body);
  return { status: answer.statusCode, code: answer.json<{ code?: string }>().code ?? '' };
};
const stored = async (id: string) =>
  (await node.superPool.query('select verification, verified_by is not null as by, reason is not null as reason from measures.readings where id = $1', [id]))
    .rows[0];

test('a reading is confirmed by a reviewer, the office or the focal point of its country, and by nobody else', async () => {
  const may: readonly (readonly [string | undefined, number])[] = [
    [undefined, 401],
    ['dana.fasih@example.org', 403],
    ['mona.shiraa@example.org', 403],
    [author.email, 403],
    ['marian.tidewell@example.org', 403],
    ['khalil.marasi@example.org', 200],
    ['ghassan.hasif@example.org', 200],
    ['hanan.satri@example.org', 200],
  ];
  for (const [email, status] of may) assert.equal((await verify(email, published.readingId, { verification: 'confirmed' })).status, status, String(email));
  assert.deepEqual(await stored(published.readingId), { verification: 'confirmed', by: true, reason: false });
});

test('a dispute needs its reason, which is kept; without one nothing changes', async () => {
  const before = await stored(published.readingId);
  assert.deepEqual(await verify('ghassan.hasif@example.org', published.readingId, { verification: 'disputed', reason: '  ' }), {
    status: 422,
    code: 'measures.reason-needed',
  });
  assert.deepEqual(await stored(published.readingId), before);
  assert.equal((await verify('ghassan.hasif@example.org', published.readingId, { verification: 'disputed', reason: 'Another method.' })).status, 200);
  assert.deepEqual(await stored(published.readingId), { verification: 'disputed', by: true, reason: true });
});

test('a target is a plan: there is nothing to verify', async () => {
  assert.deepEqual(await verify('hanan.satri@example.org', targetId, { verification: 'confirmed' }), { status: 422, code: 'measures.target-is-a-plan' });
});

test('a reading of a practice that is not public is not there for those who may not know of it', async () => {
  assert.equal(
    (await verify('khalil.marasi@example.org', submitted.readingId, { verification: 'confirmed' })).status,
    403,
    'who may see it may not verify it yet',
  );
  const { rows } = await node.superPool.query<{ id: string }>(
    "select r.id from measures.readings r join measures.indicators i on i.id = r.indicator_id where i.subject_id = $1 || ':1' and r.role = 'value' limit 1",
    [submitted.id],
  );
  assert.equal((await verify('marian.tidewell@example.org', rows[0]?.id ?? '', { verification: 'confirmed' })).status, 404);
  assert.equal((await verify('hanan.satri@example.org', '00000000-0000-7000-8000-000000000000', { verification: 'confirmed' })).status, 404);
});

test('every verification is in the audit log with what it was before', async () => {
  const { rows } = await node.superPool.query<{ what: string }>(
    "select convert_from(body, 'UTF8')::jsonb ->> 'what' as what from audit.entries where convert_from(body, 'UTF8')::jsonb -> 'ref' ->> 'id' = $1 order by at, id",
    [published.readingId],
  );
  assert.deepEqual(rows.map(({ what }) => what.replace('measures.reading.', '')).sort(), ['confirmed', 'confirmed', 'confirmed', 'disputed']);
});

test('the page offers verifying only to those who may', async () => {
  const other = await node.superPool.query<{ id: string }>("update measures.readings set verification = 'reported' where id = $1 returning id", [
    published.readingId,
  ]);
  const page = async (email: string) =>
    (await (await node.as(email)).get(`/en/practices/${published.code}`)).body.includes(`/readings/${other.rows[0]?.id}/verification`);
  assert.deepEqual([await page('khalil.marasi@example.org'), await page('marian.tidewell@example.org')], [true, false]);
});
