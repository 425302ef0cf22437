import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { type DemoNode, searchLoaded, startDemoNode } from '#main/testing/demo-node.ts';
import type { Visitor } from '#platform/testing/test-node.ts';
import { diagram } from '#platform/workflow/workflow.ts';
import { agreementWorkflow } from './workflow.ts';

let node: DemoNode;
let office: Visitor;
let stranger: Visitor;
let side: Visitor;
let otherSide: Visitor;
let elsewhere: Visitor;
before(async () => {
  node = await startDemoNode({ worker: false });
  await searchLoaded(node);
  [office, stranger, side, otherSide, elsewhere] = await Promise.all([
    node.as('nawal.jusour@example.org'),
    node.as(),
    node.as('oskar.felsmark@example.org'),
    node.as('rahaf.sanabel@example.org'),
    node.as('marian.tidewell@example.org'),
  ]);
});
after(() => node.close());

interface Answer {
  readonly status: number;
  readonly rev?: number;
  readonly code?: string;
  readonly problems?: { field: string; code: string }[];
}
const act = async (path: string, body: unknown = {}, who = office): Promise<Answer> => {
  const answer = await who.json(`/api/v1/${path}`, body);
  return { ...answer.json<Omit<Answer, 'status'>>(), status: answer.statusCode };
};
interface Agreement {
  readonly rev: number;
  readonly state: string;
  readonly signedOn: { date: string } | null;
  readonly expiresOn: string | null;
  readonly axes: { no: number; title: { texts: Record<string, { text: string }> }; lead: string | null }[];
  readonly figures: { reading: string; verification: string; reason: unknown; quantity: { value: number; qualifier: string } }[];
  readonly amendments: { changed: string[] }[];
  readonly moves: { move: string }[];
}
const read = async (ref: string, who = office): Promise<Agreement & { status: number }> => {
  const answer = await who.get(`/api/v1/partnerships/${ref}`);
  return { ...answer.json<Agreement>(), status: answer.statusCode };
};
const move = (ref: string, body: unknown) => act(`partnerships/${ref}/moves`, body);
const fieldsOf = ({ problems = [] }: Answer) => problems.map(({ field, code }) => `${field} ${code}`);

/** What a page says, without its tags and the marks of direction. */
const textOf = (html: string): string =>
  html
    .replace(/<[^>]*>/g, ' ')
    .replace(/[\u2066-\u2069\u200e\u200f]/g, '')
    .replace(/\s+/g, ' ');

const agreement = {
  ref: 'QS-QP-2026',
  type: 'cooperation',
  title: { ar: 'اتفاقية تعاون في طوارئ السيول', en: 'Cooperation on flood emergencies' },
  parties: [{ country: 'QS' }, { country: 'QP', entity: 'QP-GOV', role: 'peer' }],
};

test('until its signature is recorded an agreement is seen by its managers and its own sides alone', async () => {
  assert.equal((await act('partnerships', agreement)).status, 200);
  for (const [who, status] of [
    [office, 200],
    [side, 200],
    [otherSide, 200],
    [elsewhere, 404],
    [stranger, 404],
  ] as const) {
    assert.equal((await read(agreement.ref, who)).status, status);
    const listed = (await who.get('/api/v1/partnerships')).json<{ items: { ref: string }[] }>().items.some(({ ref }) => ref === agreement.ref);
    assert.equal(listed, status === 200);
    assert.equal((await who.get('/ar/partnerships')).body.includes(agreement.title.ar), status === 200);
    assert.equal((await who.get('/en/countries/QS')).body.includes(agreement.title.en), false, 'pages of others tell of signed ones');
  }
  assert.deepEqual(fieldsOf(await act('partnerships', agreement)), ['ref partnerships.ref-taken']);
});

