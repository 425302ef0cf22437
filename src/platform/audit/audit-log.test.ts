import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { NotFound } from '#platform/errors/errors.ts';
import { type EmbeddedPostgres, startPostgres } from '#platform/postgres/supervisor.ts';
import { uuidv7 } from '#platform/values/ids.ts';
import { auditBody, auditRows } from './append.ts';
import type { SignedHead } from './head.ts';
import { createOrLoadSigningKey, rotateKey, type SigningKey } from './keys.ts';
import { proofFor } from './proof.ts';
import { sealOnce, startSealer } from './seal.ts';
import { appendSample, createAuditSchema, runTamperRounds } from './tamper-rounds.ts';
import { verifyLog } from './verify.ts';

let postgres: EmbeddedPostgres;

let dir: string;
let key: SigningKey;
before(async () => {
  dir = await mkdtemp(join(tmpdir(), 'audit-keys-'));
  key = await createOrLoadSigningKey(dir);
  postgres = await startPostgres({ dataDir: dir });
});
after(async () => {
  await postgres.stop();
  await rm(dir, { recursive: true });
});

async function inScratchDatabase(fn: (pool: pg.Pool) => Promise<void>): Promise<void> {
  const name = `audit_${uuidv7().replaceAll('-', '')}`;
  const admin = new pg.Pool({ connectionString: postgres.superUrl, max: 1 });
  await admin.query(`create database ${name}`);
  const pool = new pg.Pool({ connectionString: postgres.superUrl.replace('/postgres?', `/${name}?`) });
  pool.on('error', () => undefined);
  try {
    await fn(pool);
  } finally {
    await pool.end();
    await admin.query(`drop database ${name} with (force)`);
    await admin.end();
  }
}

const withLog = (fn: (pool: pg.Pool) => Promise<void>): Promise<void> =>
  inScratchDatabase(async (pool) => {
    await createAuditSchema(pool);
    await fn(pool);
  });

async function until(done: () => Promise<boolean>, ms: number): Promise<void> {
  const end = Date.now() + ms;
  while (!(await done())) {
    assert.ok(Date.now() < end, `not within ${ms} ms`);
    await sleep(20);
  }
}

test('the signing key is readable by its owner only, and keeps its name', async () => {
  assert.equal((await stat(join(dir, `audit-${key.id}.pem`))).mode & 0o777, 0o600);
  assert.equal((await createOrLoadSigningKey(dir)).id, key.id);
});

test('a rotated key signs no more, and the log stays provable', () =>
  withLog(async (pool) => {
    const keys = await mkdtemp(join(tmpdir(), 'audit-keys-'));
    const old = await createOrLoadSigningKey(keys);
    await appendSample(pool, 2);
    await sealOnce(pool, old);
    const renewed = await rotateKey(keys);
    assert.ok(!(await readdir(keys)).includes(`audit-${old.id}.pem`));
    await appendSample(pool, 2);
    await sealOnce(pool, renewed);
    assert.ok((await verifyLog(pool, { publicKeys: renewed.trusted })).ok);
    const report = await verifyLog(pool, { publicKeys: new Map([[renewed.id, renewed.trusted.get(renewed.id) as never]]) });
    assert.equal(report.problems[0]?.kind, 'unknown-key');
    await rm(keys, { recursive: true });
  }));

test('sealers that run at once make one log without gaps', () =>
  withLog(async (pool) => {
    const writers = Array.from({ length: 4 }, async () => {
      for (let i = 0; i < 10; i += 1) await appendSample(pool, 5);
    });
    const sealers = ['a', 'b', 'a'].map(async (holder) => {
      for (let i = 0; i < 15; i += 1) await sealOnce(pool, key, holder).catch(() => undefined);
    });
    await Promise.all([...writers, ...sealers]);
    await until(async () => (await sealOnce(pool, key, 'c')).sealed === 0 && (await waiting(pool)) === 0, 3_000);
    const report = await verifyLog(pool, { publicKeys: key.trusted });
    assert.deepEqual([report.problems, report.entries], [[], 200]);
  }));

const waiting = async (pool: pg.Pool): Promise<number> => (await pool.query('select from audit.unsealed')).rowCount ?? 0;

test('an entry is sealed within a second, also after the connections were cut', () =>
  withLog(async (pool) => {
    const messages: string[] = [];
    const stop = startSealer(pool, key, { everyMs: 100, log: (message) => messages.push(message) });
    await appendSample(pool, 1);
    await until(async () => (await waiting(pool)) === 0, 1_000);
    await pool.query('alter table audit.heads rename to gone');
    await appendSample(pool, 1);
    await sleep(300);
    await pool.query('alter table audit.gone rename to heads');
    await until(async () => (await waiting(pool)) === 0, 1_000);
    await pool.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()');
    await appendSample(pool, 1);
    await until(async () => (await waiting(pool)) === 0, 1_000);
    await stop();
    assert.deepEqual(messages.slice(0, 2), ['the audit log cannot be sealed', 'the audit log is sealed again']);
  }));

