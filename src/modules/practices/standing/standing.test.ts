import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { tasks } from '#main/modules.ts';
import { systemCtx } from '#main/start.ts';
import { type DemoNode, startDemoNode } from '#main/testing/demo-node.ts';
import type { Visitor } from '#platform/testing/test-node.ts';
import { confirmBy, confirmedBefore, needsConfirmation } from './freshness.ts';

let node: DemoNode;
let owner: Visitor;
let office: Visitor;
let stranger: Visitor;
before(async () => {
  node = await startDemoNode({ worker: false });
  [owner, office, stranger] = await Promise.all([node.as('edith.harrowgate@example.org'), node.as('hanan.satri@example.org'), node.as()]);
});
after(() => node.close());

const tick = (): void => {
  node.clock.now = new Date(node.clock.now.getTime() + 1_000);
};
const act = async (who: Visitor, path: string, body: unknown = {}) => {
  tick();
  const answer = await who.json(`/api/v1/practices/${path}`, body);
  return { status: answer.statusCode, ...answer.json<{ code?: string; problems?: { field: string; code: string }[] }>() };
};
const read = async (code: string, who = stranger) => (await who.get(`/api/v1/practices/${code}`)).json<Record<string, unknown>>();
const listed = async (code: string) =>
  (await stranger.get('/api/v1/practices?limit=100'))
    .json<{ items: { code: string; needsConfirmation: boolean; state: string }[] }>()
    .items.find((row) => row.code === code);

test('a practice is due 24 months after the last confirmation, to the day, leap days and short months included', () => {
  const due = (at: string): string => confirmBy(new Date(at)).toISOString().slice(0, 10);
  assert.deepEqual([due('2024-11-25T09:00:00Z'), due('2024-02-29T00:00:00Z'), due('2023-12-31T23:59:59Z')], ['2026-11-25', '2026-02-28', '2025-12-31']);
  const at = new Date('2024-11-25T09:00:00Z');
  assert.equal(needsConfirmation(at, new Date('2026-11-25T08:59:59Z')), false);
  assert.equal(needsConfirmation(at, new Date('2026-11-25T09:00:00Z')), true);
  assert.equal(needsConfirmation(null, new Date()), false);
  assert.equal(confirmedBefore(new Date('2026-11-25T09:00:00Z')).toISOString(), '2024-11-25T09:00:00.000Z');
});

test('after 24 months the owner is asked once, the badge stands until the one click, and then all is quiet', async () => {
  await node.superPool.query("update practices.practices set confirmed_at = $1 where code = 'QN-0001'", [
    new Date(node.clock.now.getTime() - 731 * 86_400_000),
  ]);
  const ask = tasks.get('practices:ask-owners');
  assert.ok(ask);
  const system = { ...systemCtx(node.pool, node.node, 'test'), now: node.clock.now };
  await Promise.all([ask(system, {}), ask(system, {})]);
  await ask(system, {});
  const { rows } = await node.superPool.query<{ email: string; n: number }>(
    `select a.email, count(*)::int as n from directory.notices n join directory.accounts a on a.person_id = n.person_id where n.message = 'practices.notice.confirm' group by a.email`,
  );
  assert.deepEqual(rows, [{ email: 'edith.harrowgate@example.org', n: 1 }], 'asked once, whoever ran the job and how often');
  assert.equal((await read('QN-0001')).needsConfirmation, true);
  assert.equal((await listed('QN-0001'))?.needsConfirmation, true);
  assert.ok((await stranger.get('/en/practices/QN-0001')).body.includes('Needs confirmation'));
  assert.ok((await stranger.get('/ar/practices')).body.includes('بحاجة إلى تأكيد'));
  assert.ok((await owner.get('/en/me')).body.includes('/practices/QN-0001/confirm'), 'the task stands on the page of work');
  assert.equal((await act(owner, 'QN-0001/confirm')).status, 200);
  const confirmed = await read('QN-0001');
  assert.deepEqual([confirmed.needsConfirmation, confirmed.confirmedAt], [false, node.clock.now.toISOString()]);
  assert.ok((await stranger.get('/en/practices/QN-0001/history')).body.includes('Confirmed by its owner'));
  await ask({ ...system, now: node.clock.now }, {});
  const again = await node.superPool.query("select 1 from directory.notices where message = 'practices.notice.confirm'");
  assert.equal(again.rowCount, 1);
});

