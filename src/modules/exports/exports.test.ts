import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { readXlsx } from 'hucre/xlsx';
import { systemCtx } from '#main/start.ts';
import { type DemoNode, startDemoNode } from '#main/testing/demo-node.ts';
import { write } from './write-export.ts';

let node: DemoNode;
before(async () => {
  node = await startDemoNode({ worker: false });
});
after(() => node?.close());

const columns =
  'code,state,stage,grade,country,fields,publishedAt,featured,needsConfirmation,title.ar,title.en,subtitle.ar,subtitle.en,type,entity.code,entity.name.ar,entity.name.en';

/** Rows of a CSV whose fields have no line breaks. */
const linesOf = (csv: string): string[] => csv.trimEnd().split('\r\n');

test('the library as CSV has every public practice, in both languages, with the filters of its address', async () => {
  const visitor = await node.as();
  const answer = await visitor.get('/api/v1/practices.csv');
  assert.equal(answer.statusCode, 200);
  assert.match(String(answer.headers['content-type']), /^text\/csv/);
  const csv = answer.body;
  assert.ok(csv.startsWith('\ufeff') || csv.startsWith('code,'), 'a byte order mark, for spreadsheets');
  const [head, ...rows] = linesOf(csv.replace(/^\ufeff/, ''));
  assert.equal(head, columns);
  const { rows: counted } = await node.superPool.query<{ n: number }>('select count(*)::int as n from practices.practices where public_state is not null');
  assert.equal(rows.length, counted[0]?.n);
  const filtered = linesOf((await visitor.get('/api/v1/practices.csv?country=QM&grade=E3')).body).slice(1);
  assert.ok(filtered.length > 0 && filtered.length < rows.length);
  assert.ok(filtered.every((line) => line.includes(',E3,QM,')));
});

test('a list refuses as a table what it refuses as a list', async () => {
  const visitor = await node.as();
  assert.equal((await visitor.get('/api/v1/imports.csv')).statusCode, 401);
  assert.equal((await visitor.get('/api/v1/practices.csv?colour=red')).statusCode, 400);
  assert.equal((await visitor.get('/api/v1/practices/QM-0001.csv')).statusCode, 404);
  for (const odd of ['%00', '%ED%A0%80', '%E2%80%AE', '%25'])
    for (const list of ['shared-lists/a', 'practices', 'practices/coverage', 'practices/compare'])
      assert.ok((await visitor.get(`/api/v1/${list}${odd}.csv?code=${odd}&q=${odd}`)).statusCode < 500, `${list} ${odd}`);
});

test('a text that a spreadsheet would run is neutralised', async () => {
  await node.superPool.query(`update practices.practices set card = jsonb_set(card, '{title,texts,en,text}', '"=HYPERLINK(\\"x\\")"') where code = 'QM-0001'`);
  const visitor = await node.as();
  const line = linesOf((await visitor.get('/api/v1/practices.csv')).body).find((one) => one.startsWith('QM-0001,')) ?? '';
  assert.ok(line.includes(`"'=HYPERLINK(""x"")"`), line);
});

async function ask(
  email: string,
  body: unknown,
): Promise<{ status: number; json: { id: string; code?: string; problems?: { field: string; code: string }[] } }> {
  const person = await node.as(email);
  const answer = await person.json('/api/v1/exports', body);
  return { status: answer.statusCode, json: answer.json() };
}

const author = 'rima.tabibi@example.org';

test('a workbook is written by a job as the person who asked, and only that person gets it', async () => {
  const { status, json } = await ask(author, { list: '/practices', query: 'country=QM' });
  assert.equal(status, 200);
  await write(systemCtx(node.pool, node.node, 'test'), { id: json.id });
  const person = await node.as(author);
  const state = (await person.get(`/api/v1/exports/${json.id}`)).json() as { state: string; position: number };
  const listed = (await person.get('/api/v1/practices?country=QM&limit=100')).json() as { items: unknown[] };
  assert.deepEqual([state.state, state.position], ['done', listed.items.length]);
  const file = (await person.get(`/api/v1/exports/${json.id}/file`)).rawPayload;
  const { sheets } = await readXlsx(file);
  const rows = sheets[0]?.rows ?? [];
  assert.deepEqual(rows[0], columns.split(','));
  assert.equal(rows.length, listed.items.length + 1);
  assert.ok(
    rows.slice(1).every((row) => !String(row[10]).startsWith('=')),
    'no formula',
  );
  const other = await node.as('khalil.marasi@example.org');
  assert.equal((await other.get(`/api/v1/exports/${json.id}`)).statusCode, 404);
  assert.equal((await other.get(`/api/v1/exports/${json.id}/file`)).statusCode, 404);
});

test('an export of what the person may not read, of no list, or a fourth one at once is refused with the reason', async () => {
  assert.equal((await ask(author, { list: '/imports' })).status, 403);
  const unknown = await ask(author, { list: '/nowhere' });
  assert.deepEqual([unknown.status, unknown.json.problems?.[0]?.field, unknown.json.problems?.[0]?.code], [400, 'list', 'exports.no-such-list']);
  assert.equal((await ask(author, { list: '/practices', query: 'colour=red' })).status, 400);
  for (let n = 0; n < 3; n += 1) assert.equal((await ask(author, { list: '/practices' })).status, 200);
  const fourth = await ask(author, { list: '/practices' });
  assert.deepEqual([fourth.status, fourth.json.code], [409, 'exports.too-many']);
});

test('a right that is lost between asking and writing is refused by the job', async () => {
  const office = 'salma.aqdam@example.org';
  const { rows } = await node.superPool.query<{ email: string; person_id: string }>(
    "select a.email, a.person_id from directory.accounts a join directory.role_grants g on g.person_id = a.person_id where g.role = 'programme-office' and g.ended_at is null limit 1",
  );
  const asker = rows[0] ?? { email: office, person_id: '' };
  const { status, json } = await ask(asker.email, { list: '/imports' });
  assert.equal(status, 200);
  await node.superPool.query('update directory.role_grants set ended_at = now() where person_id = $1', [asker.person_id]);
  await write(systemCtx(node.pool, node.node, 'test'), { id: json.id });
  const { rows: after } = await node.superPool.query<{ state: string; refusal: { code: string } }>('select state, refusal from exports.exports where id = $1', [
    json.id,
  ]);
  assert.deepEqual([after[0]?.state, after[0]?.refusal.code], ['failed', 'page.not-allowed']);
});
