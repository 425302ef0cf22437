import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { audit } from '#main/commands/audit.ts';
import { type DemoNode, startDemoNode } from '#main/testing/demo-node.ts';
import { copyMaker, type PracticeCopy, type PracticeCopyState } from '#main/testing/practice-copies.ts';
import { addPerson } from '#main/testing/single-role-people.ts';
import { readConfig } from '#platform/config/config.ts';
import { wordsFor } from '#platform/i18n/format.ts';
import { hiddenFields, type Visitor } from '#platform/testing/test-node.ts';

const emails = {
  author: 'jasim.mahalli@example.org',
  reviewer: 'samia.mizan@example.org',
  secondReviewer: 'tobias.quillhart@example.org',
  office: 'hanan.satri@example.org',
};
const scores = { relevance: 4, effect: 4, evidence: 4, transferability: 3, clarity: 5 };
const expertReview = { grade: 'E2', gradeReason: 'Before and after.', scores, note: 'sound' };

let node: DemoNode;
let make: (state: PracticeCopyState) => Promise<PracticeCopy>;
let author: Visitor;
let reviewer: Visitor;
let second: Visitor;
let office: Visitor;
let stranger: Visitor;
let numbers = 7_000;

before(async () => {
  node = await startDemoNode();
  const { rows } = await node.superPool.query<{ person_id: string }>('select person_id from directory.accounts where email = $1', [emails.author]);
  const copyOf = copyMaker(node, emails);
  make = (state) => {
    numbers += 1;
    node.clock.now = new Date(node.clock.now.getTime() + 1_000);
    return copyOf(state, `QR-${numbers}`, { email: emails.author, personId: rows[0]?.person_id ?? '' });
  };
  [author, reviewer, second, office, stranger] = await Promise.all([
    node.as(emails.author),
    node.as(emails.reviewer),
    node.as(emails.secondReviewer),
    node.as(emails.office),
    node.as(),
  ]);
});
after(() => node.close());

/** Sends a POST as somebody, a second after the last one. */
async function act(
  who: Visitor,
  path: string,
  body: unknown = {},
): Promise<{ status: number; code: string; problems: string[]; body: Record<string, unknown> }> {
  node.clock.now = new Date(node.clock.now.getTime() + 1_000);
  const answer = await who.json(`/api/v1${path}`, body);
  const json = answer.json<{ code?: string; problems?: { field: string }[] }>();
  return { status: answer.statusCode, code: json.code ?? '', problems: (json.problems ?? []).map(({ field }) => field), body: json as Record<string, unknown> };
}
const read = async (who: Visitor, path: string): Promise<{ status: number; body: Record<string, unknown> }> => {
  const answer = await who.get(`/api/v1${path}`);
  return { status: answer.statusCode, body: answer.json<Record<string, unknown>>() };
};
const rowOf = async (code: string) =>
  (
    await node.superPool.query<{ id: string; state: string; version: number; published_version: number | null; rev: number }>(
      'select id, state, version, published_version, rev from practices.practices where code = $1',
      [code],
    )
  ).rows[0];
interface Entry {
  readonly what: string;
  readonly ref: { readonly id: string };
  readonly before?: string;
  readonly after?: string;
  readonly note?: string;
}
const entriesOf = async (id: string): Promise<Entry[]> =>
  (await node.superPool.query<{ body: Buffer }>('select body from audit.entries order by at, id')).rows
    .map(({ body }) => JSON.parse(body.toString('utf8')) as Entry)
    .filter((entry) => entry.ref.id.startsWith(id));
const title = (text: string) => ({ title: { ar: `${text} بالعربية`, en: text } });

test('a new draft lacks much: submitting says what, field by field, and changes nothing', async () => {
  const { body } = await act(author, '/practices', { entity: 'QR-CITY', orig: 'en', ...title('A draft with a title only') });
  const code = String(body.code);
  const before = await rowOf(code);
  const refused = await act(author, `/practices/${code}/submit`);
  assert.deepEqual([refused.status, refused.code], [422, 'practices.not-ready']);
  assert.deepEqual(
    refused.problems.sort(),
    [
      ...['adaptation.en', 'beneficiaries', 'cofog', 'conditions.en', 'constraints.en', 'costs', 'evidence', 'level', 'licence', 'months.value', 'problem.en'],
      ...['results', 'solution.en', 'stage', 'startedOn', 'steps', 'subtitle.en', 'supportKinds', 'transferability', 'type'],
    ].sort(),
  );
  assert.deepEqual(await rowOf(code), before);
  const { rows } = await node.superPool.query(
    'select (select count(*)::int from review.reviews where subject_id = $1::text) as reviews, (select count(*)::int from practices.moves where practice_id = $1::uuid) as moves, (select digest from practices.versions where practice_id = $1::uuid) as digest',
    [before?.id],
  );
  assert.deepEqual(rows, [{ reviews: 0, moves: 0, digest: null }]);
});

