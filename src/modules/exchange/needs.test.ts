import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { type DemoNode, searchLoaded, startDemoNode } from '#main/testing/demo-node.ts';
import { hiddenFields, type Visitor } from '#platform/testing/test-node.ts';
import { diagram } from '#platform/workflow/workflow.ts';
import { needWorkflow } from './workflow.ts';

let node: DemoNode;
let asker: Visitor;
let owner: Visitor;
let stranger: Visitor;
let foreigner: Visitor;
before(async () => {
  node = await startDemoNode({ worker: false });
  await searchLoaded(node);
  [asker, owner, foreigner, stranger] = await Promise.all([
    node.as('tareq.hasid@example.org'),
    node.as('rima.tabibi@example.org'),
    node.as('greta.uplander@example.org'),
    node.as(),
  ]);
});
after(() => node.close());

interface Answer {
  readonly status: number;
  readonly no: number;
  readonly rev?: number;
  readonly code?: string;
  readonly problems?: { field: string; code: string }[];
}
const act = async (path: string, body: unknown = {}, who = asker): Promise<Answer> => {
  const answer = await who.json(`/api/v1/needs${path}`, body);
  return { ...answer.json<Omit<Answer, 'status'>>(), status: answer.statusCode };
};
interface Need {
  readonly state: string;
  readonly answers: { code: string }[];
  readonly matches: {
    practice: { code: string };
    score: number;
    reasons: { part: string; points: number; terms: string[]; translations: { found: string }[] }[];
  }[];
}
const read = async (no: number, who = asker): Promise<Need> => (await who.get(`/api/v1/needs/${no}`)).json<Need>();
const fieldsOf = ({ problems = [] }: Answer) => problems.map(({ field, code }) => `${field} ${code}`);
const answersIn = async (code: string): Promise<number> => (await owner.get(`/api/v1/practices/${code}/statistics`)).json<{ answers: number }>().answers;

const need = {
  entity: 'QP-LABOUR',
  title: { ar: 'مواعيد العيادات الخارجية الفائتة' },
  problem: { ar: 'يتغيب المرضى عن مواعيدهم في المستشفى ولا يُعطى الموعد لغيرهم.' },
  cofog: ['07.2'],
  sdg: ['3.8'],
};

test('a need is published, proposed practices with reasons that add up, answered, and met', async () => {
  const before = await answersIn('QM-0001');
  const { status, no } = await act('', need);
  assert.equal(status, 200);
  const found = await read(no);
  assert.equal(found.state, 'open');
  const [best] = found.matches;
  assert.equal(best?.practice.code, 'QM-0001');
  assert.ok(best.reasons.some(({ part }) => part === 'sdg') && best.reasons.some(({ part, terms }) => part === 'text' && terms.length > 0));
  assert.ok(Math.abs(best.reasons.reduce((sum, { points }) => sum + points, 0) - best.score) < 1e-9, 'the points of the reasons are the score');
  assert.equal((await act(`/${no}/answers`, { practice: 'qm-0001' })).status, 200);
  const matched = await read(no);
  assert.deepEqual([matched.state, matched.answers.map(({ code }) => code)], ['matched', ['QM-0001']]);
  assert.ok(!matched.matches.some(({ practice }) => practice.code === 'QM-0001'), 'what was chosen is not proposed again');
  assert.equal(await answersIn('QM-0001'), before + 1, 'its owner sees one need more answered');
  assert.ok((await owner.get('/ar/me')).body.includes('مواعيد العيادات الخارجية الفائتة'), 'its coordinator is told');
  assert.ok((await foreigner.get('/ar/practices/QM-0001')).body.includes(`/ar/needs/${no}`), 'the practice says what it answers to whoever signed in');
  assert.ok(!(await stranger.get('/ar/practices/QM-0001')).body.includes(`/ar/needs/${no}`), 'and to nobody else');
  assert.equal((await act(`/${no}/meet`)).status, 200);
  assert.equal((await act(`/${no}/answers/drop`, { practice: 'QM-0001' })).code, 'exchange.closed');
  assert.equal((await act(`/${no}/reopen`)).status, 200);
  assert.equal((await read(no)).state, 'matched', 'its answer still stands');
  await act(`/${no}/answers/drop`, { practice: 'QM-0001' });
  assert.equal((await read(no)).state, 'open');
  assert.equal((await act(`/${no}/meet`)).code, 'exchange.move-not-possible', 'without an answer nothing is met');
});

test('whoever signed in finds a need, in the other language too; nobody else knows of it, and nobody once it is withdrawn', async () => {
  const { no } = await act('', { ...need, title: { ar: 'ترميم الجسور الخشبية القديمة' }, problem: { ar: 'تتآكل الجسور الخشبية كل شتاء.' } });
  const finds = async (who: Visitor, q: string) => (await who.get(`/en/search?q=${encodeURIComponent(q)}`)).body.includes(`/en/needs/${no}`);
  assert.ok(await finds(foreigner, 'الجسور الخشبية'));
  assert.ok(await finds(foreigner, 'old bridge'));
  assert.ok(!(await finds(stranger, 'الجسور الخشبية')));
  assert.equal((await stranger.get(`/api/v1/needs/${no}`)).statusCode, 401);
  assert.equal((await act(`/${no}/withdraw`)).status, 200);
  assert.ok(!(await finds(foreigner, 'الجسور الخشبية')));
  const listed = (await foreigner.get('/api/v1/needs?limit=100')).json<{ items: { no: number }[] }>();
  assert.ok(!listed.items.some((one) => one.no === no));
});

