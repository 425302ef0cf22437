import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import test, { after, before } from 'node:test';
import { gunzipSync, gzipSync } from 'node:zlib';
import { migrate } from '#platform/db/migrate.ts';
import { withClient } from '#platform/postgres/with-client.ts';
import { backup } from './backup.ts';
import { BackupError } from './error.ts';
import { forgeriesOf } from './forgeries.ts';
import type { Progress } from './format.ts';
import { restore } from './restore.ts';
import { entriesOf, fillNode, forge, ownModules, type RawEntry, seal, startTestServer, stateOf, storeText, type TestNode, type TestServer } from './testing.ts';
import { trailerBytes } from './trailer.ts';

let server: TestServer;
let target: TestNode;
let whole: Buffer;
let entries: RawEntry[];
let untouched: unknown;
let bad: string;
before(async () => {
  server = await startTestServer();
  const source = await server.newNode();
  await migrate(source.ownerPool, source.ownerUrl, source.servingRole, ownModules);
  await fillNode(source, 0.1);
  const file = path.join(server.folder, 'good');
  await backup({ pool: source.ownerPool, dataDir: source.dataDir, file });
  whole = await readFile(file);
  entries = await entriesOf(file);
  bad = path.join(server.folder, 'bad');
  target = await server.newNode();
  await migrate(target.ownerPool, target.ownerUrl, target.servingRole, ownModules);
  await storeText(target.dataDir, 'present');
  untouched = await stateOf(target);
});
after(() => server.stop());

/** Restores `bad`, which must be refused with a sentence and leave the node as it was. */
async function refused(why: string, expected: RegExp): Promise<void> {
  const error = await restore({ ...target, file: bad, moduleNames: ownModules }).then(
    () => assert.fail(`restored in spite of ${why}`),
    (refusal: unknown) => refusal,
  );
  assert.ok(error instanceof BackupError, `${why}: ${String(error)}`);
  assert.match(error.code, expected, `${why}: ${error.message}`);
  assert.match(error.message, /(again|older backup|another copy|name the file)/, why);
  assert.deepEqual(await stateOf(target), untouched, why);
}

test('a backup cut off anywhere is refused and changes nothing', async () => {
  for (const length of [0, 1, 40, trailerBytes, whole.length - 1, ...Array.from({ length: 20 }, () => randomInt(whole.length))]) {
    await writeFile(bad, whole.subarray(0, length));
    await refused(`${length} bytes`, /^backup\.(truncated|not-a-backup)$/);
  }
});

test('a backup with any changed byte is refused and changes nothing', async () => {
  const last = Array.from({ length: trailerBytes }, (_, index) => whole.length - 1 - index);
  for (const at of [4, 8, 9, ...last, ...Array.from({ length: 50 }, () => randomInt(whole.length))]) {
    const copy = Buffer.from(whole);
    copy[at] = (copy[at] ?? 0) ^ (1 << randomInt(8));
    await writeFile(bad, copy);
    await refused(`byte ${at}`, /^backup\.(altered|truncated|not-a-backup)$/);
  }
});

test('a damaged archive under a trailer that fits is refused by gzip, tar or the manifest', async () => {
  const archive = whole.subarray(0, whole.length - trailerBytes);
  const plain = gunzipSync(archive);
  for (let round = 0; round < 6; round += 1) {
    await seal(bad, archive.subarray(0, 20 + randomInt(archive.length - 21)));
    await refused('a short gzip', /^backup\.malformed$/);
    const copy = Buffer.from(archive);
    const at = 10 + randomInt(copy.length - 10);
    copy[at] = (copy[at] ?? 0) ^ 0xff;
    await seal(bad, copy);
    await refused(`a bad gzip at ${at}`, /^backup\.malformed$/);
    // 1024 zeros end a tar; without them it is whole all the same.
    await seal(bad, gzipSync(plain.subarray(0, randomInt(plain.length - 1025))));
    await refused('a short tar', /^backup\.malformed$/);
  }
  await writeFile(bad, 'This is a letter.');
  await refused('a letter', /^backup\.not-a-backup$/);
});

test('a forged file is refused for each thing that we never write', async () => {
  for (const [name, made] of Object.entries(forgeriesOf(entries))) {
    await forge(bad, made);
    await refused(name, /^backup\.malformed$/);
  }
});

test('an entry that claims a huge size is refused before it is read', async () => {
  const archive = gunzipSync(whole.subarray(0, whole.length - trailerBytes));
  for (const size of ['77777777777', '00010000000', '-0000000001']) {
    const copy = Buffer.from(archive);
    copy.write(`${size} `, 124, 'latin1');
    copy.fill(' ', 148, 156);
    const sum = copy.subarray(0, 512).reduce((total, byte) => total + byte, 0);
    copy.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
    await seal(bad, gzipSync(copy));
    await refused(`a size of ${size}`, /^backup\.malformed$/);
  }
});

test('a changed audit log is refused, whole as the file may be, and taken only when that is said', async () => {
  const node = await server.newNode();
  await migrate(node.ownerPool, node.ownerUrl, node.servingRole, ownModules);
  await fillNode(node, 0.1);
  await node.ownerPool.query(`update audit.entries set body = body || ' ' where id = (select entry_id from audit.leaves where seq = 50)`);
  const file = path.join(server.folder, 'tampered');
  await backup({ pool: node.ownerPool, dataDir: node.dataDir, file });
  await assert.rejects(restore({ ...target, file, moduleNames: ownModules }), {
    code: 'backup.audit',
    message: /older backup/,
  });
  assert.deepEqual(await stateOf(target), untouched);
  const report = await restore({ ...target, file, moduleNames: ownModules, evenIfAuditFails: true });
  assert.equal(report.audit.problems[0]?.seq, 50);
});

test('a key that would replace another is refused', async () => {
  const node = await server.newNode();
  const name = entries.find(({ header }) => header.name.endsWith('.pub.pem'))?.header.name ?? '';
  await mkdir(path.join(node.dataDir, 'keys'));
  await writeFile(path.join(node.dataDir, name), 'another');
  await writeFile(bad, whole);
  await assert.rejects(restore({ ...node, file: bad, moduleNames: ownModules }), { code: 'backup.key-differs' });
  assert.equal(await readFile(path.join(node.dataDir, name), 'utf8'), 'another');
  assert.equal((await node.ownerPool.query(`select from pg_namespace where nspname in ('directory', 'tabadul')`)).rowCount, 0);
});

test('a database that goes away in the midst is refused, and the next try succeeds', async () => {
  const node = await server.newNode();
  await writeFile(bad, whole);
  let ended: Promise<unknown> | undefined;
  const onProgress = ({ phase, done }: Progress): void => {
    if (phase === 'rows' && done > 5) ended ??= withClient(node.ownerUrl, (client) => client.query(endOthers));
  };
  await assert.rejects(restore({ ...node, file: bad, moduleNames: ownModules, onProgress }), {
    name: 'BackupError',
    code: /^backup\.(database|failed)$/,
  });
  await ended;
  assert.ok((await restore({ ...node, file: bad, moduleNames: ownModules })).rows > 500);
});

const endOthers = `select pg_terminate_backend(pid) from pg_stat_activity
  where datname = current_database() and usename = current_user and pid <> pg_backend_pid()`;
