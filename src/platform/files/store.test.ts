import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { after, before, test } from 'node:test';
import fastify from 'fastify';
import { InvalidInput } from '#platform/errors/errors.ts';
import { sendDownload } from '#platform/http/answer.ts';
import { readStored, storedPath, storeUpload } from './store.ts';

let dataDir: string;
before(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'tabadul-files-'));
});
after(() => rm(dataDir, { recursive: true, force: true }));

const stream = (bytes: Buffer | string, truncated = false) => Object.assign(Readable.from([Buffer.from(bytes)]), { truncated });
const store = (name: string, bytes: Buffer | string, truncated = false) => storeUpload(dataDir, name, stream(bytes, truncated));
const refusedWith = (code: string) => (error: unknown) => error instanceof InvalidInput && error.code === code;
const kept = async (): Promise<string[]> =>
  (await readdir(join(dataDir, 'files'), { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile()).map((entry) => entry.name);

const pdf = '%PDF-1.7 a document';
const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
const jpeg = Buffer.from('ffd8ffe000104a464946', 'hex');

test('a file lies under the SHA-256 of its bytes, readable by the node alone', async () => {
  const file = await store('report.pdf', pdf);
  const hash = createHash('sha256').update(pdf).digest('hex');
  assert.deepEqual(file, { hash, name: 'report.pdf', type: 'application/pdf', bytes: pdf.length });
  assert.equal(await readFile(storedPath(dataDir, hash), 'utf8'), pdf);
  assert.equal((await stat(storedPath(dataDir, hash))).mode & 0o777, 0o600);
  assert.equal(Buffer.concat(await readStored(dataDir, hash).toArray()).toString(), pdf);
});

test('the same bytes are kept once, whatever they are called and however many come at once', async () => {
  const text = 'the same bytes';
  const files = await Promise.all(Array.from({ length: 10 }, (_, i) => store(`${i}.txt`, text)));
  const [first] = files;
  assert.equal(new Set(files.map((file) => file?.hash)).size, 1);
  assert.deepEqual(
    files.map((file) => file?.name),
    files.map((_, i) => `${i}.txt`),
  );
  assert.equal((await kept()).filter((name) => name === first?.hash).length, 1);
});

test('the type is read from the bytes, not from the name', async () => {
  const types: readonly (readonly [name: string, bytes: Buffer | string, type: string])[] = [
    ['page.html', pdf, 'application/pdf'],
    ['program.exe', png, 'image/png'],
    ['photo', jpeg, 'image/jpeg'],
    ['data.CSV', 'a,b\n1,2', 'text/csv; charset=utf-8'],
    ['notes.txt', 'ملاحظات', 'text/plain; charset=utf-8'],
  ];
  for (const [name, bytes, type] of types) assert.equal((await store(name, bytes))?.type, type, name);
});

const refused: readonly (readonly [name: string, bytes: Buffer | string])[] = [
  ['page.html', '<!doctype html><script>alert(1)</script>'],
  ['page.txt', '<!DOCTYPE html><p>'],
  ['page.txt', '\n  <script>alert(1)</script>'],
  ['image.svg', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'],
  ['image.txt', '<svg onload="alert(1)"/>'],
  ['image.png', 'GIF89a'],
  ['report.pdf', 'not a PDF'],
  ['data.csv', Buffer.from([0x61, 0x00, 0x62])],
  ['notes.txt', Buffer.from([0xff, 0xfe, 0x41, 0x00])],
  ['program', Buffer.from('7f454c46', 'hex')],
  ['archive.zip', 'PK\u0003\u0004'],
  ['text', 'words without an extension'],
];
test('what is not of an accepted type is refused, and leaves nothing behind', async () => {
  const before = await kept();
  for (const [name, bytes] of refused) await assert.rejects(store(name, bytes), refusedWith('file.type'), name);
  assert.deepEqual(await kept(), before);
});

test('an archive of another kind is no office document because of its name', async () => {
  await assert.rejects(store('not-really.docx', 'PK\u0003\u0004\u0014\u0000\u0000\u0000\u0000\u0000 classes.dex'), refusedWith('file.type'));
});

test('a file that was cut off is refused and leaves nothing behind; so is an empty one; no file is no file', async () => {
  const before = await kept();
  await assert.rejects(store('big.pdf', pdf, true), refusedWith('file.too-large'));
  await assert.rejects(store('empty.pdf', ''), refusedWith('file.unreadable'));
  assert.equal(await store('', ''), undefined);
  const broken = new Readable({
    read() {
      this.push(Buffer.from('%PDF-'));
      this.destroy(new Error('connection lost'));
    },
  });
  await assert.rejects(storeUpload(dataDir, 'broken.pdf', broken));
  assert.deepEqual(await kept(), before);
});

test('a name is words, never a place', async () => {
  const names: readonly (readonly [sent: string, stored: string])[] = [
    ['../../etc/passwd.txt', '.._.._etc_passwd.txt'],
    ['..\\..\\windows\\x.txt', '.._.._windows_x.txt'],
    ['/etc/cron.d/x.txt', '_etc_cron.d_x.txt'],
    ['a\u0000b.txt', 'ab.txt'],
    ['pay\u202etxt.exe.txt', 'paytxt.exe.txt'],
    ['two\r\nlines.txt', 'two lines.txt'],
    [`${'long'.repeat(100)}.txt`, `${'long'.repeat(49)}.txt`],
  ];
  for (const [sent, stored] of names) assert.equal((await store(sent, 'words'))?.name, stored);
  assert.ok(
    (await kept()).every((name) => /^[0-9a-f]{64}$/.test(name)),
    'on disk there are digests only',
  );
});

test('a long name is not cut in the midst of a character', async () => {
  const file = await store(`${'😀'.repeat(120)}a.txt`, 'words');
  assert.equal(file?.name.isWellFormed(), true);
});

test('a download is an attachment under its own name, and inline only for types that are safe', async () => {
  const app = fastify();
  const types: readonly (readonly [type: string, how: 'inline' | 'attachment'])[] = [
    ['application/pdf', 'attachment'],
    ['text/csv; charset=utf-8', 'attachment'],
    ['application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'attachment'],
    ['text/html', 'attachment'],
    ['image/svg+xml', 'attachment'],
    ['application/xhtml+xml', 'attachment'],
    ['image/png', 'inline'],
    ['image/jpeg', 'inline'],
    ['text/plain; charset=utf-8', 'inline'],
  ];
  for (const [i, [type]] of types.entries())
    app.get(`/${i}`, (request, reply) => sendDownload(request, reply, { name: 'تقرير "1";\r\nx.html', type, body: 'x', bytes: 1 }));
  for (const [i, [type, how]] of types.entries()) {
    const { headers } = await app.inject(`/${i}`);
    const disposition = String(headers['content-disposition']);
    assert.ok(disposition.startsWith(`${how};`), `${type}: ${disposition}`);
    assert.match(disposition, /filename="_1_x\.html"; filename\*=UTF-8''%D8%AA/);
    assert.doesNotMatch(disposition, /[\r\n]|[^ -~]/);
    assert.equal(headers['content-security-policy'], "default-src 'none'; sandbox");
    assert.equal(headers['content-type'], type);
  }
  await app.close();
});