test('from the form, a refused submit keeps what was typed and says what is missing in the reader’s language', async () => {
  const { body } = await act(author, '/practices', { entity: 'QR-CITY', orig: 'ar', ...title('Typed and kept') });
  const path = `/ar/practices/${body.code}/edit`;
  const page = await author.get(path);
  const hidden = hiddenFields(page.body);
  const typed = 'مشكلة كُتبت قبل الرفض';
  const answer = await author.post(path, {
    _csrf: hidden._csrf ?? '',
    _key: hidden._key ?? '',
    rev: '1',
    'title.ar': 'عنوان مكتوب',
    'problem.ar': typed,
    afterwards: 'submit',
  });
  assert.equal(answer.statusCode, 422);
  const missing = wordsFor('ar', 'latn', 'UTC').t('errors.practices.missing');
  for (const text of [typed, 'عنوان مكتوب', missing, 'href="#f-solution-ar"']) assert.ok(answer.body.includes(text), text);
});

test('two levels of review by others, then publication: each step by the right person, and by nobody else', async () => {
  const { code, id } = await make('draft');
  assert.equal((await act(reviewer, `/practices/${code}/submit`)).status, 403);
  assert.equal((await act(author, `/practices/${code}/submit`)).status, 200);
  assert.equal((await act(author, `/reviews/${code}/check`, { note: '' })).status, 403, 'the author is no reviewer');
  assert.deepEqual([(await act(reviewer, `/reviews/${code}/publish`)).status, (await rowOf(code))?.state], [403, 'submitted'], 'a reviewer does not publish');
  assert.equal((await act(second, `/reviews/${code}/review`, expertReview)).status, 422, 'not before it was checked');
  assert.equal((await act(reviewer, `/reviews/${code}/check`, { note: 'complete' })).status, 200);
  const again = await act(reviewer, `/reviews/${code}/review`, expertReview);
  assert.deepEqual([again.status, again.code], [403, 'practices.may-not-review'], 'the second reviewer is not the first');
  assert.equal((await act(office, `/reviews/${code}/publish`)).status, 422, 'not before it was reviewed');
  assert.equal((await act(second, `/reviews/${code}/review`, expertReview)).status, 200);
  assert.equal((await read(stranger, `/practices/${code}`)).status, 404, 'still nobody else knows');
  assert.equal((await act(office, `/reviews/${code}/publish`)).status, 200);
  const shown = await read(stranger, `/practices/${code}`);
  assert.deepEqual([shown.status, shown.body.state, shown.body.grade], [200, 'published', 'E2']);
  const acts = (await entriesOf(id)).map(({ what }) => what.replace('practices.', ''));
  assert.deepEqual(
    acts.filter((what) => what.startsWith('practice.')),
    ['practice.submit', 'practice.check', 'practice.review', 'practice.publish'],
  );
});

test('somebody who wrote the text reviews it in no other role either', async () => {
  const { code } = await make('draft');
  const { body: editing } = await read(office, `/practices/${code}/edit`);
  assert.equal((await act(office, `/practices/${code}/edit`, { rev: editing.rev, ...title('Written by the office') })).status, 200);
  await act(author, `/practices/${code}/submit`);
  assert.equal((await act(office, `/reviews/${code}/check`, { note: '' })).status, 403);
});

