import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { systemCtx } from '#main/start.ts';
import { type DemoNode, startDemoNode } from '#main/testing/demo-node.ts';
import type { Ctx } from '#platform/context.ts';
import { projectRoot } from '#platform/root.ts';
import { hiddenFields, type Visitor } from '#platform/testing/test-node.ts';
import { advanceImport } from './advance-import.ts';
import { countsOf } from './counts.ts';
import { undoImport } from './import-actions.ts';
import { type Mapping, mappingSchema } from './mapping.ts';
import { importFile } from './run-file.ts';

/** 853 European cases, EUPL 1.2: used here, not shipped. */
const cases = join(projectRoot, '../shared/data/ips-cases.json');
const european = { skip: existsSync(cases) ? false : 'the European cases are not beside this checkout' };
const office = 'hanan.satri@example.org';

let node: DemoNode;
let ctx: Ctx;
before(async () => {
  node = await startDemoNode();
  ctx = systemCtx(node.pool, node.node, 'test of imports');
});
after(() => node.close());

const fileOf = async (name: string, text: string | Uint8Array): Promise<string> => {
  const path = join(node.node.dataDir, name);
  await writeFile(path, text);
  return path;
};
const mappingOf = (key: string, more: Partial<Mapping> = {}): Mapping =>
  mappingSchema.parse({
    source: { key, titleEn: 'A source' },
    orig: 'en',
    columns: { externalId: 'id', titleEn: 'title', country: 'country', startedOn: 'start', stage: 'stage' },
    ...more,
  });
const written = ({ created, changed, unchanged, failed }: Awaited<ReturnType<typeof countsOf>>) => ({ created, changed, unchanged, failed });
const rowsOf = async <T extends object>(sql: string, ...values: unknown[]): Promise<T[]> => (await node.superPool.query<T>(sql, values)).rows;
const imported = async (key: string): Promise<number> =>
  (await rowsOf<{ n: number }>("select count(*)::int as n from practices.practices where source->'external'->>'key' = $1", key))[0]?.n ?? -1;

async function undo(id: string): Promise<void> {
  await undoImport(ctx, id);
  for (let state = 'undoing'; state === 'undoing'; await sleep(50)) {
    await advanceImport(ctx, id);
    state = (await rowsOf<{ state: string }>('select state from practices.imports where id = $1', id))[0]?.state ?? '';
  }
}

test('the European cases come in whole by the mapping that ships, once, and go out again', european, async () => {
  const started = performance.now();
  const first = await importFile(ctx, cases, {});
  assert.ok(performance.now() - started < 60_000);
  assert.deepEqual(written(first.counts), { created: 853, changed: 0, unchanged: 0, failed: 0 });
  const second = await importFile(ctx, cases, {});
  assert.deepEqual(written(second.counts), { created: 0, changed: 0, unchanged: 853, failed: 0 });

  const source = JSON.parse(await readFile(cases, 'utf8')) as {
    id: number;
    name: string;
    geocoverage: string[];
    geocoverage_codes: string[];
    primary_sector: string;
  }[];
  const stored = new Map(
    (
      await rowsOf<{ id: string; country: string | null; title: string; divisions: string[]; state: string; places: string[]; shown: string }>(
        `select source->'external'->>'externalId' as id, country_code as country, card->'title'->'texts'->'en'->>'text' as title, divisions, state, public_state as shown,
           array(select jsonb_array_elements_text(source->'external'->'places')) as places from practices.practices where origin = 'import'`,
      )
    ).map((row) => [row.id, row]),
  );
  const longest = source.reduce((a, b) => (b.name.length > a.name.length ? b : a));
  assert.ok(longest.name.length > 100);
  assert.equal(stored.get(String(longest.id))?.title, longest.name.trim(), 'a title longer than ours may be is kept whole');
  const byName: Record<string, string> = { 'Czech Republic': 'CZ', Russia: 'RU', Andorra: 'AD', 'San Marino': 'SM' };
  for (const one of source) {
    const row = stored.get(String(one.id));
    assert.equal(row?.country, one.geocoverage_codes[0] ?? byName[one.geocoverage[0] ?? ''] ?? null, String(one.id));
    assert.deepEqual(row?.places, one.geocoverage);
    assert.equal(row?.divisions.length, 1);
    assert.deepEqual([row?.state, row?.shown], ['stub', 'stub']);
  }
  assert.equal(source.filter((one) => one.geocoverage_codes.length === 0).length, 24);

  const visitor = await node.as();
  const found = JSON.parse((await visitor.get('/api/v1/practices?q=AMS+public+employment+service&country=AT')).body) as { items: { code: string }[] };
  const page = await visitor.get(`/ar/practices/${found.items[0]?.code}`);
  assert.equal(page.statusCode, 200);
  assert.match(page.body, /حالات الخدمات العامة المبتكرة في أوروبا/);
  assert.match(page.body, /EUPL-1\.2/);

  await undo(second.id);
  assert.equal(await imported('ips-europe'), 853, 'an import that wrote nothing has nothing to undo');
  await undo(first.id);
  assert.equal(await imported('ips-europe'), 0);
  assert.deepEqual(await countsOf(ctx, first.id), { created: 0, changed: 0, unchanged: 0, failed: 0, undone: 853, kept: 0 });
  const left = JSON.parse((await visitor.get('/api/v1/practices?q=AMS+public+employment+service&country=AT')).body) as { items: object[] };
  assert.equal(left.items.length, 0, 'and nothing of it is found');
});