test('the sealer does not build on a head that was altered', () =>
  withLog(async (pool) => {
    await appendSample(pool, 3);
    await sealOnce(pool, key);
    await pool.query(`update audit.heads set root = sha256('another')`);
    await appendSample(pool, 1);
    await assert.rejects(sealOnce(pool, key), /was altered/);
  }));

test('a head kept elsewhere finds a log that was cut back or written anew', () =>
  withLog(async (pool) => {
    const heads: SignedHead[] = [];
    for (let i = 0; i < 3; i += 1) {
      await appendSample(pool, 7);
      heads.push((await sealOnce(pool, key)).head as SignedHead);
    }
    const verifyAgainst = (externalHead: SignedHead | undefined) => verifyLog(pool, { publicKeys: key.trusted, ...(externalHead && { externalHead }) });
    assert.ok((await verifyAgainst(heads[1])).ok);
    await pool.query('delete from audit.heads where size > 14');
    await pool.query('delete from audit.leaves where seq >= 14');
    await pool.query('delete from audit.entries where not exists (select from audit.leaves where entry_id = id)');
    assert.ok((await verifyAgainst(undefined)).ok, 'by itself the shorter log is sound');
    assert.deepEqual(
      (await verifyAgainst(heads[2])).problems.map(({ kind }) => kind),
      ['rolled-back'],
    );
    await appendSample(pool, 7);
    await sealOnce(pool, key);
    assert.deepEqual(
      (await verifyAgainst(heads[2])).problems.map(({ kind }) => kind),
      ['forked'],
    );
  }));

test('every change made as a superuser is found, and the entry is named', () =>
  inScratchDatabase(async (pool) => {
    const missed: string[] = [];
    const result = await runTamperRounds(pool, { key, rounds: 120, seed: 20261121, log: (line) => missed.push(line) });
    assert.deepEqual([missed, result.found, result.named], [[], 120, result.nameable]);
  }));

test('an unknown entry has no proof', () => withLog((pool) => assert.rejects(proofFor(pool, uuidv7()), NotFound)));

test('a stranger can check a proof with nothing but Node.js', () =>
  withLog(async (pool) => {
    const [id, at] = [uuidv7(), new Date()];
    const record = { title: { ar: 'خدمة', en: 'Service' }, n: 1e21 };
    const body = auditBody({
      id,
      at,
      actor: { kind: 'person', id: uuidv7() },
      what: 'services.service.published',
      ref: { kind: 'service', id: uuidv7() },
      after: record,
      note: 'ملاحظة "قصيرة"',
    });
    await appendSample(pool, 37);
    await sealOnce(pool, key);
    await pool.query('insert into audit.entries select * from unnest($1::uuid[], $2::timestamptz[], $3::bytea[])', auditRows([{ id, at, body }]));
    await pool.query('insert into audit.unsealed values ($1)', [id]);
    await appendSample(pool, 12);
    await sealOnce(pool, key);
    const proof = await proofFor(pool, id);

    const run = async (value: object, recordValue: object = record): Promise<{ status: number | null; stdout: string; stderr: string }> => {
      await writeFile(join(dir, 'proof.json'), JSON.stringify(value));
      await writeFile(join(dir, 'record.json'), JSON.stringify(recordValue));
      const files = [join(dir, 'proof.json'), join(dir, `audit-${key.id}.pub.pem`), '--record', join(dir, 'record.json')];
      return spawnSync(process.execPath, ['tools/verify-proof.mjs', ...files], { encoding: 'utf8' });
    };
    const proven = await run(proof);
    assert.equal(proven.status, 0, proven.stderr);
    assert.match(proven.stdout, /^Proven: .*services\.service\.published/);
    assert.ok(Number(/in ([\d.]+) ms/.exec(proven.stdout)?.[1]) < 5);
    assert.equal((await run(proof, { ...record, n: 2 })).status, 1);
    assert.equal((await run({ ...proof, seq: proof.seq - 1 })).status, 1);
    assert.equal((await run({ ...proof, entry: { ...(proof.entry as object), what: 'services.service.hidden' } })).status, 1);
    assert.equal((await run({ ...proof, at: new Date().toISOString() })).status, 1);
    assert.equal((await run({ ...proof, path: '' })).status, 1);
    assert.equal(spawnSync(process.execPath, ['tools/verify-proof.mjs']).status, 2);

    const longest = { ...proof, entry: 'x'.repeat(698), seq: 2 ** 24 - 1, size: 2 ** 24, path: Buffer.alloc(24 * 32).toString('base64') };
    assert.ok(Buffer.byteLength(JSON.stringify(longest)) <= 2_048);
  }));