test('whoever completed a stub or began a new version is its author', async () => {
  const email = 'writes.and.reviews@example.org';
  const writerId = await addPerson(node.superPool, email, 'writer', [
    ['entity-coordinator', 'entity', 'QR-CITY'],
    ['reviewer', 'instance', null],
  ]);
  const writer = await node.as(email);
  const { code } = await make('published');
  await act(writer, `/practices/${code}/revise`);
  const { body: editing } = await read(writer, `/practices/${code}/edit`);
  await act(writer, `/practices/${code}/edit`, { rev: editing.rev, ...title('Version two, by another') });
  assert.equal((await act(writer, `/practices/${code}/submit`)).status, 200);
  const own = await act(writer, `/reviews/${code}/check`, { note: '' });
  const stub = await make('stub');
  await node.superPool.query('update practices.practices set author_id = null where id = $1', [stub.id]);
  const { body: stubEditing } = await read(writer, `/practices/${stub.code}/edit`);
  await act(writer, `/practices/${stub.code}/edit`, { rev: stubEditing.rev, ...title('Completed') });
  const { rows } = await node.superPool.query<{ author_id: string | null }>('select author_id from practices.practices where id = $1', [stub.id]);
  assert.deepEqual([own.status, rows[0]?.author_id], [403, writerId]);
});

test('a stub stays in the library as it was while somebody completes it, until the practice is published', async () => {
  const stub = await make('stub');
  const shown = async () => (await read(stranger, `/practices/${stub.code}`)).body;
  const before = await shown();
  assert.equal(before.state, 'stub');
  const { body: editing } = await read(author, `/practices/${stub.code}/edit`);
  const saved = await act(author, `/practices/${stub.code}/edit`, { rev: editing.rev, ...title('Being completed'), stage: 'pilot' });
  assert.equal(saved.body.rev, (await rowOf(stub.code))?.rev, 'the answer names the revision as it now is');
  assert.deepEqual(await shown(), before);
  assert.equal((await read(author, `/practices/${stub.code}?version=working`)).body.state, 'draft');
  const listed = async () => JSON.stringify((await read(stranger, '/practices?limit=100')).body);
  assert.ok((await listed()).includes(stub.code));
  const translator = await node.as('saad.daqiq@example.org');
  const { body: again } = await read(author, `/practices/${stub.code}/edit`);
  const result = {
    name: { ar: 'مدة الانتظار', en: 'Waiting time' },
    unit: { ar: 'يوم', en: 'days' },
    readings: [
      { role: 'baseline', value: 12, on: '2022' },
      { value: 5, on: '2024' },
    ],
  };
  assert.equal((await act(author, `/practices/${stub.code}/edit`, { rev: again.rev, results: [result] })).status, 200);
  await node.superPool.query(
    `update practices.versions v set content = v.content || jsonb_build_object('evidence', s.content->'evidence')
     from practices.versions s join practices.practices p on p.id = s.practice_id and p.published_version = s.no where p.code = 'QR-0003' and v.practice_id = $1 and v.no = 2`,
    [stub.id],
  );
  assert.equal((await act(translator, `/practices/${(await make('stub')).code}/edit`, { rev: 1, ...title('Not a translation') })).status, 403);
  assert.equal((await act(author, `/practices/${stub.code}/submit`)).status, 200);
  assert.equal((await act(reviewer, `/reviews/${stub.code}/check`, { note: '' })).status, 200);
  assert.equal((await act(second, `/reviews/${stub.code}/review`, expertReview)).status, 200);
  assert.deepEqual(await shown(), before, 'reviewed is not published');
  assert.equal((await act(office, `/reviews/${stub.code}/publish`)).status, 200);
  const after = await shown();
  assert.deepEqual([after.state, after.version, after.stage], ['published', 2, 'pilot']);
});

test('whoever declared a conflict with the entity neither reviews nor publishes its practices', async () => {
  const conflicted = await node.as('idris.mansouq@example.org');
  const { code } = await make('reviewed');
  assert.ok(JSON.stringify((await read(conflicted, '/reviews')).body).includes(code));
  assert.equal((await act(conflicted, `/reviews/${code}/conflict`, { reason: 'I worked there until last year.' })).status, 200);
  const submitted = await make('submitted');
  const check = await act(conflicted, `/reviews/${submitted.code}/check`, { note: '' });
  assert.deepEqual([check.status, check.code], [404, 'page.not-found'], 'a reviewer does not even know of it any more');
  const publish = await act(conflicted, `/reviews/${code}/publish`);
  assert.deepEqual([publish.status, (await rowOf(code))?.state], [404, 'reviewed']);
  assert.ok(!JSON.stringify((await read(conflicted, '/reviews')).body).includes(code), 'it is not on the desk');
  for (const path of [`/reviews/${code}`, `/practices/${code}`, `/practices/${code}/history`]) assert.equal((await read(conflicted, path)).status, 404, path);
});

