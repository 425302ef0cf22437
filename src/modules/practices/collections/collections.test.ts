import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type DemoNode, startDemoNode } from '#main/testing/demo-node.ts';
import type { Visitor } from '#platform/testing/test-node.ts';

let node: DemoNode;
let office: Visitor;
let stranger: Visitor;
before(async () => {
  node = await startDemoNode({ worker: false });
  [office, stranger] = await Promise.all([node.as('hanan.satri@example.org'), node.as()]);
});
after(() => node.close());

interface Answer {
  readonly code?: string;
  readonly rev?: number;
  readonly problems?: { field: string; code: string }[];
}
const act = async (path: string, body: unknown = {}, who = office) => {
  const answer = await who.json(`/api/v1/collections/${path}`, body);
  return { status: answer.statusCode, ...answer.json<Answer>() };
};
const fieldsOf = ({ problems = [] }: Answer) => problems.map(({ field, code }) => `${field} ${code}`);
const read = async (slug: string, who = stranger) => {
  const answer = await who.get(`/api/v1/collections/${slug}`);
  return { status: answer.statusCode, ...answer.json<{ items: { code: string }[] }>() };
};
const title = { ar: 'مجموعة تجريبية', en: 'A trial collection' };
const introduction = { ar: 'مقدمة قصيرة.', en: 'A short introduction.' };

test('a collection starts as a draft that nobody but the office knows of', async () => {
  assert.equal((await act('new', { slug: 'trial', title })).status, 200);
  assert.equal((await read('trial')).status, 404);
  assert.ok(!(await stranger.get('/ar/collections')).body.includes('مجموعة تجريبية'));
  assert.equal((await read('trial', office)).status, 200);
  assert.ok((await office.get('/ar/collections')).body.includes('مجموعة تجريبية'));
});

test('an address is taken once, has its form, and is never the word of a page', async () => {
  assert.deepEqual(fieldsOf(await act('new', { slug: 'trial', title })), ['slug collections.slug-taken']);
  for (const slug of ['new', 'Trial', 'a b', '-a', 'مجموعة', 'x'.repeat(61)])
    assert.equal((await act('new', { slug, title })).problems?.[0]?.field, 'slug', slug);
  assert.deepEqual(fieldsOf(await act('new', { slug: 'no-title', title: {} })), ['title.ar input.required']);
});

test('publishing asks for both languages and a practice, and names each field that lacks', async () => {
  assert.deepEqual(fieldsOf(await act('trial/publish')), [
    'introduction.ar collections.needed-to-publish',
    'introduction.en collections.needed-to-publish',
    'items.0.code collections.needed-to-publish',
  ]);
  const saved = await act('trial/edit', { rev: 1, title, introduction, items: [{ code: 'QM-0001' }] });
  assert.deepEqual([saved.status, saved.rev], [200, 2]);
  assert.equal((await act('trial/publish')).status, 200);
  assert.equal((await act('trial/publish')).code, 'collections.state-already');
  const page = (await stranger.get('/en/collections/trial')).body;
  assert.ok(page.includes('A short introduction.') && page.includes('/en/practices/QM-0001'));
  assert.ok((await stranger.get('/ar/practices/QM-0001')).body.includes('/ar/collections/trial'), 'the practice says where it stands');
});

test('practices stand by their place, emptied rows go, wrong and repeated codes are named at their row', async () => {
  const items = [
    { code: 'QN-0001', place: '٣٠', note: { ar: 'ثالثة', en: 'third' } },
    { code: ' qm-0002 ', place: '20' },
    { code: '', place: '1' },
    { code: 'QM-0001', place: '5' },
    { code: 'QP-0001' },
  ];
  assert.equal((await act('trial/edit', { rev: 3, title, introduction, items })).status, 200);
  const { items: shown } = await read('trial');
  assert.deepEqual(
    shown.map(({ code }) => code),
    ['QM-0001', 'QM-0002', 'QN-0001', 'QP-0001'],
  );
  const bad = [{ code: 'QM-0001' }, { code: 'ZZ-0001' }, { code: 'QS-0004' }, { code: 'QM-0001' }];
  assert.deepEqual(fieldsOf(await act('trial/edit', { rev: 4, title, introduction, items: bad })), [
    'items.1.code practices.unknown-practice',
    'items.2.code practices.unknown-practice',
    'items.3.code collections.twice',
  ]);
});

test('a published collection keeps what publishing asked, and two editors are told of each other', async () => {
  assert.deepEqual(fieldsOf(await act('trial/edit', { rev: 4, title, introduction: { ar: 'مقدمة', en: '' } })), [
    'introduction.en collections.needed-to-publish',
  ]);
  assert.equal((await act('trial/edit', { rev: 3, title, introduction })).code, 'collections.edited-meanwhile');
});

test('an archived practice leaves the page of its collection and comes back with it', async () => {
  await node.superPool.query("update practices.practices set public_state = null, state = 'archived' where code = 'QM-0002'");
  assert.ok(!(await read('trial')).items.some(({ code }) => code === 'QM-0002'));
  assert.ok(!(await stranger.get('/en/collections/trial')).body.includes('QM-0002'));
  assert.ok((await office.get('/en/collections/trial/edit')).body.includes('no longer public'));
  const kept = [{ code: 'QM-0001' }, { code: 'QM-0002' }];
  assert.equal((await act('trial/edit', { rev: 4, title, introduction, items: kept })).status, 200, 'its editor may keep it');
  await node.superPool.query("update practices.practices set public_state = 'published', state = 'published' where code = 'QM-0002'");
  assert.equal((await read('trial')).items.length, 2);
});

test('an unpublished collection is a draft again', async () => {
  assert.equal((await act('trial/unpublish')).status, 200);
  assert.equal((await read('trial')).status, 404);
  assert.ok(!(await stranger.get('/ar/practices/QM-0001')).body.includes('/ar/collections/trial'));
});