test('several countries, regions and countries by name', async () => {
  const items = [
    { id: 1, title: 'Two countries', country: ['EG', 'JO'] },
    { id: 2, title: 'A region', country: [], place: ['Gulf region'] },
    { id: 3, title: 'By an Arabic name', country: 'مصر' },
    { id: 4, title: 'By an English name in the place', country: null, place: ['Jordan'] },
    { id: 5, title: 'No such country', country: 'XQ' },
    { id: 6, title: 'In a text', country: 'EG; JO' },
  ];
  const columns = { externalId: 'id', titleEn: 'title', country: 'country', place: 'place' };
  const { id, counts } = await importFile(ctx, await fileOf('countries.json', JSON.stringify(items)), { mapping: mappingOf('countries', { columns }) });
  assert.deepEqual(written(counts), { created: 5, changed: 0, unchanged: 0, failed: 1 });
  const stored = await rowsOf<{ country: string | null; countries: string[]; level: string | null }>(
    `select p.country_code as country, p.source->'external'->'countries' as countries, v.content->>'level' as level from practices.practices p
     join practices.versions v on v.practice_id = p.id where p.source->'external'->>'key' = 'countries' order by p.source->'external'->>'externalId'`,
  );
  assert.deepEqual(stored, [
    { country: null, countries: ['EG', 'JO'], level: 'multi' },
    { country: null, countries: [], level: null },
    { country: 'EG', countries: ['EG'], level: null },
    { country: 'JO', countries: ['JO'], level: null },
    { country: null, countries: ['EG', 'JO'], level: 'multi' },
  ]);
  const [problem] = await rowsOf<{ line: number; problems: object[] }>(
    "select line, problems from practices.import_rows where import_id = $1 and outcome = 'failed'",
    id,
  );
  assert.deepEqual(problem, { line: 5, problems: [{ field: 'country', column: 'country', code: 'import.unknown-country', details: { value: 'XQ' } }] });
});

/** Fifty good rows, and a thousand that are each broken in one of five ways. */
function brokenFile(): { text: string; expected: Map<number, [string, string]> } {
  const expected = new Map<number, [string, string]>();
  const lines = ['id,title,country,start,stage'];
  for (let n = 1; n <= 1_050; n += 1) {
    const line = n + 1;
    if (n % 21 === 0) lines.push(`${n},Good ${n},EG,١٤/٠٣/٢٠٢١,pilot`);
    else {
      const ways: [string, [string, string]][] = [
        [`,Nameless,EG,2021,pilot`, ['externalId', 'import.no-id']],
        [`${n},,EG,2021,pilot`, ['titleEn', 'input.required']],
        [`${n},Where,Atlantis,2021,pilot`, ['country', 'import.unknown-country']],
        [`${n},When,EG,30/02/2021,pilot`, ['startedOn', 'import.unknown-date']],
        [`${n},How far,EG,2021,halfway`, ['stage', 'import.unknown-word']],
      ];
      const [text, why] = ways[n % 5] as (typeof ways)[number];
      lines.push(text);
      expected.set(line, why);
    }
  }
  return { text: lines.join('\n'), expected };
}

