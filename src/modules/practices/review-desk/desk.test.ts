import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type DemoNode, startDemoNode } from '#main/testing/demo-node.ts';
import { copyMaker } from '#main/testing/practice-copies.ts';
import type { Visitor } from '#platform/testing/test-node.ts';

const [samia, tobias, ghassan, hanan] = [
  'samia.mizan@example.org',
  'tobias.quillhart@example.org',
  'ghassan.hasif@example.org',
  'hanan.satri@example.org',
] as const;
let node: DemoNode;
let office: Visitor;
let first: Visitor;
let second: Visitor;
const person = new Map<string, string>();

before(async () => {
  node = await startDemoNode({ worker: false });
  [office, first, second] = await Promise.all([node.as(hanan), node.as(samia), node.as(tobias)]);
  for (const email of [samia, tobias, ghassan, hanan, 'jasim.mahalli@example.org']) {
    const { rows } = await node.superPool.query<{ person_id: string }>('select person_id from directory.accounts where email = $1', [email]);
    person.set(email, rows[0]?.person_id ?? '');
  }
  const copy = copyMaker(node, { reviewer: samia, secondReviewer: tobias, office: hanan });
  const author = { email: 'jasim.mahalli@example.org', personId: person.get('jasim.mahalli@example.org') ?? '' };
  for (const [code, state] of [
    ['QR-9501', 'submitted'],
    ['QR-9502', 'submitted'],
    ['QR-9503', 'checked'],
    ['QR-9504', 'submitted'],
  ] as const)
    await copy(state, code, author);
});
after(() => node.close());

interface Answer {
  readonly code?: string;
  readonly problems?: { field: string; code: string }[];
}
const act = async (who: Visitor, path: string, body: unknown = {}) => {
  const answer = await who.json(`/api/v1/reviews/${path}`, body);
  return { status: answer.statusCode, ...answer.json<Answer>() };
};
interface DeskAnswer {
  readonly items: { code: string; assigned: boolean; mine: boolean }[];
  readonly next: string | null;
  readonly load: { reviewer: string; open: number; overdue: number }[];
}
const desk = async (who: Visitor, query = '') => (await who.get(`/api/v1/reviews?${query}`)).json<DeskAnswer>();
const codes = async (who: Visitor, query: string) => (await desk(who, query)).items.map(({ code }) => code);
const scores = { relevance: 4, effect: 4, evidence: 4, transferability: 3, clarity: 5 };

test('a reviewer takes a review on, it is theirs, and gives it back', async () => {
  assert.equal((await act(first, 'QR-9501/take')).status, 200);
  assert.ok((await codes(first, 'show=mine')).includes('QR-9501'));
  assert.ok(!(await codes(second, 'show=unassigned')).includes('QR-9501'));
  assert.equal((await act(second, 'QR-9501/take')).code, 'review.assigned-meanwhile');
  assert.equal((await act(second, 'QR-9501/give-back')).code, 'review.assigned-meanwhile', 'what one does not have one cannot give back');
  assert.ok((await first.get('/ar/reviews/QR-9501')).body.includes('هذه المراجعة مسندة إليكم.'));
  assert.equal((await act(first, 'QR-9501/give-back')).status, 200);
  assert.ok((await codes(second, 'show=unassigned')).includes('QR-9501'));
});

test('of twenty who take it at once one has it', async () => {
  const visitors = await Promise.all(Array.from({ length: 20 }, (_, index) => node.as(index % 2 === 0 ? samia : tobias)));
  const answers = await Promise.all(visitors.map((visitor) => act(visitor, 'QR-9504/take')));
  assert.equal(answers.filter(({ status }) => status === 200).length, 1);
  const { rows } = await node.superPool.query(
    "select count(*)::int as n from review.reviews r join practices.practices p on p.id::text = r.subject_id where p.code = 'QR-9504' and assignee_id is not null",
  );
  assert.deepEqual(rows, [{ n: 1 }]);
});