test('a version is closed with a digest that is the one of its audit entry, and published as it was closed', async () => {
  const { code, id } = await make('published');
  const { rows } = await node.superPool.query<{ digest: string; frozen: boolean }>(
    'select digest, frozen_at is not null as frozen from practices.versions where practice_id = $1 and no = 1',
    [id],
  );
  const frozen = (await entriesOf(id)).filter(({ what }) => what === 'practices.version.frozen');
  assert.equal(frozen.length, 1);
  assert.deepEqual(rows, [{ digest: frozen[0]?.after, frozen: true }]);
  assert.match(rows[0]?.digest ?? '', /^[0-9a-f]{64}$/);
  assert.equal(frozen[0]?.note, `${code} 1`);
});

test('while it is with its reviewers, and once it is published, nobody writes into it', async () => {
  for (const state of ['submitted', 'checked', 'reviewed', 'published', 'archived'] as const) {
    const { code, rev } = await make(state);
    const refused = await act(author, `/practices/${code}/edit`, { rev, ...title('Another title') });
    assert.deepEqual([refused.status, refused.code], [422, 'practices.not-writable'], state);
  }
});

/** What `npx tabadul audit verify --json` would say. */
async function verified(): Promise<{ exit: number; alteredRecords: string[] }> {
  let said: unknown;
  const exit = await audit.run({
    config: readConfig({ DATA_DIR: node.node.dataDir }),
    words: ['verify'],
    options: {},
    say: () => undefined,
    answer: (value) => {
      said = value;
    },
  });
  return { exit, alteredRecords: (said as { alteredRecords: string[] }).alteredRecords };
}

test('a published version that a superuser changes by SQL is found by name, its words as well as its figures', async () => {
  const { code, id } = await make('published');
  assert.deepEqual(await verified(), { exit: 0, alteredRecords: [] });
  const alterations = [
    [
      `update practices.versions set content = jsonb_set(content, '{licence}', '"CC0-1.0"') where practice_id = $1`,
      `update practices.versions set content = jsonb_set(content, '{licence}', to_jsonb($2::text)) where practice_id = $1`,
    ],
    [
      "update measures.readings set quantity = jsonb_set(quantity, '{value}', ((quantity ->> 'value')::numeric + 1)::text::jsonb) where indicator_id in (select id from measures.indicators where subject_id = $1 || ':1')",
      "update measures.readings set quantity = jsonb_set(quantity, '{value}', ((quantity ->> 'value')::numeric - 1)::text::jsonb) where indicator_id in (select id from measures.indicators where subject_id = $1 || ':1')",
    ],
  ] as const;
  const { rows } = await node.superPool.query<{ licence: string }>("select content ->> 'licence' as licence from practices.versions where practice_id = $1", [
    id,
  ]);
  for (const [change, back] of alterations) {
    await node.superPool.query(change, [id]);
    assert.deepEqual(await verified(), { exit: 1, alteredRecords: [`${code} version 1`] }, change);
    await node.superPool.query(back, back.includes('$2') ? [id, rows[0]?.licence] : [id]);
    assert.deepEqual(await verified(), { exit: 0, alteredRecords: [] });
  }
});

test('a published version is found too when whoever changed it also took its digest away, or the version itself', async () => {
  const { code, id } = await make('published');
  await node.superPool.query(
    `update practices.versions set content = jsonb_set(content, '{licence}', '"CC0-1.0"'), digest = null, frozen_at = null where practice_id = $1`,
    [id],
  );
  try {
    assert.deepEqual((await verified()).alteredRecords, [`${code} version 1`]);
    await node.superPool.query('delete from practices.versions where practice_id = $1', [id]);
    assert.deepEqual((await verified()).alteredRecords, [`${code} version 1`]);
  } finally {
    await node.superPool.query('delete from practices.practices where id = $1', [id]);
  }
});

