import assert from 'node:assert/strict';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import test, { after, before } from 'node:test';
import { createOrLoadSigningKey } from '#platform/audit/keys.ts';
import { sealOnce } from '#platform/audit/seal.ts';
import { verifyLog } from '#platform/audit/verify.ts';
import { migrate } from '#platform/db/migrate.ts';
import { makePool } from '#platform/db/pool.ts';
import { storedPath } from '#platform/files/store.ts';
import { withClient } from '#platform/postgres/with-client.ts';
import { backup } from './backup.ts';
import { keysFolder, listStored } from './data-folder.ts';
import { startExternalNode } from './external-node.ts';
import type { OnProgress, Progress } from './format.ts';
import { restore } from './restore.ts';
import {
  appendEntries,
  contentOf,
  entriesOf,
  extraModule,
  fillNode,
  ownModules,
  startTestServer,
  storeText,
  type TestNode,
  type TestServer,
} from './testing.ts';

let servers: TestServer[] = [];
let source: TestNode;
let modules: string[];
let file: string;
before(async () => {
  servers = await Promise.all([startTestServer(), startTestServer()]);
  const { folder, newNode } = servers[0] as TestServer;
  source = await newNode();
  const extra = await extraModule(
    folder,
    'extra',
    `create schema extra;
     create table extra."Odd Names" ("group" bigint generated always as identity primary key, parent bigint references extra."Odd Names",
       label text not null, twice bigint generated always as ("group" * 2) stored, ratio double precision, span interval, at timestamptz);
     create table extra.a_child (parent bigint primary key references extra."Odd Names");
     insert into extra."Odd Names" (label) values ('put there by the migration');`,
  );
  modules = [...ownModules, extra];
  await migrate(source.ownerPool, source.ownerUrl, source.servingRole, modules);
  await source.ownerPool.query(
    `insert into extra."Odd Names" (parent, label, ratio, span, at) select 1, n, 0.1 + n, '1 month -3 days 04:05:06.7', '2026-07-01 12:00+04' from generate_series(1, 9) n`,
  );
  await source.ownerPool.query('update extra."Odd Names" set parent = 10 where "group" = 1; insert into extra.a_child values (10), (1)');
  await fillNode(source);
  file = path.join(folder, 'نسخة.tar.gz');
});
after(() => Promise.all(servers.map((server) => server.stop())));

const target = (): Promise<TestNode> => (servers[1] as TestServer).newNode();
const save = (to: string, onProgress: OnProgress = () => undefined) => backup({ pool: source.ownerPool, dataDir: source.dataDir, file: to, onProgress });
const modeOf = async (name: string): Promise<string> => ((await stat(name)).mode & 0o777).toString(8);

test('a backup is one private file, whole under its name, and it never replaces another', async () => {
  const phases: Progress[] = [];
  const report = await save(file, (progress) => phases.push(progress));
  assert.equal(await modeOf(file), '600');
  assert.equal(report.bytes, (await stat(file)).size);
  assert.deepEqual(
    { files: report.files, keys: report.keys, damaged: report.damaged, size: report.auditHead?.size },
    { files: 20, keys: 2, damaged: [], size: 378 },
  );
  assert.deepEqual(phases.at(-1), { phase: 'files', done: 20, total: 20 });
  const names = (await entriesOf(file)).map(({ header }) => header.name);
  assert.deepEqual([names[0], names.at(-1)], ['head.json', 'manifest.json']);
  assert.ok(names.filter((name) => name.startsWith('tables/practices.practices/')).length >= 3);
  assert.ok(names.findIndex((name) => name.includes('Odd')) < names.findIndex((name) => name.includes('a_child')));

  const bytes = await readFile(file);
  await assert.rejects(save(file), { name: 'BackupError', code: 'backup.exists' });
  assert.deepEqual(await readFile(file), bytes);
  assert.deepEqual(
    (await readdir(path.dirname(file))).filter((name) => name.includes('partial')),
    [],
  );
});

async function assertRestored(node: TestNode, moduleNames: readonly string[] = modules): Promise<void> {
  const phases = new Set<string>();
  const report = await restore({ ...node, file, moduleNames, onProgress: ({ phase }) => phases.add(phase) });
  assert.deepEqual([...phases], ['check', 'rows', 'files', 'audit']);
  assert.deepEqual(await contentOf(node.ownerPool), await contentOf(source.ownerPool));
  assert.deepEqual({ ok: report.audit.ok, entries: report.audit.entries, unsealed: report.audit.unsealed.length }, { ok: true, entries: 378, unsealed: 2 });
  const key = await createOrLoadSigningKey(keysFolder(node.dataDir));
  const verified = await verifyLog(node.ownerPool, {
    publicKeys: key.trusted,
    ...(report.auditHead && { externalHead: report.auditHead }),
  });
  assert.deepEqual([verified.problems, verified.heads], [[], 3]);
  const hashes = await listStored(source.dataDir);
  assert.deepEqual(await listStored(node.dataDir), hashes);
  for (const hash of hashes) assert.deepEqual(await readFile(storedPath(node.dataDir, hash)), await readFile(storedPath(source.dataDir, hash)));
}