test('of a file with a thousand broken rows the good ones come in, and each bad one is named with field and reason', async () => {
  const { text, expected } = brokenFile();
  const { id, counts } = await importFile(ctx, await fileOf('broken.csv', text), { mapping: mappingOf('broken') });
  assert.deepEqual(written(counts), { created: 50, changed: 0, unchanged: 0, failed: 1_000 });
  const failed = await rowsOf<{ line: number; problems: { field: string; code: string }[] }>(
    "select line, problems from practices.import_rows where import_id = $1 and outcome = 'failed'",
    id,
  );
  assert.deepEqual(new Map(failed.map(({ line, problems }) => [line, [problems[0]?.field, problems[0]?.code]])), expected);
  const dates = await rowsOf<{ date: string }>(
    "select distinct v.content->'startedOn'->>'date' as date from practices.versions v join practices.practices p on p.id = v.practice_id where p.source->'external'->>'key' = 'broken'",
  );
  assert.deepEqual(dates, [{ date: '2021-03-14' }]);

  const visitor = await node.as(office);
  const report = await visitor.get(`/ar/imports/${id}/report?outcome=failed`);
  assert.match(String(report.headers['content-type']), /^text\/csv/);
  const lines = report.body.trim().split('\r\n');
  assert.equal(lines.length, 1_001);
  assert.match(lines.find((line) => line.includes('Atlantis')) ?? '', /الدولة: القيمة «.?Atlantis.?» ليست من قائمة الدول.*العمود «.?country/);
});

test('a mapping that changed between two runs changes the records it reads otherwise, and its undo brings them back', async () => {
  const path = await fileOf('mapping.csv', 'id,title,country,start,stage\n1,One,EG,03/04/2021,pilot\n2,Two,EG,14/04/2021,pilot\n');
  await importFile(ctx, path, { mapping: mappingOf('mapping') });
  const { startedOn: _, ...columns } = mappingOf('mapping').columns;
  const other = mappingOf('mapping', { columns });
  const second = await importFile(ctx, path, { mapping: other });
  assert.deepEqual(written(second.counts), { created: 0, changed: 2, unchanged: 0, failed: 0 });
  const started = () =>
    rowsOf<{ on: string | null }>(
      "select v.content->'startedOn'->>'date' as on from practices.versions v join practices.practices p on p.id = v.practice_id where p.source->'external'->>'key' = 'mapping' order by p.code",
    );
  assert.deepEqual(await started(), [{ on: null }, { on: null }]);
  await undo(second.id);
  assert.deepEqual(await started(), [{ on: '2021-04-03' }, { on: '2021-04-14' }]);
  assert.deepEqual(written((await importFile(ctx, path, { mapping: mappingOf('mapping') })).counts), { created: 0, changed: 0, unchanged: 2, failed: 0 });
});

test('two imports of one file at once make each record once', async () => {
  const rows = Array.from({ length: 300 }, (_, n) => `${n},Record ${n},EG,2021,pilot`);
  const path = await fileOf('twice.csv', ['id,title,country,start,stage', ...rows].join('\n'));
  const [a, b] = await Promise.all([importFile(ctx, path, { mapping: mappingOf('twice') }), importFile(ctx, path, { mapping: mappingOf('twice') })]);
  assert.equal(a.counts.created + b.counts.created, 300);
  assert.equal(a.counts.unchanged + b.counts.unchanged, 300);
  assert.equal(await imported('twice'), 300);
});

test('what somebody completed here is neither overwritten by its source nor taken away by an undo', async () => {
  const path = await fileOf('kept.csv', 'id,title,country,start,stage\n1,Stub,QM,2021,pilot\n2,Other,QM,2021,pilot\n');
  const { id } = await importFile(ctx, path, { mapping: mappingOf('kept') });
  const [stub] = await rowsOf<{ code: string }>(
    "select code from practices.practices where source->'external'->>'key' = 'kept' and source->'external'->>'externalId' = '1'",
  );
  const visitor = await node.as(office);
  const saved = await visitor.json(`/api/v1/practices/${stub?.code}/edit`, { rev: 1, title: { en: 'Completed here' } });
  assert.equal(saved.statusCode, 200, saved.body);
  const changed = await fileOf('kept-2.csv', 'id,title,country,start,stage\n1,New words,QM,2021,pilot\n2,New words too,QM,2021,pilot\n');
  const second = await importFile(ctx, changed, { mapping: mappingOf('kept') });
  assert.deepEqual(written(second.counts), { created: 0, changed: 1, unchanged: 1, failed: 0 });
  await undo(second.id);
  await undo(id);
  assert.deepEqual((({ undone, kept }) => ({ undone, kept }))(await countsOf(ctx, id)), { undone: 0, kept: 2 });
  assert.equal(await imported('kept'), 2);
});

const cli = (args: string[]) =>
  spawn(process.execPath, ['--import', 'tsx', join(projectRoot, 'src/main/cli.ts'), 'import', ...args], {
    cwd: projectRoot,
    env: { ...process.env, DATA_DIR: node.node.dataDir },
  });
