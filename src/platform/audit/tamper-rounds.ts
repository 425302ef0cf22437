import { readFile } from 'node:fs/promises';
import type pg from 'pg';
import type { Queryable } from '#platform/db/statement.ts';
import { uuidv7 } from '#platform/values/ids.ts';
import { auditBody, auditRows } from './append.ts';
import type { SigningKey } from './keys.ts';
import { sealOnce } from './seal.ts';
import { type Tampering, tamperings } from './tamperings.ts';
import { verifySnapshot } from './verify.ts';

export interface TamperOptions {
  readonly key: SigningKey;
  readonly rounds: number;
  readonly seed: number;
  readonly log: (line: string) => void;
}

export interface TamperResult {
  readonly rounds: number;
  readonly found: number;
  /** Of the changes to an entry, how many were found with the first problem at that very entry. */
  readonly named: number;
  readonly nameable: number;
}

const heads = 20;
const perHead = 20;

/** A reproducible random number below `n` (mulberry32). */
export function randomBelow(seed: number): (n: number) => number {
  let state = seed;
  return (n) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % n;
  };
}

/** Writes `count` entries as an action does, entry and queue in one statement. */
export async function appendSample(db: Queryable, count: number): Promise<string[]> {
  const rows = Array.from({ length: count }, (_, i) => {
    const [id, at] = [uuidv7(), new Date()];
    const ref = { kind: 'practice', id: uuidv7() };
    return {
      id,
      at,
      body: auditBody({ id, at, actor: { kind: 'person', id: uuidv7() }, what: 'practices.practice.published', ref, before: { i }, after: { i: i + 1 } }),
    };
  });
  await db.query(
    `with entry as (insert into audit.entries select * from unnest($1::uuid[], $2::timestamptz[], $3::bytea[]) returning id)
     insert into audit.unsealed select id from unnest($1::uuid[]) as t(id)`,
    auditRows(rows),
  );
  return rows.map(({ id }) => id);
}

/** Makes the schema audit in an empty database. */
export const createAuditSchema = async (db: Queryable): Promise<void> =>
  void (await db.query(await readFile(new URL('migrations/20261121-0001-audit.sql', import.meta.url), 'utf8')));

/**
 * In an empty database of its own: makes a log of 400 entries under 20 heads, and changes it `rounds` times
 * as a superuser would, each time in a transaction that is rolled back once the verifier has spoken.
 */
export async function runTamperRounds(superPool: pg.Pool, { key, rounds, seed, log }: TamperOptions): Promise<TamperResult> {
  await createAuditSchema(superPool);
  for (let head = 0; head < heads; head += 1) {
    await appendSample(superPool, perHead);
    await sealOnce(superPool, key);
  }
  await appendSample(superPool, 3);
  const random = randomBelow(seed);
  const result = { rounds, found: 0, named: 0, nameable: 0 };
  const client = await superPool.connect();
  try {
    for (let round = 0; round < rounds; round += 1) {
      const tampering = tamperings[random(tamperings.length)] as Tampering;
      await client.query(`begin isolation level repeatable read; set local session_replication_role = replica`);
      const expected = await tampering.change(client, random, heads * perHead);
      const report = await verifySnapshot(client, { publicKeys: key.trusted });
      await client.query('rollback');
      const [first] = report.problems;
      if (!report.ok) result.found += 1;
      else log(`round ${round}: "${tampering.name}" was not found`);
      if (expected === undefined) continue;
      result.nameable += 1;
      if (first !== undefined && (first.seq === expected.seq || (expected.id !== undefined && first.entryId === expected.id))) result.named += 1;
      else log(`round ${round}: "${tampering.name}" at ${expected.seq} was named ${JSON.stringify(first)}`);
    }
  } finally {
    client.release(true);
  }
  return result;
}
