import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type DemoNode, startDemoNode } from '#main/testing/demo-node.ts';
import type { Visitor } from '#platform/testing/test-node.ts';

let node: DemoNode;
let stranger: Visitor;
before(async () => {
  node = await startDemoNode({ worker: false });
  stranger = await node.as();
});
after(() => node.close());

interface Compared {
  readonly items: { code: string; country: string; stage: string | null }[];
  readonly differing: string[];
  readonly unknown: string[];
}
const compare = async (query: string, who = stranger) => (await who.get(`/api/v1/practices/compare?${query}`)).json<Compared>();
const columns = (html: string): string[] =>
  [...(html.split('<thead>')[1]?.split('</thead>')[0] ?? '').matchAll(/\/practices\/([A-Z]{2}-\d{4})"/g)].map((m) => m[1] as string);

test('practices stand in the order in which they were chosen, and what differs is what differs', async () => {
  const { items, differing } = await compare('code=QN-0001&code=QM-0001');
  assert.deepEqual(
    items.map(({ code }) => code),
    ['QN-0001', 'QM-0001'],
  );
  assert.ok(differing.includes('country'));
  assert.equal(differing.includes('stage'), items[0]?.stage !== items[1]?.stage);
  assert.deepEqual((await compare('code=QM-0001')).differing, [], 'one alone differs from nothing');
  const page = (await stranger.get('/ar/practices/compare?code=QN-0001&code=QM-0001')).body;
  assert.deepEqual(columns(page), ['QN-0001', 'QM-0001']);
  assert.ok(page.includes('مختلف') && page.includes('<svg'), 'differences are named and results drawn');
});

test('only differences: rows that agree are gone, texts stay', async () => {
  await node.superPool.query("update practices.practices set grade = 'E2' where code in ('QN-0001', 'QN-0002')");
  const all = (await stranger.get('/en/practices/compare?code=QN-0001&code=QN-0002')).body;
  const only = (await stranger.get('/en/practices/compare?code=QN-0001&code=QN-0002&only=differences')).body;
  assert.ok(all.includes('>Evidence grade') && !only.includes('>Evidence grade'));
  assert.ok(all.includes('>Country') && !only.includes('>Country'));
  assert.ok(only.includes('>Problem and context'));
});

test('a fifth is left out and said so; twice the same is once; odd codes and an empty choice are answered', async () => {
  const many = (await stranger.get('/en/practices/compare?code=QM-0001&code=QM-0001&code=qm-0002&code=QN-0001&code=QP-0001&code=QR-0001&code=QR-0002')).body;
  assert.deepEqual(columns(many), ['QM-0001', 'QM-0002', 'QN-0001', 'QP-0001']);
  assert.ok(many.includes('so 2 were left out'));
  assert.ok((await stranger.get('/ar/practices/compare')).body.includes('لم تُختر ممارسة بعد'));
  const odd = await stranger.get(`/en/practices/compare?code=${encodeURIComponent('<b>')}&code=${'x'.repeat(500)}`);
  assert.equal(odd.statusCode, 200);
  assert.ok(!odd.body.includes('<b>') && odd.body.includes('No practice open to you'));
});

test('a draft is to a stranger a code that nothing has; its writer may compare it', async () => {
  const [draft, none] = await Promise.all([stranger.get('/en/practices/compare?code=QS-0004'), stranger.get('/en/practices/compare?code=QS-9999')]);
  assert.equal(draft.body.replaceAll('QS-0004', ''), none.body.replaceAll('QS-9999', ''));
  assert.deepEqual((await compare('code=QS-0004')).unknown, ['QS-0004']);
  const writer = await node.as('greta.uplander@example.org');
  assert.deepEqual((await compare('code=QS-0004', writer)).unknown, []);
  assert.ok(!(await stranger.get('/en/practices/compare?q=QS-0004')).body.includes('value="QS-0004" />'), 'nor is it offered');
});

test('another practice is found by its code or by words of either language, and added without scripts', async () => {
  const offers = (html: string) => [...html.matchAll(/type="checkbox" name="code" value="([^"]+)"/g)].map((match) => match[1]);
  assert.deepEqual(offers((await stranger.get('/en/practices/compare?code=QM-0001&q=qn-0001')).body), ['QN-0001']);
  const byWords = (await stranger.get(`/ar/practices/compare?code=QN-0001&q=${encodeURIComponent('مواعيد المستشفى')}`)).body;
  assert.ok(offers(byWords).includes('QM-0001'), 'by words');
  assert.ok(byWords.includes('<input type="hidden" name="code" value="QN-0001"/>'), 'those chosen stay chosen');
  assert.ok(!offers((await stranger.get('/en/practices/compare?code=QM-0001&q=qm-0001')).body).includes('QM-0001'), 'not twice');
});

test('the library offers a choice beside every record, the practice page a way in', async () => {
  const library = (await stranger.get('/ar/practices')).body;
  assert.equal([...library.matchAll(/name="code" value="[^"]+" form="compare"/g)].length, 20);
  assert.ok((await stranger.get('/ar/practices/QM-0001')).body.includes('/ar/practices/compare?code=QM-0001'));
});