async function lastLine(args: string[]): Promise<unknown> {
  const child = cli(args);
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk: Buffer) => {
    out += chunk.toString('utf8');
  });
  child.stderr.on('data', (chunk: Buffer) => {
    err += chunk.toString('utf8');
  });
  await new Promise((resolve) => child.once('close', resolve));
  assert.notEqual(out.trim(), '', err);
  return JSON.parse(out.trim().split('\n').at(-1) ?? '');
}

test('killed in the middle, an import on the command line goes on exactly where it stood', async () => {
  const rows = Array.from({ length: 4_000 }, (_, n) => `k${n},Record ${n} ${'of a long description '.repeat(20)},EG,2021,pilot`);
  const path = await fileOf(
    'killed.csv',
    ['id,title,country,start,stage', ...rows].join('\n').replaceAll(/ of a long description (of a long description )+/g, ' '),
  );
  const mapping = await fileOf('killed.json', JSON.stringify(mappingOf('killed')));
  const args = ['practices', path, '--mapping', mapping, '--json'];
  const child = cli(args);
  let at = 0;
  for (let tries = 0; at < 200 && tries < 600; tries += 1) {
    await sleep(50);
    at = await imported('killed');
  }
  assert.equal(child.exitCode, null, 'still at work');
  child.kill('SIGKILL');
  await new Promise((resolve) => child.once('close', resolve));
  const before = await imported('killed');
  assert.ok(before >= 200 && before < 4_000, `killed at ${before}`);
  assert.deepEqual(await lastLine(args), { created: 4_000, changed: 0, unchanged: 0, failed: 0 });
  assert.equal(await imported('killed'), 4_000);
  const [runs] = await rowsOf<{ n: number }>("select count(*)::int as n from practices.imports where mapping->'source'->>'key' = 'killed'");
  assert.equal(runs?.n, 1, 'the run went on; no second one was made');
  assert.deepEqual(await lastLine(args), { created: 0, changed: 0, unchanged: 4_000, failed: 0 });
});

test('an import whose worker is gone is gone on with by another', async () => {
  const path = await fileOf(
    'stalled.csv',
    `id,title,country,start,stage\n${Array.from({ length: 120 }, (_, n) => `${n},Record ${n},EG,2021,pilot`).join('\n')}`,
  );
  const { id } = await importFile(ctx, path, { mapping: mappingOf('stalled'), dry: true });
  await node.superPool.query(
    "update practices.imports set state = 'running', position = 0, lease = gen_random_uuid(), lease_until = now() + interval '1 hour' where id = $1",
    [id],
  );
  await advanceImport(ctx, id);
  assert.equal(await imported('stalled'), 0, 'while somebody holds the lease nobody else works');
  await node.superPool.query("update practices.imports set lease_until = now() - interval '1 second' where id = $1", [id]);
  await advanceImport(ctx, id);
  assert.equal(await imported('stalled'), 120);
});

