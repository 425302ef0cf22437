import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { Validator } from '@seriousme/openapi-schema-validator';
import openapiTS, { astToString, type OpenAPI3 } from 'openapi-typescript';
import ts from 'typescript';
import { routes } from '#main/modules.ts';
import { systemCtx } from '#main/start.ts';
import { type ApiDocument, contractOf } from '#main/testing/contract.ts';
import { type DemoNode, startDemoNode } from '#main/testing/demo-node.ts';
import { emptyTarget, pathOfCall, routeCalls } from '#main/testing/route-calls.ts';
import { write } from '#modules/exports/write-export.ts';
import { mappingSchema } from '#modules/practices/import/mapping.ts';
import { importFile } from '#modules/practices/import/run-file.ts';
import { apiPath } from '#platform/http/openapi.ts';
import { signInCookie } from '#platform/http/server.ts';
import { projectRoot } from '#platform/root.ts';

/*
 * The API as a program meets it: described in OpenAPI 3.1, the description holds, a client made from it works,
 * tags spare what did not change and stop what did.
 */

const office = 'hanan.satri@example.org';
const coordinator = 'greta.uplander@example.org';
let node: DemoNode;
let document: ApiDocument;
let origin = '';
let importId = '';
let exportId = '';

before(async () => {
  node = await startDemoNode();
  document = JSON.parse((await node.app.inject('/api/v1/openapi.json')).body) as ApiDocument;
  const file = join(node.node.dataDir, 'cases.csv');
  await writeFile(file, 'id,title\n1,A case\n,Without a number\n');
  const mapping = mappingSchema.parse({ source: { key: 'samples', titleEn: 'Sample cases' }, orig: 'en', columns: { externalId: 'id', titleEn: 'title' } });
  importId = (await importFile(systemCtx(node.pool, node.node, 'api'), file, { mapping, dry: true })).id;
  const asked = await (await node.as(coordinator)).json('/api/v1/exports', { list: '/practices', query: 'country=QM' });
  exportId = (asked.json() as { id: string }).id;
  await write(systemCtx(node.pool, node.node, 'api'), { id: exportId });
  await node.app.listen({ port: 0, host: '127.0.0.1' });
  origin = `http://127.0.0.1:${(node.app.server.address() as AddressInfo).port}`;
});
after(() => node.close());

test('the description is valid OpenAPI 3.1 and has every route that answers in JSON', async () => {
  const validator = new Validator();
  const { valid, errors } = await validator.validate(structuredClone(document) as unknown as Record<string, unknown>);
  assert.equal(valid, true, JSON.stringify(errors ?? '').slice(0, 2_000));
  assert.equal(validator.version, '3.1');
  for (const route of routes.filter((one) => one.json !== false))
    assert.ok(document.paths[apiPath(route)]?.[route.method.toLowerCase()], `${route.name} is not described`);
  assert.deepEqual(
    routes.filter((route) => route.json !== false && !route.download && !route.output).map((route) => route.name),
    [],
    'routes whose JSON answer has no described shape: give them `output`',
  );
});

test('every address that is read answers as described', async () => {
  const contract = contractOf(document);
  const readers = [await node.as(), await node.as(office), await node.as(coordinator), await node.as('ghassan.hasif@example.org')];
  let rows: { id: string }[] = [];
  for (let tries = 0; rows.length === 0 && tries < 100; tries += 1) {
    await sleep(100);
    ({ rows } = await node.superPool.query<{ id: string }>('select entry_id as id from audit.leaves where seq < (select max(size) from audit.heads) limit 1'));
  }
  const { rows: people } = await node.superPool.query<{ person_id: string }>('select person_id from directory.accounts where email = $1', [coordinator]);
  const keeper = readers[2];
  const made = await keeper?.json('/api/v1/me/lists', { name: 'A list', code: 'QM-0001' });
  const ownList = made?.json<{ id: string }>().id ?? '';
  const sharedKey = (await keeper?.json(`/api/v1/me/lists/${ownList}/share`, {}))?.json<{ key: string }>().key ?? '';
  const complaints: string[] = [];
  const succeeded = new Set<string>();
  for (const route of routes.filter((one) => one.json !== false && one.method === 'GET')) {
    for (const code of ['QM-0001', 'QS-0004', 'QS-0002', 'QP-0004'])
      for (const reader of readers) {
        const call =
          routeCalls[route.name]?.({
            ...emptyTarget,
            importId,
            exportId,
            ownList,
            sharedKey,
            code,
            entryId: rows[0]?.id ?? '',
            personId: people[0]?.person_id ?? '',
          }) ?? {};
        const answer = await reader.get(`/api/v1${pathOfCall(route.path === '/' ? '/home' : route.path, call)}`);
        if (answer.statusCode === 200) succeeded.add(route.name);
        complaints.push(...contract(apiPath(route), 'get', answer).map((complaint) => `${route.name}: ${complaint}`));
      }
  }
  assert.deepEqual(complaints, []);
  const never = routes.filter((one) => one.json !== false && one.method === 'GET' && !succeeded.has(one.name)).map((one) => one.name);
  assert.deepEqual(never, [], 'routes that no reader of this test may read');
});