test('while the next version is written the published one stays public, word for word', async () => {
  const { code } = await make('published');
  const before = (await read(stranger, `/practices/${code}`)).body;
  assert.equal((await act(author, `/practices/${code}/revise`)).status, 200);
  const { body: editing } = await read(author, `/practices/${code}/edit`);
  assert.equal((await act(author, `/practices/${code}/edit`, { rev: editing.rev, ...title('Zanzibarite edition'), results: [] })).status, 200);
  const during = (await read(stranger, `/practices/${code}`)).body;
  const unchanged = ({ updatedAt: _, state: __, ...rest }: Record<string, unknown>) => rest;
  assert.deepEqual(unchanged(during), unchanged(before));
  assert.equal((await read(stranger, `/practices/${code}?version=working`)).status, 404);
  const working = (await read(author, `/practices/${code}?version=working`)).body;
  assert.deepEqual([working.version, (working.title as { texts: { en: { text: string } } }).texts.en.text], [2, 'Zanzibarite edition']);
  const found = await read(stranger, '/practices?q=Zanzibarite&limit=100');
  assert.ok(!JSON.stringify(found.body).includes(code), 'the words of the next version find nothing yet');
});

/** Where a stranger could meet the practice. */
async function seenByStranger(code: string): Promise<Record<string, boolean>> {
  const [list, search, html, api, home, entity] = await Promise.all([
    read(stranger, '/practices?limit=100'),
    read(stranger, `/practices?q=${code}&limit=100`),
    stranger.get('/en/practices?country=QR'),
    read(stranger, `/practices/${code}`),
    stranger.get('/en'),
    stranger.get('/en/entities/QR-CITY'),
  ]);
  return {
    list: JSON.stringify(list.body).includes(code),
    search: JSON.stringify(search.body).includes(code),
    library: html.body.includes(code),
    page: api.status === 200,
    home: home.body.includes(code),
    entity: entity.body.includes(code),
  };
}
const facetOf = async (): Promise<number> => {
  const { body } = await stranger.get('/en/practices');
  return Number(/value="QR"[^>]*>[\s\S]{0,400}?(\d+)</.exec(body)?.[1] ?? Number.NaN);
};

test('archiving takes a practice out of list, search, facets and pages at once; restoring brings its published version back', async () => {
  const { code } = await make('published');
  const everywhere = { list: true, search: true, library: true, page: true, home: true, entity: true };
  const nowhere = { list: false, search: false, library: false, page: false, home: false, entity: false };
  assert.deepEqual(await seenByStranger(code), everywhere);
  const counted = await facetOf();
  assert.equal((await act(office, `/practices/${code}/archive`)).status, 200);
  assert.deepEqual(await seenByStranger(code), nowhere);
  assert.equal(await facetOf(), counted - 1);
  assert.equal((await read(author, `/practices/${code}`)).status, 200, 'its own side still reads it');
  assert.equal((await act(office, `/practices/${code}/restore`)).status, 200);
  const restored = await seenByStranger(code);
  assert.deepEqual([restored.list, restored.search, restored.page], [true, true, true]);
  assert.equal((await rowOf(code))?.state, 'draft');
});

test('a program that saves second is told so and changes nothing', async () => {
  const { code } = await make('draft');
  const { body: editing } = await read(author, `/practices/${code}/edit`);
  const rev = Number(editing.rev);
  assert.equal((await act(author, `/practices/${code}/edit`, { rev, ...title('Saved first') })).status, 200);
  const api = await act(author, `/practices/${code}/edit`, { rev, ...title('Saved second') });
  assert.deepEqual([api.status, api.code], [409, 'practices.edited-meanwhile']);
  const { body: after } = await read(author, `/practices/${code}/edit`);
  assert.equal((after.content as { title: { texts: { en: { text: string } } } }).title.texts.en.text, 'Saved first');
});

test('a returned practice is open to its author again, with the comments beside the fields, and closes anew', async () => {
  const { code, id } = await make('returned');
  assert.equal((await author.get(`/en/practices/${code}/edit`)).body.includes('Say who it is for.'), true);
  const { rows } = await node.superPool.query('select digest, frozen_at from practices.versions where practice_id = $1', [id]);
  assert.deepEqual(rows, [{ digest: null, frozen_at: null }]);
  const { body: editing } = await read(author, `/practices/${code}/edit`);
  assert.equal((await act(author, `/practices/${code}/edit`, { rev: editing.rev, ...title('Says who it is for') })).status, 200);
  assert.equal((await act(author, `/practices/${code}/submit`)).status, 200);
  assert.ok(!(await verified()).alteredRecords.some((name) => name.startsWith(code)), 'the digest of the second closing counts');
});