/** Sends a file as a browser does. */
async function upload(visitor: Visitor, name: string, bytes: Buffer) {
  const proof = hiddenFields((await visitor.get('/ar/imports')).body);
  const boundary = 'import-boundary';
  const field = (key: string, value: string) => `--${boundary}\r\ncontent-disposition: form-data; name="${key}"\r\n\r\n${value}\r\n`;
  const head = `${field('_csrf', proof._csrf ?? '')}${field('_key', proof._key ?? '')}--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: application/octet-stream\r\n\r\n`;
  return node.app.inject({
    method: 'POST',
    url: '/ar/imports',
    headers: {
      'content-type': `multipart/form-data; boundary=${boundary}`,
      cookie: ['tabadul', 'tabadul-form'].map((cookie) => `${cookie}=${visitor.cookie(cookie)}`).join('; '),
    },
    payload: Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${boundary}--\r\n`)]),
  });
}

async function until(visitor: Visitor, id: string, state: string): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    const now = JSON.parse((await visitor.get(`/api/v1/imports/${id}`)).body) as { state: string };
    if (now.state === state) return;
    await sleep(100);
  }
  assert.fail(`import ${id} never became ${state}`);
}

test('in the browser: a file, its columns, a check, the import, its report, its undo; the next file is known', async () => {
  const visitor = await node.as(office);
  const bytes = Buffer.from(
    'الرقم;العنوان;الدولة;المرحلة;البدء\r\n1;تجربة أولى;مصر;تجريبية;١٤٤٢/٠١/٠١ هـ\r\n2;تجربة ثانية;الأردن;مطبقة;2021\r\n3;تجربة ثالثة;بلد;مطبقة;2021\r\n',
    'utf16le',
  );
  const taken = await upload(visitor, 'تجارب.csv', Buffer.concat([Buffer.from('fffe', 'hex'), bytes]));
  assert.equal(taken.statusCode, 303, taken.body.slice(0, 500));
  const id = /imports\/([0-9a-f-]{36})\/mapping/.exec(String(taken.headers.location))?.[1] ?? '';
  const form = await visitor.get(`/ar/imports/${id}/mapping`);
  assert.match(form.body, /UTF-16LE/);
  assert.match(form.body, /<option value="العنوان" selected/, 'the title was guessed by its name');
  const fields = {
    'source.key': 'arab-cases',
    'source.titleAr': 'تجارب عربية',
    orig: 'ar',
    dateOrder: 'dmy',
    'columns.externalId': 'الرقم',
    'columns.titleAr': 'العنوان',
    'columns.country': 'الدولة',
    'columns.stage': 'المرحلة',
    'columns.startedOn': 'البدء',
  };
  const incomplete = await visitor.submit(`/ar/imports/${id}/mapping`, `/ar/imports/${id}/mapping`, {
    ...fields,
    'columns.externalId': '',
    'source.key': 'Arab Cases',
  });
  assert.equal(incomplete.statusCode, 400);
  assert.match(incomplete.body, /value="تجارب عربية"/, 'nothing typed is lost');
  const mapped = await visitor.submit(`/ar/imports/${id}/mapping`, `/ar/imports/${id}/mapping`, fields);
  assert.equal(mapped.statusCode, 303, mapped.body.slice(0, 500));
  await until(visitor, id, 'checked');
  assert.equal(await imported('arab-cases'), 0, 'a check writes nothing');
  const checked = await visitor.get(`/ar/imports/${id}`);
  assert.match(checked.body, /لم يُحدَّد بعد معنى القيمة «.?تجريبية/);
  const again = await visitor.get(`/ar/imports/${id}/mapping`);
  assert.match(again.body, /name="values.stage.0.word" value="تجريبية"/, 'the words that mean nothing yet are asked for');
  await visitor.submit(`/ar/imports/${id}/mapping`, `/ar/imports/${id}/mapping`, {
    ...fields,
    'values.stage.0.word': 'تجريبية',
    'values.stage.0.code': 'pilot',
    'values.stage.1.word': 'مطبقة',
    'values.stage.1.code': 'implemented',
  });
  await until(visitor, id, 'checked');
  assert.equal((await visitor.submit(`/ar/imports/${id}`, `/ar/imports/${id}/start`, {})).statusCode, 303);
  await until(visitor, id, 'done');
  const rows = JSON.parse((await visitor.get(`/api/v1/imports/${id}/rows?limit=2`)).body) as { items: { outcome: string; line: number }[]; next: string };
  assert.deepEqual([rows.items.map((row) => row.outcome), rows.next], [['created', 'created'], '2']);
  assert.deepEqual(written(JSON.parse((await visitor.get(`/api/v1/imports/${id}`)).body).counts), { created: 2, changed: 0, unchanged: 0, failed: 1 });
  assert.equal((await visitor.submit(`/ar/imports/${id}`, `/ar/imports/${id}/start`, {})).statusCode, 422, 'an import starts once');

  const next = await upload(visitor, 'تجارب.csv', Buffer.concat([Buffer.from('fffe', 'hex'), bytes]));
  const known = await visitor.get(String(next.headers.location));
  assert.match(known.body, /سبقت قراءة ملف بهذه الأعمدة/);
  assert.match(known.body, /value="تجارب عربية"/);

  assert.equal((await visitor.submit(`/ar/imports/${id}`, `/ar/imports/${id}/undo`, {})).statusCode, 303);
  await until(visitor, id, 'undone');
  assert.equal(await imported('arab-cases'), 0);
});

test('a file that is no table is refused at its field, and a stranger has no imports', async () => {
  const visitor = await node.as(office);
  for (const [name, bytes, said] of [
    ['a.pdf', Buffer.from('%PDF-1.7 …'), /الأنواع المقبولة: CSV/],
    ['a.xlsx', Buffer.from('PK\u0003\u0004'), /الأنواع المقبولة: CSV/],
    ['a.csv', Buffer.from('id,title\n'), /لا صفوف تحتها/],
    ['a.json', Buffer.from('{"a"'), /JSON/],
  ] as const) {
    const answer = await upload(visitor, name, bytes);
    assert.equal(answer.statusCode, 400, name);
    assert.match(answer.body, said);
  }
  assert.equal((await (await node.as('greta.uplander@example.org')).get('/ar/imports')).statusCode, 403);
});