test('the office assigns to those who may decide, and to nobody else', async () => {
  for (const nobody of [person.get('jasim.mahalli@example.org'), '00000000-0000-4000-8000-000000000000', 'x'])
    assert.deepEqual(
      (await act(office, 'QR-9502/assign', { person: nobody })).problems?.map(({ field, code }) => `${field} ${code}`),
      ['person practices.not-a-reviewer'],
    );
  assert.equal((await act(first, 'QR-9502/assign', { person: person.get(tobias) })).status, 403);
});

test('assigned to one, another cannot decide, and the office can assign anew', async () => {
  assert.equal((await act(office, 'QR-9502/assign', { person: person.get(tobias) })).status, 200);
  const { rows } = await node.superPool.query("select person_id from directory.notices where message = 'practices.notice.assigned'");
  assert.deepEqual(rows, [{ person_id: person.get(tobias) }]);
  assert.equal((await act(first, 'QR-9502/check', { note: '' })).code, 'review.with-another');
  assert.equal((await act(first, 'QR-9502/return', { comments: [{ field: 'title', text: 'x' }] })).code, 'review.with-another');
  const page = (await first.get('/en/reviews/QR-9502')).body;
  assert.ok(page.includes('who decides it') && !page.includes('/reviews/QR-9502/check'), 'and is not offered to');
  assert.equal((await act(office, 'QR-9502/assign', { person: '' })).status, 200);
  assert.equal((await act(first, 'QR-9502/check', { note: '' })).status, 200);
});

test('the second review is not for the first reviewer, nor for whoever declared a conflict', async () => {
  assert.deepEqual(
    (await act(office, 'QR-9503/assign', { person: person.get(samia) })).problems?.map(({ code }) => code),
    ['practices.not-a-reviewer'],
  );
  assert.equal((await act(first, 'QR-9503/take')).code, 'practices.may-not-take');
  assert.equal((await act(office, 'QR-9503/assign', { person: person.get(tobias) })).status, 200);
  await act(second, 'QR-9501/take');
  assert.equal((await act(second, 'QR-9503/conflict', { reason: 'I worked there.' })).status, 200);
  const { rows } = await node.superPool.query('select 1 from review.reviews where assignee_id = $1 and state = $2', [person.get(tobias), 'open']);
  assert.equal(rows.length, 0, 'every open review of the entity is given up with the declaration');
  assert.deepEqual(
    (await act(office, 'QR-9503/assign', { person: person.get(tobias) })).problems?.map(({ code }) => code),
    ['practices.not-a-reviewer'],
  );
  assert.ok(!(await codes(second, 'limit=100')).some((code) => code.startsWith('QR-95')));
  assert.ok(!(await office.get('/en/reviews/QR-9503')).body.includes(`value="${person.get(tobias)}"`));
  await node.superPool.query('delete from review.conflicts where person_id = $1', [person.get(tobias)]);
});

test('the desk is given in pages, and the office sees how much lies with whom', async () => {
  const whole = await desk(office, 'limit=100');
  const walked: string[] = [];
  for (let next: string | null = ''; next !== null; ) {
    const page: DeskAnswer = await desk(office, `limit=2&after=${next}`);
    walked.push(...page.items.map(({ code }) => code));
    next = page.next;
  }
  assert.deepEqual(
    walked,
    whole.items.map(({ code }) => code),
  );
  await act(office, 'QR-9501/assign', { person: person.get(ghassan) });
  await node.superPool.query("update review.reviews set due_on = '2020-01-01' where assignee_id = $1", [person.get(ghassan)]);
  const { load } = await desk(office);
  const mine = load.find(({ reviewer }) => reviewer === person.get(ghassan));
  assert.deepEqual([mine?.open, mine?.overdue], [1, 1]);
  assert.deepEqual((await desk(first)).load, [], 'a reviewer does not see it');
});

