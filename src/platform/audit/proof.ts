import { optionalRow, type Queryable } from '#platform/db/statement.ts';
import { NotFound } from '#platform/errors/errors.ts';
import { emptyFrontier, type Frontier, inclusionPath, rangeRootAfter, readFrontier } from './merkle.ts';
import { selectCoveringHead, selectHeadOfSize, selectLeafHashes, selectLeafOf, signedHeadOf } from './queries.ts';

/** Proves that an entry is in the log that a head signed. At most 2,048 bytes of JSON; see tools/verify-proof.mjs. */
export interface Proof {
  readonly v: 1;
  /** The entry; its canonical JSON is the leaf. */
  readonly entry: unknown;
  readonly seq: number;
  readonly size: number;
  readonly at: string;
  readonly marks: string;
  readonly keyId: string;
  /** Base64 of the 32-byte hashes, lowest first. */
  readonly path: string;
  /** Base64, over the head with the root that entry and path lead to. */
  readonly signature: string;
}

/** The proof of a sealed entry. An entry that is unknown or not yet sealed is NotFound. */
export async function proofFor(db: Queryable, entryId: string): Promise<Proof> {
  const leaf = optionalRow(await selectLeafOf(db, entryId));
  if (leaf === undefined) throw new NotFound('audit.entry-not-sealed');
  const seq = Number(leaf.seq);
  const row = optionalRow(await selectCoveringHead(db, seq));
  if (row === undefined) throw new Error(`no head covers audit entry ${seq}: run 'tabadul audit verify'`);
  const head = signedHeadOf(row);
  // The path needs the batch itself, and of all that is before it only the frontier of the head before.
  const before = await frontierAt(db, Number(row.first_seq));
  const batch = await selectLeafHashes(db, before.size, head.size);
  const path = inclusionPath(
    seq,
    head.size,
    rangeRootAfter(
      before,
      batch.map(({ hash }) => hash),
    ),
  );
  return {
    v: 1,
    entry: JSON.parse(leaf.body.toString('utf8')),
    seq,
    size: head.size,
    at: head.at,
    marks: head.marks,
    keyId: head.keyId,
    path: Buffer.concat(path).toString('base64'),
    signature: head.signature,
  };
}

async function frontierAt(db: Queryable, size: number): Promise<Frontier> {
  if (size === 0) return emptyFrontier();
  const row = optionalRow(await selectHeadOfSize(db, size));
  const frontier = row && readFrontier(size, row.frontier);
  if (frontier === undefined) throw new Error(`the audit head at ${size} is damaged: run 'tabadul audit verify'`);
  return frontier;
}
