import type pg from 'pg';
import type { Queryable } from '#platform/db/statement.ts';
import { checkSignature, markOf, type SignedHead } from './head.ts';
import { checkHead } from './head-check.ts';
import { type HeadReader, headReader } from './head-reader.ts';
import type { PublicKeys } from './keys.ts';
import { checkLeaf } from './leaf-check.ts';
import { leafPages, type StoredLeaf } from './leaf-pages.ts';
import { locate, markIn } from './locate.ts';
import { appendLeaf, emptyFrontier, type Frontier, frontierRoot, leafHash } from './merkle.ts';
import { type HeadRow, selectOrphans, selectUnsealed } from './queries.ts';
import { type Finding, type Problem, problemsOf, type Stray, type VerifyReport } from './report.ts';
import { inTransaction } from './transaction.ts';

export interface VerifyOptions {
  readonly publicKeys: PublicKeys;
  /** A head that was kept elsewhere. Only with it can a log that was cut back to an earlier state be told. */
  readonly externalHead?: SignedHead;
  readonly onProgress?: (entries: number) => void;
}

/** Pages are read in order of one index; parallel workers would be started anew for each of them. */
const beginSnapshot = 'begin isolation level repeatable read read only; set local max_parallel_workers_per_gather = 0';

/** Verifies the whole log as it is at one moment, while the service goes on. */
export const verifyLog = (db: pg.Pool, options: VerifyOptions): Promise<VerifyReport> => inTransaction(db, beginSnapshot, (tx) => verifySnapshot(tx, options));

/** As `verifyLog`, on a connection whose transaction sees one moment. */
export async function verifySnapshot(db: pg.ClientBase, options: VerifyOptions): Promise<VerifyReport> {
  const walk = newWalk(options);
  for await (const page of leafPages(db)) {
    await walk.heads.readBeyond(db, page.at(-1)?.seq ?? 0);
    for (const leaf of page) {
      meetLeaf(walk, leaf);
      for (let head = walk.heads.take(walk.seq); head; head = walk.heads.take(walk.seq)) await meetHead(db, walk, head);
    }
    options.onProgress?.(walk.entries);
  }
  await meetEnd(db, walk);
  const unsealed = await meetQueue(db, walk);
  const problems = problemsOf(walk.findings, walk.strays);
  return { ok: problems.length === 0, entries: walk.entries, heads: walk.heads.taken(), problems, unsealed };
}

/** One pass over leaves and heads, in order. */
interface Walk extends VerifyOptions {
  readonly heads: HeadReader;
  /** The tree over the leaves so far; of no use once `diverged`. */
  readonly tree: Frontier;
  readonly findings: Finding[];
  readonly strays: Stray[];
  entries: number;
  /** Where the next leaf belongs. */
  seq: number;
  /** Some leaf is not the one that was signed, so no later root can agree. */
  diverged: boolean;
  /** The size of the last head whose root agreed. */
  verified: number;
  /** The last head, if its root could not be compared with that of the leaves, or was another. */
  open: HeadRow | undefined;
  /** Where the next head may begin: where the last good one ended, or a bad one after it. */
  chain: readonly [good: number, any: number];
}

const newWalk = (options: VerifyOptions): Walk => ({
  ...options,
  heads: headReader(),
  tree: emptyFrontier(),
  findings: [],
  strays: [],
  entries: 0,
  seq: 0,
  diverged: false,
  verified: 0,
  open: undefined,
  chain: [0, 0],
});

/** Of a log that is changed throughout the first thousand problems say enough. */
const mostProblems = 1_000;

function find(walk: Walk, finding: Finding): void {
  if (walk.findings.length < mostProblems) walk.findings.push(finding);
}

const report = (walk: Walk, problem: Problem): void => find(walk, { problem });

function meetLeaf(walk: Walk, leaf: StoredLeaf): void {
  const { seq, entryId } = leaf;
  walk.entries += 1;
  if (seq < walk.seq) {
    report(walk, { kind: 'added', seq, entryId, text: 'there is more than one leaf for this place' });
    return;
  }
  const head = walk.heads.covering(seq);
  if (head === undefined && walk.strays.length < mostProblems) walk.strays.push({ entryId, mark: markOf(leaf.hash), sealed: true });
  if (seq > walk.seq) meetGap(walk, seq);
  const { hash, finding } = checkLeaf(leaf, head);
  if (finding) find(walk, finding);
  if (!walk.diverged) appendLeaf(walk.tree, hash);
  walk.seq = seq + 1;
  if (walk.seq === walk.externalHead?.size) meetExternalHead(walk, walk.externalHead);
}