test('a search that finds nothing offers to ask, with the words in the form', async () => {
  const page = (await asker.get('/ar/search?q=zzzzqqqq')).body;
  assert.ok(page.includes('/ar/needs/new?q=zzzzqqqq'));
  assert.ok((await asker.get('/ar/needs/new?q=zzzzqqqq')).body.includes('value="zzzzqqqq"'));
  assert.ok(!(await stranger.get('/ar/search?q=zzzzqqqq')).body.includes('/needs/new'), 'who may not ask is not offered it');
});

test('a match that is of no use stays hidden until it is brought back', async () => {
  const { no } = await act('', need);
  await act(`/${no}/matches/hide`, { practice: 'QM-0001' });
  assert.ok(!(await read(no)).matches.some(({ practice }) => practice.code === 'QM-0001'));
  assert.equal((await act(`/${no}/matches/hide`, { practice: 'QM-0001' }, foreigner)).status, 403);
  await act(`/${no}/matches/show`, { practice: 'QM-0001' });
  assert.equal((await read(no)).matches[0]?.practice.code, 'QM-0001');
});

test('bad input names each field, and nothing is published', async () => {
  const count = async () => (await node.superPool.query('select count(*)::int as n from exchange.needs')).rows[0].n;
  const before = await count();
  assert.deepEqual(fieldsOf(await act('', { entity: 'QP-LABOUR', title: {}, cofog: ['99.9'], budget: '100', deadline: '2020-01-01' })), [
    'title.ar input.required',
    'problem.ar input.required',
    'cofog input.unknown-code',
    'currency input.currency-needed',
    'deadline exchange.deadline-past',
  ]);
  assert.deepEqual(fieldsOf(await act('', { ...need, months: '0', deadline: '2027-03' })), ['months exchange.bad-months', 'deadline input.day-needed']);
  assert.deepEqual(fieldsOf(await act('', { ...need, entity: 'QM-HEALTH' })), ['entity exchange.not-your-entity']);
  assert.equal(await count(), before);
  assert.deepEqual(fieldsOf(await act('/4/answers', { practice: 'QM-0002' }, asker)), []);
  assert.equal((await act('/4/answers', { practice: 'QM-0002' }, asker)).status, 403, 'only the asking entity chooses');
  for (const practice of ['QS-0004', 'QP-0004', 'XX-9999'])
    assert.deepEqual(fieldsOf(await act('/4/answers', { practice }, foreigner)), ['practice practices.unknown-practice'], practice);
});

test('a save on an older revision is refused with the text kept, and the next one stands on what is there now', async () => {
  const { no } = await act('', need);
  assert.deepEqual((({ status, rev }) => [status, rev])(await act(`/${no}/edit`, { ...need, entity: undefined, rev: 1, months: '٦' })), [200, 2]);
  const proof = hiddenFields((await asker.get(`/ar/needs/${no}/edit`)).body);
  const late = await asker.post(`/ar/needs/${no}/edit`, { ...proof, rev: '1', 'title.ar': 'عنوان متأخر', 'problem.ar': 'نص متأخر' });
  assert.equal(late.statusCode, 409);
  assert.ok(late.body.includes('عنوان متأخر') && late.body.includes('name="rev" value="2"'));
});

test('the README draws the workflow that the program follows', async () => {
  assert.ok((await readFile(new URL('./README.md', import.meta.url), 'utf8')).includes(diagram(needWorkflow)));
});

test('the chain on the home page counts needs for those who may read them, and says to others that it does not', async () => {
  const chainFor = async (who: Visitor) => (await who.get('/api/v1/home')).json<{ chain: Record<string, number | null> }>().chain;
  const [before, forStranger] = await Promise.all([chainFor(asker), chainFor(stranger)]);
  assert.deepEqual([forStranger.need, forStranger.match], [null, null]);
  assert.ok((forStranger.practice ?? 0) > 0 && (forStranger.agreement ?? 0) > 0, 'what is public is counted for everybody');
  const { no } = await act('', need);
  assert.equal((await act(`/${no}/answers`, { practice: 'QM-0001' })).status, 200);
  const after = await chainFor(asker);
  assert.deepEqual([after.need, after.match], [(before.need ?? 0) + 1, (before.match ?? 0) + 1]);
  await act(`/${no}/withdraw`);
  assert.equal((await chainFor(asker)).need, before.need);
  assert.match((await owner.get('/en/practices/QM-0001')).body, /chosen for one need|chosen for \d+ needs/);
});
