import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type DemoNode, startDemoNode } from '#main/testing/demo-node.ts';
import type { Visitor } from '#platform/testing/test-node.ts';

let node: DemoNode;
let keeper: Visitor;
let other: Visitor;
let stranger: Visitor;
before(async () => {
  node = await startDemoNode({ worker: false });
  [keeper, other, stranger] = await Promise.all([node.as('greta.uplander@example.org'), node.as('saad.daqiq@example.org'), node.as()]);
});
after(() => node.close());

interface Answer {
  readonly id: string;
  readonly key: string;
  readonly code?: string;
  readonly problems?: { field: string; code: string }[];
  readonly items: { code: string; note: string }[];
}
const act = async (path: string, body: unknown = {}, who = keeper) => {
  const answer = await who.json(`/api/v1/me/lists${path}`, body);
  return { status: answer.statusCode, ...answer.json<Answer>() };
};
const codesOf = async (path: string, who: Visitor) => (await who.get(`/api/v1${path}`)).json<Answer>().items.map(({ code }) => code);

test('a list starts from a practice, grows, keeps notes, and shrinks', async () => {
  const { id, status } = await act('', { name: '  My   list ', code: 'qm-0001' });
  assert.equal(status, 200);
  await act(`/${id}/add`, { code: 'QN-0001', note: 'Second' });
  assert.equal((await act(`/${id}/add`, { code: 'QN-0001' })).status, 200, 'twice is once');
  assert.deepEqual(await codesOf(`/me/lists/${id}`, keeper), ['QM-0001', 'QN-0001']);
  await act(`/${id}`, {
    name: 'Renamed',
    note: 'Why',
    items: [
      { code: 'QM-0001', note: 'First' },
      { code: 'QP-0001', note: 'not on it' },
    ],
  });
  const page = (await keeper.get(`/ar/me/lists/${id}`)).body;
  for (const shown of ['Renamed', 'Why', 'First', 'Second']) assert.ok(page.includes(shown), shown);
  assert.deepEqual(await codesOf(`/me/lists/${id}`, keeper), ['QM-0001', 'QN-0001'], 'a note puts nothing on the list');
  await act(`/${id}/remove`, { code: 'QM-0001' });
  assert.deepEqual(await codesOf(`/me/lists/${id}`, keeper), ['QN-0001']);
  assert.equal((await act(`/${id}/delete`)).status, 200);
  assert.equal((await keeper.get(`/api/v1/me/lists/${id}`)).statusCode, 404);
});

test('a practice that one may not see cannot be saved, and is no other than one that does not exist', async () => {
  const { id } = await act('', { name: 'Tried' }, other);
  for (const code of ['QS-0004', 'ZZ-0001', ''])
    assert.deepEqual(
      (await act(`/${id}/add`, { code }, other)).problems?.map((one) => `${one.field} ${one.code}`),
      ['code practices.unknown-practice'],
      code,
    );
  assert.equal((await other.get('/en/practices/QS-0004/lists')).statusCode, 404);
});

test('another’s list is nobody’s, by every address and in PostgreSQL itself', async () => {
  const { id } = await act('', { name: 'Private', code: 'QM-0001' });
  for (const path of ['', '/add', '/remove', '/share', '/unshare', '/delete'])
    assert.equal((await act(`/${id}${path}`, path === '' ? { name: 'x' } : /add|remove/.test(path) ? { code: 'QM-0001' } : {}, other)).status, 404, path);
  assert.equal((await other.get(`/api/v1/me/lists/${id}`)).statusCode, 404);
  assert.equal((await node.pool.query('select 1 from practices.saved_lists')).rowCount, 0, 'who does not say for whom gets nothing');
  assert.equal((await node.pool.query('select 1 from practices.saved_items')).rowCount, 0);
});

test('a shared list is read by its address alone, and shows each reader what they may see', async () => {
  const { id } = await act('', { name: 'To show', code: 'QM-0001' });
  await act(`/${id}/add`, { code: 'QS-0004', note: 'our own draft' });
  const { key } = await act(`/${id}/share`);
  assert.match(key, /^[\w-]{32}$/);
  assert.equal((await act(`/${id}/share`)).key, key, 'shared twice it keeps its address');
  assert.deepEqual(await codesOf(`/shared-lists/${key}`, stranger), ['QM-0001']);
  assert.deepEqual(await codesOf(`/shared-lists/${key}`, keeper), ['QM-0001', 'QS-0004']);
  const seen = (await stranger.get(`/en/shared-lists/${key}`)).body;
  assert.ok(!seen.includes('QS-0004') && !seen.includes('our own draft') && !seen.includes('Greta'), 'nor its note, nor its owner');
  assert.ok(seen.includes('<meta name="robots" content="noindex"'));
  assert.equal((await stranger.get(`/en/shared-lists/${key.slice(0, -1)}`)).statusCode, 404);
  assert.equal((await stranger.get('/en/shared-lists/')).statusCode, 404);
  await act(`/${id}/unshare`);
  assert.equal((await stranger.get(`/en/shared-lists/${key}`)).statusCode, 404);
  assert.notEqual((await act(`/${id}/share`)).key, key, 'a closed address never opens again');
});

test('the owner is told how many practices are closed to them now', async () => {
  const { id } = await act('', { name: 'Aged', code: 'QM-0003' });
  await node.superPool.query("update practices.practices set public_state = null, state = 'archived' where code = 'QM-0003'");
  assert.ok((await keeper.get(`/en/me/lists/${id}`)).body.includes('One practice of this list is no longer open to you.'));
  assert.equal((await act(`/${id}/remove`, { code: 'QM-0003' })).status, 200);
  await node.superPool.query("update practices.practices set public_state = 'published', state = 'published' where code = 'QM-0003'");
});

test('fifty lists and no more, however many are asked for at once; a list takes its names as they are', async () => {
  await node.superPool.query('delete from practices.saved_lists');
  const made = await Promise.all(Array.from({ length: 55 }, (_, index) => act('', { name: `List ${index}` })));
  assert.equal(made.filter(({ status }) => status === 200).length, 50);
  assert.equal((await act('', { name: 'One more' })).code, 'saved.too-many-lists');
  assert.equal((await act('', { name: '' })).problems?.[0]?.field, 'name');
  assert.equal((await act('', { name: 'x'.repeat(121) })).problems?.[0]?.field, 'name');
});
