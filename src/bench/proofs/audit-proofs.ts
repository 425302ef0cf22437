import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type pg from 'pg';
import type { SignedHead } from '#platform/audit/head.ts';
import type { SigningKey } from '#platform/audit/keys.ts';
import { proofFor } from '#platform/audit/proof.ts';
import { sealOnce } from '#platform/audit/seal.ts';
import { appendSample, createAuditSchema, randomBelow } from '#platform/audit/tamper-rounds.ts';
import { verifyLog } from '#platform/audit/verify.ts';
import { makePool } from '#platform/db/pool.ts';
import type { EmbeddedPostgres } from '#platform/postgres/supervisor.ts';
import { projectRoot } from '#platform/root.ts';

const run = promisify(execFile);

/** Lends an empty database of its own on an embedded server, as superuser. */
export async function inEmptyDatabase<T>(postgres: EmbeddedPostgres, name: string, work: (pool: pg.Pool) => Promise<T>): Promise<T> {
  const admin = makePool(postgres.superUrl, 1);
  const pool = makePool(postgres.superUrl.replace('/postgres?', `/${name}?`), 4);
  try {
    await admin.query(`create database ${name} template template0`);
    return await work(pool);
  } finally {
    await pool.end();
    await admin.query(`drop database if exists ${name} with (force)`);
    await admin.end();
  }
}

export interface RollbackResult {
  readonly rounds: number;
  /** Shorter logs that verify by themselves: nothing inside them shows that they were longer. */
  readonly soundAlone: number;
  readonly foundWithHead: number;
  readonly foundWrittenAnew: number;
}

/** Cuts a log back to an earlier head, verifies it with and without a head kept elsewhere, then writes it on and verifies again. */
export async function runRollbacks(pool: pg.Pool, key: SigningKey, { rounds, seed }: { rounds: number; seed: number }): Promise<RollbackResult> {
  const random = randomBelow(seed);
  const result = { rounds, soundAlone: 0, foundWithHead: 0, foundWrittenAnew: 0 };
  await createAuditSchema(pool);
  const verify = async (head?: SignedHead) => verifyLog(pool, { publicKeys: key.trusted, ...(head && { externalHead: head }) });
  for (let round = 0; round < rounds; round += 1) {
    await pool.query('truncate audit.entries, audit.unsealed, audit.leaves, audit.heads');
    const heads: SignedHead[] = [];
    for (let i = 0; i < 5; i += 1) {
      await appendSample(pool, 1 + random(30));
      heads.push((await sealOnce(pool, key)).head as SignedHead);
    }
    const kept = heads[4] as SignedHead;
    const { size } = heads[random(4)] as SignedHead;
    await pool.query('delete from audit.heads where size > $1', [size]);
    await pool.query('delete from audit.leaves where seq >= $1', [size]);
    await pool.query('delete from audit.entries where not exists (select from audit.leaves where entry_id = id)');
    if ((await verify()).ok) result.soundAlone += 1;
    if ((await verify(kept)).problems[0]?.kind === 'rolled-back') result.foundWithHead += 1;
    await appendSample(pool, kept.size - size + random(5));
    await sealOnce(pool, key);
    if ((await verify(kept)).problems.some(({ kind }) => kind === 'forked')) result.foundWrittenAnew += 1;
  }
  return result;
}

export interface ProofResult {
  readonly entries: number;
  readonly proven: number;
  /** Proofs with one character of the entry changed that were not refused. */
  readonly forgedAccepted: number;
  readonly largestBytes: number;
  readonly medianMs: number;
  readonly slowestMs: number;
}

interface ProofOptions {
  readonly db: pg.Pool;
  readonly key: SigningKey;
  readonly proofs: number;
  readonly seed: number;
}

/** Takes random sealed entries and has each proven by tools/verify-proof.mjs, a process of its own that knows nothing of the product. */
export async function runProofs({ db, key, proofs, seed }: ProofOptions): Promise<ProofResult> {
  const random = randomBelow(seed);
  const { rows } = await db.query<{ entry_id: string }>('select entry_id from audit.leaves order by seq');
  const folder = await mkdtemp(join(tmpdir(), 'tabadul-proof-'));
  const result = { entries: rows.length, proven: 0, forgedAccepted: 0, largestBytes: 0 };
  const ms: number[] = [];
  const keyFile = join(folder, 'key.pem');
  await writeFile(keyFile, key.trusted.get(key.id)?.export({ type: 'spki', format: 'pem' }) ?? '');
  const verify = async (text: string): Promise<string | undefined> => {
    const file = join(folder, 'proof.json');
    await writeFile(file, text);
    return run(process.execPath, [join(projectRoot, 'tools/verify-proof.mjs'), file, keyFile]).then(
      ({ stdout }) => stdout,
      () => undefined,
    );
  };
  try {
    for (let i = 0; i < proofs; i += 1) {
      const proof = JSON.stringify(await proofFor(db, rows[random(rows.length)]?.entry_id ?? ''));
      result.largestBytes = Math.max(result.largestBytes, Buffer.byteLength(proof));
      const said = await verify(proof);
      if (said?.startsWith('Proven')) result.proven += 1;
      ms.push(Number(/in ([\d.]+) ms/.exec(said ?? '')?.[1] ?? Number.NaN));
      if (i % 10 === 0 && (await verify(proof.replace('"what":"', '"what":"x'))) !== undefined) result.forgedAccepted += 1;
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  ms.sort((a, b) => a - b);
  return { ...result, medianMs: ms[Math.floor(ms.length / 2)] ?? Number.NaN, slowestMs: ms.at(-1) ?? Number.NaN };
}
