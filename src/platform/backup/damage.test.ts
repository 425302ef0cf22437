import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import test, { after, before } from 'node:test';
import { gunzipSync, gzipSync } from 'node:zlib';
import { migrate } from '#platform/db/migrate.ts';
import { backup } from './backup.ts';
import { BackupError } from './error.ts';
import { restore } from './restore.ts';
import {
  entriesOf,
  fillNode,
  forge,
  ownModules,
  type RawEntry,
  seal,
  startTestServer,
  stateOf,
  storeText,
  type TestNode,
  type TestServer,
} from './testing.ts';
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
  await fillNode(source, 60);
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
  for (const length of [
    0,
    1,
    40,
    trailerBytes,
    whole.length - 1,
    ...Array.from({ length: 20 }, () => randomInt(whole.length)),
  ]) {
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

const named = (name: string, content = 'x', more: RawEntry['header'] = { name }): RawEntry => ({
  header: { ...more, name },
  content: Buffer.from(content),
});
const edited = (name: string, edit: (content: Buffer) => Buffer | string): RawEntry[] =>
  entries.map((entry) =>
    entry.header.name === name ? { ...entry, content: Buffer.from(edit(entry.content)) } : entry,
  );
const json =
  (edit: (value: Record<string, never[]>) => unknown) =>
  (content: Buffer): string =>
    JSON.stringify(edit(JSON.parse(content.toString())));
const without = (pattern: RegExp): RawEntry[] => entries.filter(({ header }) => !pattern.test(header.name));
const withExtra = (...extra: RawEntry[]): RawEntry[] => [...entries.slice(0, -1), ...extra, ...entries.slice(-1)];

/** What is named together with how it would be made; made late, because the entries are read first. */
const forgeries: Record<string, () => RawEntry[]> = {
  'no entries': () => [],
  'no head': () => entries.slice(1),
  'two heads': () => withExtra(entries[0] as RawEntry),
  'no manifest': () => entries.slice(0, -1),
  'an entry after the manifest': () => [...entries, named(`files/ab/ab${'0'.repeat(62)}`)],
  'a path upwards': () => withExtra(named('../x')),
  'a path upwards in files': () => withExtra(named(`files/../../${'a'.repeat(64)}`)),
  'a path upwards in keys': () => withExtra(named('keys/..')),
  'an absolute path': () => withExtra(named('/etc/tabadul')),
  'a long name': () => withExtra(named(`keys/${'é'.repeat(60)}`)),
  'a symlink': () => withExtra(named('keys/link.pem', '', { name: '', type: 'symlink', linkname: '/etc/passwd' })),
  'a hard link': () => withExtra(named('keys/link.pem', '', { name: '', type: 'link', linkname: 'head.json' })),
  'a folder': () => withExtra(named('keys/', '', { name: '', type: 'directory' })),
  'an extended header': () => withExtra(named('keys/x.pem', 'x', { name: '', pax: { comment: 'x' } })),
  'a key too large': () => withExtra(named('keys/large.pem', 'x'.repeat(70_000))),
  'a file of another hash': () => withExtra(named(`files/ab/ab${'0'.repeat(62)}`)),
  'a file twice': () => withExtra(entries.find(({ header }) => header.name.startsWith('files/')) as RawEntry),
  'a file less': () =>
    without(new RegExp(entries.find(({ header }) => header.name.startsWith('files/'))?.header.name ?? '')),
  'a key less': () => without(/\.pub\.pem$/),
  'a key that is none': () =>
    entries.map((entry) =>
      /\.pub\.pem$/.test(entry.header.name) ? { ...entry, content: Buffer.from('none') } : entry,
    ),
  'a piece less': () => without(/practices\.practices\/000002$/),
  'a last piece less': () => without(/audit\.leaves\/000001$/),
  'a table out of order': () =>
    withExtra(entries.find(({ header }) => header.name.startsWith('tables/directory.c')) as RawEntry),
  'a table of the catalogue': () => withExtra(named('tables/pg_catalog.pg_authid/000001')),
  'a row that is none': () => edited('tables/directory.countries/000001', () => 'nothing\n'),
  'a row without parent': () => edited('tables/directory.countries/000001', () => ''),
  'a changed row': () =>
    edited('tables/directory.countries/000001', (content) => content.toString().replace('operator', 'cldr')),
  'a COPY that ends early': () =>
    edited('tables/directory.countries/000001', (content) => `\\.\n${content.toString()}`),
  'a head that is no JSON': () => edited('head.json', () => '{'),
  'a head of a later format': () =>
    edited(
      'head.json',
      json((head) => ({ ...head, format: 2 })),
    ),
  'a head with another table': () =>
    edited(
      'head.json',
      json((head) => ({
        ...head,
        tables: [...(head.tables ?? []), { schema: 'pg_catalog', name: 'pg_authid', columns: ['oid'] }],
      })),
    ),
  'a head with another column': () =>
    edited(
      'head.json',
      json((head) => ({ ...head, tables: [{ schema: 'platform', name: 'settings', columns: ['x'] }] })),
    ),
  'a head with fewer migrations': () =>
    edited(
      'head.json',
      json((head) => ({ ...head, migrations: head.migrations?.slice(0, 3) })),
    ),
  'a manifest with other counts': () =>
    edited(
      'manifest.json',
      json((manifest) => ({
        ...manifest,
        tables: manifest.tables?.map((table) => ({ ...(table as object), rows: 1 })),
      })),
    ),
  'a manifest of no tables': () =>
    edited(
      'manifest.json',
      json((manifest) => ({ ...manifest, tables: [] })),
    ),
};

test('a forged file is refused for each thing that we never write', async () => {
  for (const [name, made] of Object.entries(forgeries)) {
    await forge(bad, made());
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
  await fillNode(node, 60);
  await node.ownerPool.query(
    `update audit.entries set body = body || ' ' where id = (select entry_id from audit.leaves where seq = 50)`,
  );
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
  assert.equal(
    (await node.ownerPool.query(`select from pg_namespace where nspname in ('directory', 'tabadul')`)).rowCount,
    0,
  );
});