test('a replaced practice is found and marked, links to the newer one and back, and can be reinstated', async () => {
  for (const [by, code] of [
    ['QN-0002', 'practices.unknown-successor'],
    ['XX-9999', 'practices.unknown-successor'],
    ['QS-0004', 'practices.unknown-successor'],
  ] as const)
    assert.deepEqual(
      (await act(office, 'QN-0002/supersede', { by })).problems?.map((problem) => problem.code),
      [code],
      by,
    );
  assert.equal((await act(office, 'QN-0002/supersede', { by: ' qn-0003 ' })).status, 200);
  const [old, newer] = [await read('QN-0002'), await read('QN-0003')];
  assert.equal(old.state, 'superseded');
  assert.equal((old.supersededBy as { code: string }).code, 'QN-0003');
  assert.deepEqual(
    (newer.supersedes as { code: string }[]).map(({ code }) => code),
    ['QN-0002'],
  );
  const page = (await stranger.get('/en/practices/QN-0002')).body;
  assert.ok(page.includes('/en/practices/QN-0003') && page.includes('Superseded'));
  assert.ok((await stranger.get('/en/practices/QN-0003')).body.includes('/en/practices/QN-0002'));
  assert.equal((await listed('QN-0002'))?.state, 'superseded');
  assert.ok(
    (await stranger.get('/api/v1/practices?q=village')).json<{ items: { code: string }[] }>().items.some(({ code }) => code === 'QN-0002'),
    'searches find it',
  );
  assert.equal((await act(office, 'QN-0003/supersede', { by: 'QN-0002' })).status, 400, 'what is replaced replaces nothing: no circle');
  assert.equal((await act(office, 'QN-0002/reinstate')).status, 200);
  assert.deepEqual([(await read('QN-0002')).state, (await read('QN-0003')).supersedes], ['published', []]);
});

test('the office features a practice on the first page and takes it out; a replaced one is featured no more', async () => {
  const isFeatured = async () => (await stranger.get('/en')).body.split('Newest practices')[0]?.includes('/en/practices/QP-0002') ?? false;
  assert.equal((await act(owner, 'QP-0002/feature')).status, 403);
  assert.equal((await act(office, 'QP-0002/feature')).status, 200);
  assert.equal(await isFeatured(), true);
  assert.equal((await read('QP-0002')).featured, true);
  assert.equal((await act(office, 'QP-0002/supersede', { by: 'QP-0001' })).status, 200);
  assert.equal(await isFeatured(), false);
  assert.equal((await act(office, 'QP-0002/reinstate')).status, 200);
});

test('links to other practices show on both pages; a circle, an unknown code and one’s own are refused', async () => {
  assert.equal((await act(owner, 'QN-0001/links', { verb: 'adaptedFrom', other: 'QN-0002' })).status, 200);
  assert.ok((await stranger.get('/en/practices/QN-0002')).body.includes('Adapted into'));
  assert.equal((await act(owner, 'QN-0002/links', { verb: 'adaptedFrom', other: 'QN-0001' })).code, 'thread.circle');
  for (const other of ['QN-0001', 'ZZ-0001', 'QS-0004'])
    assert.equal((await act(owner, 'QN-0001/links', { verb: 'basedOn', other })).problems?.[0]?.field, 'other', other);
  assert.equal((await act(owner, 'QN-0001/links/remove', { verb: 'adaptedFrom', other: 'QN-0002' })).status, 200);
  assert.ok(!(await stranger.get('/en/practices/QN-0002')).body.includes('Adapted into'));
});

test('the reference of a published practice is downloaded in four forms; a stub and a draft have none', async () => {
  const get = (path: string) => stranger.get(path);
  const bib = await get('/en/practices/QN-0001/citation/bibtex');
  assert.match(String(bib.headers['content-type']), /bibtex/);
  assert.match(bib.body, /^@online\{QN-0001,/);
  assert.equal((await get('/api/v1/practices/QN-0001/citation/csl')).json<{ id: string }[]>()[0]?.id, 'QN-0001');
  assert.equal(JSON.parse((await get('/ar/practices/QN-0001/citation/jsonld')).body)['@type'], 'CreativeWork');
  assert.match((await get('/ar/practices/QN-0001/citation/text')).body, /النسخة/);
  for (const path of ['/en/practices/QN-0001/citation/pdf', '/en/practices/QS-0004/citation/text']) assert.equal((await get(path)).statusCode, 404, path);
});