const client = (good: boolean): string => `
import createClient from 'openapi-fetch';
import type { paths } from './schema.ts';
const api = createClient<paths>({ baseUrl: process.env.API ?? '' , headers: { cookie: process.env.COOKIE ?? '' } });
const list = await api.GET('/practices', { params: { query: { country: ['QM'], limit: 2 } } });
const first = list.data?.items[0];
const title: string | undefined = first?.${good ? 'title.texts.ar?.text' : 'titel.texts.ar?.text'};
const code = first?.code ?? '';
const one = await api.GET('/practices/{code}', { params: { path: { code } } });
const made = await api.POST('/practices', { params: {}, body: { entity: 'QS-NORTH', orig: 'en', title: { en: 'Made by a client' } } });
const refused = await api.POST('/practices', { params: {}, body: { entity: 'QS-NORTH', orig: 'en', title: { en: 'x'.repeat(101) } } });
console.log(JSON.stringify({ n: list.data?.items.length, title, version: one.data?.version, made: made.data?.code, code: refused.error?.code, field: refused.error?.problems?.[0]?.field }));
`;

test('a client generated from the description compiles and works; one that misspells a field does not compile', async () => {
  const folder = await mkdtemp(join(projectRoot, 'node_modules/.cache-api-client-'));
  try {
    await writeFile(join(folder, 'schema.ts'), astToString(await openapiTS(document as unknown as OpenAPI3)));
    const complaintsOf = async (name: string, text: string): Promise<string[]> => {
      await writeFile(join(folder, name), text);
      const program = ts.createProgram([join(folder, name)], {
        strict: true,
        noEmit: true,
        allowImportingTsExtensions: true,
        skipLibCheck: true,
        target: ts.ScriptTarget.ES2022,
        module: ts.ModuleKind.NodeNext,
        moduleResolution: ts.ModuleResolutionKind.NodeNext,
        types: ['node'],
      });
      return ts.getPreEmitDiagnostics(program).map((problem) => ts.flattenDiagnosticMessageText(problem.messageText, '\n'));
    };
    assert.deepEqual(await complaintsOf('client.mts', client(true)), []);
    assert.match((await complaintsOf('misspelt.mts', client(false))).join('\n'), /titel/);

    const { entity } = (
      await node.superPool.query<{ entity: string }>(
        'select e.code as entity from directory.role_grants g join directory.entities e on e.id::text = g.scope_id join directory.accounts a on a.person_id = g.person_id where a.email = $1',
        [coordinator],
      )
    ).rows[0] as { entity: string };
    await writeFile(join(folder, 'client.mts'), client(true).replaceAll('QS-NORTH', entity));
    const signedIn = await node.as(coordinator);
    const name = signInCookie(node.node.origin);
    Object.assign(process.env, { API: `${origin}/api/v1`, COOKIE: `${name}=${signedIn.cookie(name)}` });
    const said: string[] = [];
    const { log } = console;
    console.log = (line: string) => said.push(line);
    try {
      await import(pathToFileURL(join(folder, 'client.mts')).href);
    } finally {
      console.log = log;
    }
    const got = JSON.parse(said[0] ?? '{}') as Record<string, unknown>;
    assert.equal(got.n, 2);
    assert.match(String(got.title), /[\u0621-\u064a]/);
    assert.match(String(got.made), /^QS-\d{4}$/);
    assert.deepEqual([got.code, got.field], ['input.invalid', 'title.en']);
    assert.ok(Number(got.version) >= 1);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

test('a tag spares a body that did not change, and differs when the record does', async () => {
  const visitor = await node.as(coordinator);
  const first = await visitor.get('/api/v1/practices/QS-0004/edit');
  const etag = String(first.headers.etag);
  assert.match(etag, /^"[\w-]{27}"$/, 'strong');
  for (const header of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
    const again = await visitor.get('/api/v1/practices/QS-0004/edit', { 'if-none-match': header });
    assert.deepEqual([again.statusCode, again.body, again.headers.etag], [304, '', etag], header);
  }
  assert.equal((await visitor.get('/api/v1/practices/QS-0004/edit', { 'if-none-match': '"other"' })).statusCode, 200);

  const rev = (JSON.parse(first.body) as { rev: number }).rev;
  const saved = await visitor.json('/api/v1/practices/QS-0004/edit', { subtitle: { en: 'Changed under its tag' } }, { 'if-match': etag });
  assert.equal(saved.statusCode, 200, saved.body);
  assert.equal((JSON.parse(saved.body) as { rev: number }).rev, rev + 1, 'the revision was taken from what the tag stands for');
  assert.notEqual((await visitor.get('/api/v1/practices/QS-0004/edit')).headers.etag, etag);
  const late = await visitor.json('/api/v1/practices/QS-0004/edit', { subtitle: { en: 'Too late' } }, { 'if-match': etag });
  assert.deepEqual([late.statusCode, JSON.parse(late.body).code], [412, 'page.changed-meanwhile']);
  const stale = await visitor.json('/api/v1/practices/QS-0004/edit', { rev, subtitle: { en: 'Too late' } }, { 'if-match': '*' });
  assert.deepEqual([stale.statusCode, JSON.parse(stale.body).code], [412, 'practices.edited-meanwhile']);
  const weak = await visitor.json(
    '/api/v1/practices/QS-0004/edit',
    { subtitle: { en: 'Weak' } },
    { 'if-match': `W/${(await visitor.get('/api/v1/practices/QS-0004/edit')).headers.etag}` },
  );
  assert.equal(weak.statusCode, 412, 'a weak tag proves nothing');
  const { rows } = await node.superPool.query(
    "select content->'subtitle'->'texts'->'en'->>'text' as said from practices.versions v join practices.practices p on p.id = v.practice_id and p.version = v.no where p.code = 'QS-0004'",
  );
  assert.equal(rows[0]?.said, 'Changed under its tag');
});

test('no other site is given leave to read', async () => {
  const asked = await node.app.inject({
    method: 'OPTIONS',
    url: '/api/v1/practices',
    headers: { origin: 'https://elsewhere.example', 'access-control-request-method': 'GET' },
  });
  assert.equal(asked.statusCode, 404);
  const read = await node.app.inject({ url: '/api/v1/practices', headers: { origin: 'https://elsewhere.example' } });
  for (const answer of [asked, read])
    assert.deepEqual(
      Object.keys(answer.headers).filter((name) => name.startsWith('access-control')),
      [],
    );
});

test('lists are read to their end page by page, each row once', async () => {
  for (const [path, table] of [
    ['/entities', 'directory.entities'],
    ['/countries', 'directory.countries where listed'],
    ['/vocabularies/sdg', "vocabulary.concepts where scheme = 'sdg'"],
    ['/practices', 'practices.practices where public_state is not null'],
  ] as const) {
    const seen: string[] = [];
    let next: string | null = '';
    while (next !== null) {
      const { body } = await node.app.inject(`/api/v1${path}?limit=7&after=${encodeURIComponent(next)}`);
      const page = JSON.parse(body) as { items: { code: string }[]; next: string | null };
      seen.push(...page.items.map((item) => item.code));
      next = page.next;
    }
    const { rows } = await node.superPool.query<{ code: string }>(`select code from ${table}`);
    assert.deepEqual([...seen].sort(), rows.map((row) => row.code).sort(), path);
  }
});