test('moves follow the states, have their dates and reasons, and the signature opens the page and the search', async () => {
  assert.equal((await move(agreement.ref, { move: 'start', on: '2026-01-01' })).code, 'partnerships.move-not-possible');
  assert.equal((await move(agreement.ref, { move: 'negotiate' })).status, 200);
  assert.deepEqual(fieldsOf(await move(agreement.ref, { move: 'sign' })), ['on input.required']);
  assert.deepEqual(fieldsOf(await move(agreement.ref, { move: 'sign', on: '2199' })), ['on partnerships.not-yet']);
  assert.equal((await move(agreement.ref, { move: 'sign', on: '٢٠٢٦-٠٢' })).status, 200);
  const signed = await read(agreement.ref, stranger);
  assert.deepEqual([signed.status, signed.state, signed.signedOn?.date], [200, 'signed', '2026-02']);
  assert.deepEqual(fieldsOf(await move(agreement.ref, { move: 'start', on: '2025' })), ['on partnerships.before-signature']);
  assert.equal((await move(agreement.ref, { move: 'start', on: '2026-03-01' })).status, 200);
  let found = '';
  for (let tries = 0; tries < 40 && !found.includes(agreement.ref); tries += 1) {
    found = (await stranger.get(`/ar/search?q=${encodeURIComponent('طوارئ السيول')}`)).body;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  assert.ok(found.includes(`/ar/partnerships/${agreement.ref}`), 'found from its signature on');
  assert.ok((await stranger.get('/en/countries/QS')).body.includes(agreement.title.en));
  assert.ok((await stranger.get('/ar/entities/QP-GOV')).body.includes(agreement.title.ar));
});

test('a change after the signature is an amendment: it says why, and what it changed is kept', async () => {
  const { rev } = await read(agreement.ref);
  const { ref: _, ...form } = agreement;
  const changed = {
    ...form,
    rev,
    signedOn: '2026-02',
    effectiveOn: '2026-03-01',
    title: { ar: 'اتفاقية تعاون في إدارة السيول', en: 'Cooperation on managing floods' },
  };
  assert.deepEqual(fieldsOf(await act(`partnerships/${agreement.ref}/edit`, changed)), ['amendment.ar partnerships.say-why']);
  assert.equal((await act(`partnerships/${agreement.ref}/edit`, { ...changed, amendment: { en: 'The scope was widened.' } })).status, 200);
  assert.equal((await act(`partnerships/${agreement.ref}/edit`, { ...changed, amendment: { en: 'Again.' } })).code, 'partnerships.edited-meanwhile');
  assert.deepEqual((await read(agreement.ref)).amendments[0]?.changed, ['title']);
  const page = (await stranger.get(`/en/partnerships/${agreement.ref}`)).body;
  assert.ok(page.includes('The scope was widened.') && page.includes(agreement.title.en) && page.includes('Cooperation on managing floods'));
});

test('bad input names its row and keeps the form', async () => {
  const bad = { ...agreement, ref: 'bad ref', parties: [{ country: 'QS' }] };
  assert.deepEqual(fieldsOf(await act('partnerships', bad)), ['ref partnerships.ref-form']);
  const rows = [{ country: 'ZZ' }, { country: 'QS' }, { entity: 'NOBODY' }, { country: 'QS' }];
  assert.deepEqual(fieldsOf(await act('partnerships', { ...agreement, ref: 'OTHER', parties: rows, signedOn: '2026-05', expiresOn: '2026-04-01' })), [
    'expiresOn partnerships.before-start',
    'parties.0.country partnerships.unknown-country',
    'parties.2.entity partnerships.unknown-entity',
    'parties.3.country partnerships.party-twice',
  ]);
  assert.deepEqual(fieldsOf(await act('partnerships', { ...agreement, ref: 'OTHER', parties: [{ country: 'QS' }] })), [
    'parties.1.country partnerships.two-parties',
  ]);
  const { rev } = await read(agreement.ref);
  const axes = [
    { title: { ar: 'الإنذار المبكر' }, lead: 'NOBODY' },
    { title: {}, objectives: { ar: 'أهداف بلا عنوان' } },
    { title: { en: 'Shelters' }, phase: 3 },
  ];
  assert.deepEqual(fieldsOf(await act(`partnerships/${agreement.ref}/axes`, { rev, axes })), [
    'axes.0.lead partnerships.unknown-entity',
    'axes.1.title.ar input.required',
    'axes.2.phase partnerships.unknown-phase',
  ]);
  assert.deepEqual((await read(agreement.ref)).axes, [], 'nothing of a refused form is saved');
  const good = [{ title: { ar: 'الإنذار المبكر', en: 'Early warning' }, lead: 'QS-EMERGENCY', status: 'active' }, { title: {} }, { title: { en: 'Shelters' } }];
  assert.equal((await act(`partnerships/${agreement.ref}/axes`, { rev, axes: good })).status, 200);
  assert.deepEqual(
    (await read(agreement.ref)).axes.map(({ no, lead }) => [no, lead]),
    [
      [1, 'QS-EMERGENCY'],
      [2, null],
    ],
  );
});

test('a reported figure is confirmed or disputed by a side, by nobody else, and anew once it changes', async () => {
  const figure = (value: number) => ({
    name: { en: 'People trained' },
    value,
    qualifier: 'more_than',
    unit: { en: 'people' },
    asOf: '2026-04',
    source: { en: 'Lists' },
  });
  const save = async (...values: number[]) =>
    act(`partnerships/${agreement.ref}/figures`, { rev: (await read(agreement.ref)).rev, figures: values.map(figure) });
  assert.deepEqual(
    fieldsOf(await act(`partnerships/${agreement.ref}/figures`, { rev: (await read(agreement.ref)).rev, figures: [{ name: { en: 'Only a name' } }] })),
    ['figures.0.unit.ar input.required', 'figures.0.value input.required', 'figures.0.asOf input.required'],
  );
  assert.equal((await save(120, 40)).status, 200);
  const readings = (await read(agreement.ref)).figures.map(({ reading }) => reading);
  const verify = (at: number, verification: string, who: Visitor, reason = '') => act(`readings/${readings[at]}/verification`, { verification, reason }, who);
  assert.equal((await verify(0, 'confirmed', office)).status, 403, 'who reports does not confirm');
  assert.equal((await verify(0, 'confirmed', elsewhere)).status, 403);
  assert.equal((await verify(0, 'disputed', side)).code, 'measures.reason-needed');
  assert.equal((await verify(0, 'disputed', side, 'We counted 97.')).status, 200);
  assert.equal((await verify(1, 'confirmed', otherSide)).status, 200);
  const shown = (await stranger.get(`/en/partnerships/${agreement.ref}`)).body;
  assert.match(textOf(shown), /more than 120 people In dispute.*We counted 97\./i);
  assert.equal((await save(97, 40)).status, 200);
  assert.deepEqual(
    (await read(agreement.ref)).figures.map(({ verification, quantity }) => [quantity.value, verification]),
    [
      [97, 'reported'],
      [40, 'confirmed'],
    ],
  );
});

test('the end of an agreement has its reason and closes it', async () => {
  assert.deepEqual(fieldsOf(await move(agreement.ref, { move: 'terminate' })), ['reason.ar partnerships.say-why']);
  assert.equal((await move(agreement.ref, { move: 'renew', on: '2020-01-01' })).code, 'input.invalid');
  assert.equal((await move(agreement.ref, { move: 'renew', on: '2028-01-31' })).status, 200);
  assert.equal((await read(agreement.ref)).expiresOn, '2028-01-31');
  assert.equal((await move(agreement.ref, { move: 'terminate', reason: { en: 'Both sides agreed.' } })).status, 200);
  const { rev, state } = await read(agreement.ref, stranger);
  assert.equal(state, 'terminated');
  assert.equal((await act(`partnerships/${agreement.ref}/axes`, { rev, axes: [] })).code, 'partnerships.closed');
});

test('the five partnerships of the facts keep what their sources say: qualifiers, phases, thirteen axes', async () => {
  const { items } = (await stranger.get('/api/v1/partnerships')).json<{ items: { ref: string }[] }>();
  assert.deepEqual(
    items
      .map(({ ref }) => ref)
      .filter((ref) => ref.startsWith('FACT-'))
      .sort(),
    ['FACT-AE-EG', 'FACT-AE-JO', 'FACT-AE-KG', 'FACT-AE-UN', 'FACT-AE-UZ'],
  );
  const kyrgyz = await read('FACT-AE-KG', stranger);
  assert.equal(kyrgyz.axes.length, 13);
  assert.deepEqual(
    kyrgyz.figures.map(({ quantity }) => [quantity.qualifier, quantity.value]),
    [
      ['more_than', 1200],
      ['about', 3500],
      ['more_than', 12],
    ],
  );
  const egypt = (await stranger.get('/ar/partnerships/FACT-AE-EG')).body;
  const words = textOf(egypt);
  assert.ok(words.includes('نحو 45,000') && words.includes('الساعات التدريبية') && words.includes('ساعات المشاركين'), words);
});

test('the README draws the workflow that the program follows', async () => {
  assert.ok((await readFile(new URL('./README.md', import.meta.url), 'utf8')).includes(diagram(agreementWorkflow)));
});

test('initiatives stand under an axis that is there, meetings keep decisions and promises, and what is late reaches the page of work', async () => {
  const ref = 'QR-QM-2025';
  const save = async (part: string, body: object) => act(`partnerships/${ref}/${part}`, { rev: (await read(ref)).rev, ...body });
  const bad = [
    { title: { en: 'A visit' }, axis: 9, startsOn: '2026-05', endsOn: '2026-04' },
    { title: {}, type: 'training' },
  ];
  assert.deepEqual(fieldsOf(await save('initiatives', { initiatives: bad })), [
    'initiatives.0.type input.choose',
    'initiatives.0.axis partnerships.unknown-axis',
    'initiatives.0.endsOn partnerships.before-start',
    'initiatives.1.title.ar input.required',
  ]);
  assert.equal((await save('initiatives', { initiatives: [{ title: { en: 'A visit' }, type: 'study_visit', axis: 2, startsOn: '2026-05' }] })).status, 200);
  const promise = { what: { en: 'Send the list of meters' }, entity: 'QM-WATER', dueOn: '2026-03-01' };
  const wrong = [
    { heldOn: '2199-01-01', decisions: {}, followUps: [{ ...promise, entity: 'NOBODY' }] },
    { decisions: { en: 'No day' } },
    { heldOn: '2026-02-01', decisions: { en: 'Fine' }, followUps: [{ ...promise, doneOn: '2026-01-31' }, { dueOn: '2026-03-01' }] },
  ];
  assert.deepEqual(fieldsOf(await save('committee', { meetings: wrong })), [
    'meetings.0.heldOn partnerships.not-yet',
    'meetings.0.decisions.ar input.required',
    'meetings.0.followUps.0.entity partnerships.unknown-entity',
    'meetings.1.heldOn input.required',
    'meetings.2.followUps.0.doneOn partnerships.before-start',
    'meetings.2.followUps.1.what.ar input.required',
  ]);
  assert.equal(
    (await save('committee', { meetings: [{ heldOn: '2026-02-01', decisions: { en: 'To share what is measured.' }, followUps: [promise] }] })).status,
    200,
  );
  const page = textOf((await stranger.get(`/en/partnerships/${ref}`)).body);
  assert.match(page, /A visit Study visit.*To share what is measured\..*Send the list of meters.*Overdue/);
  const mine = await node.as('basel.shuab@example.org');
  const work = textOf((await mine.get('/en/me')).body);
  assert.match(work, /My partnerships.*Due this week or overdue.*Send the list of meters · due 1 March 2026 Overdue/);
  const others = textOf((await elsewhere.get('/en/me')).body);
  assert.doesNotMatch(others, /Send the list of meters/);
});