function meetGap(walk: Walk, until: number): void {
  const from = walk.seq;
  const text = until === from + 1 ? 'there is no leaf for this place' : `there are no leaves for the places ${from} to ${until - 1}`;
  find(walk, { problem: { kind: 'removed', seq: from, text }, missing: markIn(walk.heads.covering(from), from) });
  walk.diverged = true;
}

function meetExternalHead(walk: Walk, { size, root }: SignedHead): void {
  if (!walk.diverged && frontierRoot(walk.tree).toString('hex') === root) return;
  report(walk, { kind: 'forked', text: `the first ${size} entries are not those that the head kept elsewhere vouches for` });
}

async function meetHead(db: Queryable, walk: Walk, row: HeadRow): Promise<void> {
  const size = Number(row.size);
  const first = Number(row.first_seq);
  const known = !walk.diverged && walk.tree.size === size;
  const check = checkHead(row, known ? walk.tree : undefined, walk.publicKeys);
  if (check.state === 'head-differs') {
    report(walk, check.problem);
    walk.chain = [walk.chain[0], size];
    if (check.problem.kind !== 'bad-signature') walk.open = row;
    return;
  }
  if (!walk.chain.includes(first)) {
    const [end] = walk.chain;
    report(walk, { kind: 'head-removed', seq: end, text: `no head begins at ${end}, the next one begins at ${first}` });
  }
  walk.chain = [size, size];
  walk.open = known ? undefined : row;
  if (check.state === 'leaves-differ') {
    walk.diverged = true;
    const text = `the entries ${walk.verified} to ${size - 1} are not those that were signed together`;
    report(walk, (await locate(db, walk.verified, row)) ?? { kind: 'altered', seq: walk.verified, text });
  } else if (known) {
    walk.verified = size;
  }
}

async function meetEnd(db: Queryable, walk: Walk): Promise<void> {
  const { heads, externalHead, publicKeys } = walk;
  await heads.readBeyond(db, Infinity);
  const leaves = walk.seq;
  const lost = heads.covering(leaves);
  if (lost) meetGap(walk, Number(lost.size));
  for (let head = heads.take(Infinity); head; head = heads.take(Infinity)) await meetHead(db, walk, head);
  // No good head came after the last ones to show which leaf differs.
  const late = walk.open && (await locate(db, walk.verified, walk.open));
  if (late) report(walk, late);
  const covered = Math.max(...walk.chain);
  if (leaves > covered) {
    const text = `no head covers the entries ${covered} to ${leaves - 1}: their head was removed, or they were added`;
    report(walk, { kind: 'head-removed', seq: covered, text });
  }
  if (externalHead === undefined) return;
  const signature = checkSignature(externalHead, publicKeys);
  if (signature === 'bad') report(walk, { kind: 'bad-signature', text: 'the head kept elsewhere is not as it was signed' });
  if (signature === 'unknown-key') {
    report(walk, { kind: 'unknown-key', text: `the head kept elsewhere is signed by ${externalHead.keyId}, of which there is no file` });
  }
  if (externalHead.size > leaves) {
    report(walk, { kind: 'rolled-back', text: `the log had ${externalHead.size} entries at ${externalHead.at} and has ${leaves} now` });
  }
}

async function meetQueue(db: Queryable, walk: Walk): Promise<VerifyReport['unsealed']> {
  const placed = new Set(walk.findings.map(({ missing }) => missing));
  for (const { id, body } of await selectOrphans(db)) {
    const mark = markOf(leafHash(body));
    walk.strays.push({ entryId: id, mark, sealed: false });
    if (!placed.has(mark)) report(walk, { kind: 'added', entryId: id, text: 'the entry is neither sealed nor waiting to be' });
  }
  const waiting = [];
  for (const { id, at, body, seq } of await selectUnsealed(db)) {
    if (seq !== null) report(walk, { kind: 'added', seq: Number(seq), entryId: id, text: 'the entry waits though it is sealed' });
    else if (at === null || body === null) report(walk, { kind: 'removed', entryId: id, text: 'an entry that waited is gone' });
    else waiting.push({ id, at });
  }
  return waiting;
}
