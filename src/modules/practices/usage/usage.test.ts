import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type DemoNode, startDemoNode } from '#main/testing/demo-node.ts';
import type { Visitor } from '#platform/testing/test-node.ts';
import { uuidv7 } from '#platform/values/ids.ts';
import { flushUsage, isMachine } from './count-usage.ts';
import { weeksOf } from './weeks.ts';

const person = { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36' };
let node: DemoNode;
let stranger: Visitor;
let office: Visitor;
before(async () => {
  node = await startDemoNode({ worker: false });
  [stranger, office] = await Promise.all([node.as(), node.as('hanan.satri@example.org')]);
});
after(() => node.close());

interface Usage {
  readonly views: number;
  readonly found: number;
  readonly answers: number;
  readonly days: { day: string; views: number; found: number }[];
}
const usage = async (code: string, who = office) => (await who.get(`/api/v1/practices/${code}/statistics`)).json<Usage>();

test('programs are told from people by what they call themselves', () => {
  for (const agent of [
    undefined,
    '',
    'curl/8.5',
    'Googlebot/2.1',
    'Mozilla/5.0 (compatible; bingbot/2.0)',
    'python-requests/2',
    'Mozilla/5.0 HeadlessChrome/120',
    'UptimeRobot',
  ])
    assert.equal(isMachine(agent), true, String(agent));
  for (const agent of [
    person['user-agent'],
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile/15E148 Safari/604.1',
    'Opera/9.80',
  ])
    assert.equal(isMachine(agent), false, agent);
});

test('a page opened by a person counts once, in either language; programs, JSON and refused pages count nothing', async () => {
  await flushUsage(node.pool);
  const before = await usage('QM-0002');
  await stranger.get('/ar/practices/QM-0002', person);
  await stranger.get('/en/practices/QM-0002', person);
  await stranger.get('/ar/practices/QM-0002', { 'user-agent': 'Googlebot/2.1' });
  await stranger.get('/ar/practices/QM-0002');
  await stranger.get('/api/v1/practices/QM-0002', person);
  await stranger.get('/ar/practices/QS-0004', person);
  assert.equal((await usage('QM-0002')).views, before.views, 'nothing is written in the request');
  await flushUsage(node.pool);
  assert.equal((await usage('QM-0002')).views, before.views + 2);
  const { rows } = await node.superPool.query("select 1 from practices.usage u join practices.practices p on p.id = u.practice_id where p.code = 'QS-0004'");
  assert.equal(rows.length, 0);
});

test('a search counts those it showed; a list without a query counts nobody', async () => {
  await stranger.get('/ar/practices', person);
  await flushUsage(node.pool);
  const none = await node.superPool.query('select 1 from practices.usage where found > 0');
  assert.equal(none.rowCount, 0);
  const page = (await stranger.get(`/ar/practices?q=${encodeURIComponent('مواعيد المستشفى')}`, person)).body;
  const shown = [...page.matchAll(/href="\/ar\/practices\/([A-Z]{2}-\d{4})"/g)].map((match) => match[1]);
  await flushUsage(node.pool);
  const { rows } = await node.superPool.query<{ code: string; found: number }>(
    'select p.code, u.found from practices.usage u join practices.practices p on p.id = u.practice_id where u.found > 0',
  );
  assert.deepEqual(rows.map(({ code }) => code).sort(), [...new Set(shown)].sort());
  assert.ok(rows.every(({ found }) => found === 1));
});

test('a thousand openings, fifty at a time, are a thousand, however often they are written', async () => {
  await flushUsage(node.pool);
  const before = (await usage('QN-0001')).views;
  for (let round = 0; round < 20; round += 1) {
    const answers = await Promise.all(Array.from({ length: 50 }, () => stranger.get('/en/practices/QN-0001', person)));
    assert.ok(answers.every(({ statusCode }) => statusCode === 200));
    if (round % 5 === 0) await Promise.all([flushUsage(node.pool), flushUsage(node.pool)]);
  }
  await flushUsage(node.pool);
  const after = await usage('QN-0001');
  assert.equal(after.views, before + 1_000);
  assert.equal(after.days.at(-1)?.day, node.clock.now.toISOString().slice(0, 10));
});

test('a database that is away loses no count, and a practice that is gone stops nobody', async () => {
  await flushUsage(node.pool);
  const before = (await usage('QN-0003')).views;
  await stranger.get('/en/practices/QN-0003', person);
  const away = { query: () => Promise.reject(new Error('away')) } as unknown as typeof node.pool;
  await assert.rejects(flushUsage(away), /away/);
  await stranger.get('/en/practices/QN-0003', person);
  await stranger.get('/en/practices/QN-0006', person);
  await node.superPool.query("delete from practices.practices where code = 'QN-0006'");
  await flushUsage(node.pool);
  assert.equal((await usage('QN-0003')).views, before + 2);
});

test('the table keeps a practice, a day and two numbers, and sets no cookie', async () => {
  const { rows } = await node.superPool.query<{ column_name: string }>(
    "select column_name from information_schema.columns where table_schema = 'practices' and table_name = 'usage'",
  );
  assert.deepEqual(rows.map(({ column_name }) => column_name).sort(), ['day', 'found', 'practice_id', 'views']);
  const fresh = await node.as();
  assert.equal((await fresh.get('/ar/practices/QM-0001', person)).headers['set-cookie'], undefined);
});

test('needs that it answers are counted, links of other verbs are not', async () => {
  const { rows } = await node.superPool.query<{ id: string; other: string }>(
    "select (select id::text from practices.practices where code = 'QM-0003') as id, (select id::text from practices.practices where code = 'QM-0002') as other",
  );
  const link = (verb: string) =>
    node.superPool.query(
      "insert into thread.links (id, from_kind, from_id, verb, to_kind, to_id, created_at) values ($1, 'practice', $2, $3, 'practice', $4, now())",
      [uuidv7(), rows[0]?.id, verb, rows[0]?.other],
    );
  await link('answers');
  await link('inspiredBy');
  assert.equal((await usage('QM-0003')).answers, 1);
  assert.equal((await usage('QM-0002')).answers, 0, 'the need itself answers nothing');
});

test('owners see their own, the office all but where it declared a conflict, strangers nothing', async () => {
  assert.equal((await stranger.get('/api/v1/practices/QM-0001/statistics')).statusCode, 401);
  const list = async (who: Visitor) => (await who.get('/api/v1/practices/statistics')).json<{ items: { code: string; views: number }[] }>().items;
  const all = await list(office);
  assert.equal(all[0]?.code, 'QN-0001');
  assert.deepEqual(
    all.map(({ views }) => views),
    all.map(({ views }) => views).toSorted((a, b) => b - a),
  );
  const coordinator = await node.as('edith.harrowgate@example.org');
  const own = await list(coordinator);
  assert.ok(own.length > 0 && own.length < all.length);
  assert.equal((await coordinator.get('/api/v1/practices/QM-0001/statistics')).statusCode, 403);
  await node.superPool.query(
    "insert into review.conflicts select a.person_id, p.entity_id, 'worked there', now() from directory.accounts a, practices.practices p where a.email = 'hanan.satri@example.org' and p.code = 'QN-0001'",
  );
  assert.ok(!(await list(office)).some(({ code }) => code === 'QN-0001'));
  await node.superPool.query('delete from review.conflicts');
  const page = (await office.get('/ar/practices/QN-0001/statistics')).body;
  assert.ok(page.includes('<svg') && page.includes('مرات الفتح'));
});

test('weeks are of seven days each, the last one ends today, and none is left out or counted twice', () => {
  const days = Array.from({ length: 91 }, (_, index) => ({ day: new Date(Date.UTC(2026, 0, 1 + index)).toISOString().slice(0, 10), views: 1, found: 2 }));
  const weeks = weeksOf(days, days.at(-1)?.day ?? '');
  assert.equal(weeks.length, 13);
  assert.ok(weeks.every(({ views, found }) => views === 7 && found === 14));
  assert.equal(weeks[0]?.from, '2026-01-01');
});

test('coverage: every place is filled or a hole, and the best grade is that of the records', async () => {
  interface Coverage {
    readonly holes: number;
    readonly cells: number;
    readonly items: { country: string; fields: { field: string; count: number; best: string | null }[] }[];
  }
  const coverage = async (query = '') => (await stranger.get(`/api/v1/practices/coverage${query}`)).json<Coverage>();
  const all = await coverage();
  assert.equal(all.cells, all.items.length * 10);
  assert.equal(all.holes, all.cells - all.items.reduce((sum, { fields }) => sum + fields.length, 0));
  const { rows } = await node.superPool.query<{ n: number; best: string }>(
    "select count(*)::int as n, max(grade) as best from practices.practices where public_state = 'published' and country_code = 'QM' and '07' = any(divisions)",
  );
  const health = all.items.find(({ country }) => country === 'QM')?.fields.find(({ field }) => field === '07');
  assert.deepEqual([health?.count, health?.best], [rows[0]?.n, rows[0]?.best]);
  const strong = await coverage('?grade=E4');
  assert.equal(strong.cells, all.cells, 'the countries stay, their places empty');
  assert.ok(strong.holes > all.holes);
  assert.ok(!all.items.some(({ country }) => country === 'AE'), 'stubs cover nothing');
  assert.ok((await stranger.get('/ar/practices/coverage')).body.includes('tb-hole'));
});