test('the form asks for the criteria in use, each by its name, and no others', async () => {
  await act(office, 'QR-9503/assign', { person: '' });
  const form = { grade: 'E2', gradeReason: 'Before and after.', note: '' };
  const { clarity: _, ...four } = scores;
  const asked = await second.json('/api/v1/reviews/QR-9503/review', { ...form, scores: { ...four, speed: 5 } });
  assert.deepEqual(
    asked.json<Answer>().problems?.map(({ field, code }) => `${field} ${code}`),
    ['scores.clarity review.score-needed', 'scores.speed review.unknown-criterion'],
  );
  const shown = (await second.get('/en/reviews/QR-9503')).body;
  assert.ok(shown.includes('Plain words in Arabic and English'), 'with what each means');
  const rev = (await office.get('/api/v1/review-criteria/edit')).json<{ rev: number }>().rev;
  const rows = [
    { code: 'clarity', level: 'expert', title: { ar: 'الوضوح', en: 'Clarity' }, inUse: 'no' },
    { code: 'speed', level: 'expert', place: '1', title: { ar: 'السرعة', en: 'Speed' }, guidance: { ar: 'كم استغرق', en: 'How long it took' } },
  ];
  assert.equal((await office.json('/api/v1/review-criteria/edit', { rev, rows })).statusCode, 200);
  assert.equal((await act(second, 'QR-9503/review', { ...form, scores: { ...four, speed: '٥' } })).status, 200);
  const criteria = (await first.get('/en/review-criteria')).body;
  assert.ok(criteria.includes('How long it took') && !criteria.includes('>Clarity<'));
  assert.ok((await office.get('/ar/reviews/QR-9503')).body.includes('السرعة'), 'past scores go by the name of today');
});

test('criteria: both languages, a level never empty, a code for good, and two editors are told of each other', async () => {
  const save = async (rev: number, rows: unknown[]) => {
    const answer = await office.json('/api/v1/review-criteria/edit', { rev, rows });
    return answer.json<Answer & { rev?: number }>();
  };
  const { rev } = (await office.get('/api/v1/review-criteria/edit')).json<{ rev: number }>();
  assert.deepEqual(
    (await save(rev, [{ code: 'new', level: 'check', title: { ar: 'جديد' } }])).problems?.map(({ field, code }) => `${field} ${code}`),
    ['rows.0.title.en input.required'],
  );
  const off = ['whole', 'stands-alone', 'no-personal-data', 'evidence-opens'].map((code) => ({ code, level: 'check', title: {}, inUse: 'no' }));
  assert.deepEqual(
    (await save(rev, off)).problems?.map(({ code }) => code),
    ['review.criteria.none-check'],
  );
  assert.equal((await save(rev - 1, [])).code, 'review.criteria.edited-meanwhile');
  assert.equal((await save(rev, [{ code: 'whole', level: 'expert', title: {} }])).rev, rev + 1);
  const whole = (await first.get('/api/v1/review-criteria')).json<{ items: { code: string; level: string }[] }>().items.find(({ code }) => code === 'whole');
  assert.equal(whole?.level, 'check', 'a level is for good');
});

test('statistics: the office sees every reviewer, a reviewer the own, and what a conflict closes counts for nobody', async () => {
  const figures = async (who: Visitor) =>
    (await who.get('/api/v1/reviews/statistics')).json<{ items: { reviewer: string; decided: number; medianDays: number; returned: number }[] }>().items;
  await node.superPool.query(
    `update review.reviews set opened_at = decided_at - interval '3 days' where reviewer_id = $1 and state in ('passed', 'returned')`,
    [person.get(tobias)],
  );
  const all = await figures(office);
  assert.ok(all.length > 2);
  const own = await figures(second);
  assert.deepEqual(
    own,
    all.filter(({ reviewer }) => reviewer === person.get(tobias)),
  );
  assert.ok(Math.abs((own[0]?.medianDays ?? 0) - 3) < 0.01);
  const counted = (
    await node.superPool.query(
      "select count(*)::int as n, count(*) filter (where state = 'returned')::int as back from review.reviews where reviewer_id = $1 and state in ('passed', 'returned')",
      [person.get(tobias)],
    )
  ).rows[0];
  assert.deepEqual([own[0]?.decided, own[0]?.returned], [counted?.n, counted?.back]);
  await node.superPool.query("insert into review.conflicts select $1, id, 'worked there', now() from directory.entities where code = 'QR-CITY'", [
    person.get(hanan),
  ]);
  const less = await figures(office);
  const sum = (rows: { decided: number }[]) => rows.reduce((total, row) => total + row.decided, 0);
  assert.ok(sum(less) < sum(all));
  await node.superPool.query('delete from review.conflicts where person_id = $1', [person.get(hanan)]);
});