test('a restored node holds every row, file and key, and goes on signing and counting where the other stopped', async () => {
  const node = await target();
  await assertRestored(node);
  const key = await createOrLoadSigningKey(keysFolder(node.dataDir));
  assert.equal(key.id, (await createOrLoadSigningKey(keysFolder(source.dataDir))).id);
  for (const name of await readdir(keysFolder(node.dataDir))) assert.equal(await modeOf(path.join(keysFolder(node.dataDir), name)), '600');
  assert.deepEqual(await readdir(path.join(node.dataDir, 'files', 'incoming')), []);
  assert.deepEqual((await sealOnce(node.ownerPool, key)).head?.size, 380);
  const { rows } = await node.ownerPool.query(`insert into extra."Odd Names" (label) values ('next') returning "group"`);
  assert.equal(rows[0].group, 11);
  await withClient(node.servingUrl, async (client) => {
    assert.equal((await client.query('select from directory.entities')).rowCount, 500);
    assert.equal((await client.query('select from review.opinions')).rowCount, 0);
    await client.query(`select graphile_worker.add_job('x')`);
  });
});

test('a backup restores into a plain PostgreSQL 15', async (t) => {
  const external = await startExternalNode();
  if (!external) return t.skip('no PostgreSQL 15 on this machine');
  try {
    await assertRestored(external.node);
  } finally {
    await external.stop();
  }
});

test('a later release restores at the level of the backup, then runs what is new', async () => {
  const later = await extraModule(
    (servers[0] as TestServer).folder,
    'later',
    `create schema later; create table later.marks (id uuid);
    drop table directory.sign_in_failures; alter table directory.countries rename column origin to told_by; alter table practices.code_numbers add column reason text not null`,
  );
  const node = await target();
  await migrate(node.ownerPool, node.ownerUrl, node.servingRole, [...modules, later]);
  const report = await restore({ ...node, file, moduleNames: [...modules, later] });
  assert.deepEqual(report.migrated, [`modules/${later}/migrations/20990101-0001-later.sql`]);
  assert.equal((await node.ownerPool.query('select told_by from directory.countries')).rowCount, 2);
});

test('an earlier release refuses a backup that it cannot read', async () => {
  await assert.rejects(restore({ ...(await target()), file, moduleNames: ownModules }), {
    code: 'backup.newer-release',
    message: /written by Tabadul \d.*install that release or a later one/,
  });
});

test('a database with rows is refused, and replaced whole when it is forced', async () => {
  const node = await target();
  await migrate(node.ownerPool, node.ownerUrl, node.servingRole, modules);
  await node.ownerPool.query(`insert into thread.links values (gen_random_uuid(), 'a', 'b', 'under', 'c', 'd', null, now())`);
  await assert.rejects(restore({ ...node, file, moduleNames: modules }), {
    code: 'backup.not-empty',
    message: /thread\.links has 1 rows.*--force/,
  });
  assert.equal((await node.ownerPool.query('select from thread.links')).rowCount, 1);
  await storeText(node.dataDir, 'kept');
  await createOrLoadSigningKey(keysFolder(node.dataDir));
  await restore({ ...node, file, moduleNames: modules, force: true });
  assert.deepEqual(await contentOf(node.ownerPool), await contentOf(source.ownerPool));
  assert.equal((await listStored(node.dataDir)).length, 21);
  assert.equal((await createOrLoadSigningKey(keysFolder(node.dataDir))).id, (await createOrLoadSigningKey(keysFolder(source.dataDir))).id);
});

test('a node that still serves is not restored over', async () => {
  const node = await target();
  await withClient(node.servingUrl, async (client) => {
    await client.query('select 1');
    await assert.rejects(restore({ ...node, file, moduleNames: modules }), { code: 'backup.in-use' });
  });
});

test('a snapshot is one moment: what is written during a backup is not in it', async () => {
  const during = path.join(path.dirname(file), 'during.tar.gz');
  const holder = await source.ownerPool.connect();
  await holder.query('begin; lock table thread.links in access exclusive mode');
  // The backup waits for thread.links with audit.unsealed, a child, still to come.
  let saved: ReturnType<typeof backup> | undefined;
  await new Promise<void>((begun) => {
    saved = save(during, () => begun());
  });
  await appendEntries(source.ownerPool, 500);
  await holder.query('rollback');
  holder.release();
  assert.equal((await saved)?.auditHead?.size, 378);
  const manifest = JSON.parse((await entriesOf(during)).at(-1)?.content.toString() ?? '');
  const unsealed = manifest.tables.find(({ table }: { table: string }) => table === 'audit.unsealed');
  assert.equal(unsealed.rows, 2);
});

test('a stored file whose bytes changed is left out and named', async () => {
  const hash = await storeText(source.dataDir, 'whole');
  await writeFile(storedPath(source.dataDir, hash), 'broken');
  const report = await save(`${file}.2`);
  assert.deepEqual([report.damaged, report.files], [[hash], 20]);
});

test('a backup is refused to one who would not see all rows, and leaves no file', async () => {
  const again = { pool: source.ownerPool, dataDir: source.dataDir, file: `${file}.3` };
  await source.ownerPool.query('alter table review.opinions force row level security');
  await assert.rejects(backup(again), { code: 'backup.row-security', message: /NO FORCE/ });
  await source.ownerPool.query('alter table review.opinions no force row level security');
  await writeFile(`${file}.3.partial`, '');
  await assert.rejects(backup(again), { code: 'backup.partial-exists' });
  const serving = makePool(source.servingUrl, 1);
  await assert.rejects(backup({ ...again, pool: serving, file: `${file}.4` }), { code: 'backup.not-owner' });
  await serving.end();
  const left = (await readdir(path.dirname(file))).filter((name) => /\.[34]/.test(name));
  assert.deepEqual(left, ['نسخة.tar.gz.3.partial']);
});
