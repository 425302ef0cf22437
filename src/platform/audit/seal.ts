import type pg from 'pg';
import { onlyRow, optionalRow, type Queryable } from '#platform/db/statement.ts';
import { uuidv7 } from '#platform/values/ids.ts';
import { checkSignature, marksDigest, marksOf, type SignedHead, signHead } from './head.ts';
import type { SigningKey } from './keys.ts';
import { appendLeaf, emptyFrontier, type Frontier, frontierBytes, frontierRoot, leafHash, readFrontier } from './merkle.ts';
import { insertHead, insertLeaves, maxBatch, selectLastHead, signedHeadOf, someUnsealed, takeLease, takeUnsealed } from './queries.ts';
import { inTransaction } from './transaction.ts';

const thisProcess = uuidv7();

/**
 * Seals what is waiting, at most 5,000 entries, in one transaction: contiguous numbers, leaves, a signed
 * head. Seals nothing while another process holds the lease. Two sealers at once cannot both commit: the
 * second waits for the row of the lease, and even without it their numbers would collide.
 */
export async function sealOnce(db: pg.Pool, key: SigningKey, holder = thisProcess): Promise<{ sealed: number; head?: SignedHead }> {
  if (!onlyRow(await someUnsealed(db)).waiting) return { sealed: 0 };
  return inTransaction(db, 'begin', async (tx) => {
    const held = optionalRow(await takeLease(tx, holder)) !== undefined;
    const batch = held ? await takeUnsealed(tx) : [];
    if (batch.length === 0) return { sealed: 0 };

    const frontier = await lastFrontier(tx, key);
    const firstSeq = frontier.size;
    const hashes = batch.map((entry) => leafHash(entry.body));
    for (const hash of hashes) appendLeaf(frontier, hash);
    const marks = marksOf(hashes);
    const head = signHead(
      {
        size: frontier.size,
        root: frontierRoot(frontier).toString('hex'),
        at: new Date().toISOString(),
        marks: marksDigest(marks),
      },
      key,
    );
    const ids = batch.map((entry) => entry.id);
    await insertLeaves(tx, firstSeq, ids, hashes);
    await insertHead(
      tx,
      head.size,
      firstSeq,
      head.at,
      Buffer.from(head.root, 'hex'),
      frontierBytes(frontier),
      marks,
      head.keyId,
      Buffer.from(head.signature, 'base64'),
    );
    return { sealed: batch.length, head };
  });
}

/**
 * The frontier comes from the last head, so a restart costs nothing. It is believed only when it hashes to
 * the root and the root is signed: the sealer must never sign on top of a history that was rewritten.
 */
async function lastFrontier(tx: Queryable, key: SigningKey): Promise<Frontier> {
  const row = optionalRow(await selectLastHead(tx));
  if (row === undefined) return emptyFrontier();
  const frontier = readFrontier(Number(row.size), row.frontier);
  const head = signedHeadOf(row);
  const state = checkSignature(head, key.trusted);
  if (state === 'unknown-key') {
    throw new Error(`audit head ${head.size} is signed by key ${head.keyId}: put its public half beside key ${key.id}`);
  }
  if (state === 'bad' || frontier === undefined || !frontierRoot(frontier).equals(row.root)) {
    throw new Error(`audit head ${head.size} was altered: sealing stops until 'tabadul audit verify' is clean`);
  }
  return frontier;
}

export interface SealerOptions {
  readonly everyMs: number;
  readonly log: (message: string, error?: unknown) => void;
}

/**
 * Seals every `everyMs` until stopped; `stop()` resolves when the last round has ended. A failed round is
 * tried again at the same pace, and only the first of a row of failures and the recovery are logged.
 */
export function startSealer(pool: pg.Pool, key: SigningKey, { everyMs, log }: SealerOptions): () => Promise<void> {
  let stopped = false;
  let failing = false;
  let wake: () => void = () => undefined;

  const round = async (): Promise<number> => {
    try {
      const { sealed } = await sealOnce(pool, key);
      if (failing) log('the audit log is sealed again');
      failing = false;
      return sealed;
    } catch (error) {
      if (!failing) log('the audit log cannot be sealed', error);
      failing = true;
      return 0;
    }
  };
  const pause = (): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, everyMs);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  const run = async (): Promise<void> => {
    while (!stopped) {
      const sealed = await round();
      if (!stopped && sealed < maxBatch) await pause();
    }
  };

  const ended = run();
  return () => {
    stopped = true;
    wake();
    return ended;
  };
}
