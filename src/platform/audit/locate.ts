import type { Queryable } from '#platform/db/statement.ts';
import { markLength, markOf } from './head.ts';
import { type HeadRow, selectHeadsAfter, selectLeafHashes } from './queries.ts';
import type { Problem, ProblemKind } from './report.ts';

/** The mark of leaf `seq` in the head that covers it, in hex. */
export function markIn(head: HeadRow | undefined, seq: number): string | undefined {
  const index = seq - Number(head?.first_seq);
  const mark = index >= 0 ? head?.marks.subarray(index * markLength, (index + 1) * markLength) : undefined;
  return mark?.length === markLength ? mark.toString('hex') : undefined;
}

/**
 * Finds the first leaf from `from` to `head.size - 1` that differs, once the root of `head` has shown that one
 * does. The root cannot say which it is; the marks signed with the heads can.
 */
export async function locate(db: Queryable, from: number, head: HeadRow): Promise<Problem | undefined> {
  const to = Number(head.size);
  const signed = new Map<number, string>();
  for (const row of await headsOver(db, from, to)) {
    for (let seq = Number(row.first_seq); seq < Number(row.size); seq += 1) signed.set(seq, markIn(row, seq) ?? '');
  }
  const leaves = await selectLeafHashes(db, from, Math.max(...signed.keys(), to) + 1);
  const stored = new Map(leaves.map((leaf) => [Number(leaf.seq), markOf(leaf.hash)]));
  const differs = (seq: number): boolean => signed.has(seq) && signed.get(seq) !== stored.get(seq);
  let seq = from;
  while (seq < to && !differs(seq)) seq += 1;
  if (seq === to) return undefined;
  const kind = kindOfChange(seq, signed, stored);
  const entryId = kind === 'removed' ? undefined : leaves.find((leaf) => Number(leaf.seq) === seq)?.entry_id;
  return { kind, seq, ...(entryId && { entryId }), text: `${texts[kind]} at ${seq}, in the batch ${from} to ${to - 1}` };
}

const texts: Partial<Record<ProblemKind, string>> = {
  added: 'an entry that was never signed stands',
  removed: 'the entry is gone and those after it moved up',
  reordered: 'the entry stands in the place of another',
  altered: 'the entry is not the one that was signed',
};

/** The heads of the range, and the one after it: it tells an entry that moved up into the range from a new one. */
async function headsOver(db: Queryable, from: number, to: number): Promise<HeadRow[]> {
  const heads: HeadRow[] = [];
  let after = from;
  for (;;) {
    const rows = await selectHeadsAfter(db, after + 1);
    for (const row of rows) {
      heads.push(row);
      if (Number(row.size) > to) return heads;
    }
    if (rows.length === 0) return heads;
    after = Number(rows.at(-1)?.size);
  }
}

function kindOfChange(seq: number, signed: ReadonlyMap<number, string>, stored: ReadonlyMap<number, string>): ProblemKind {
  const [was, is] = [signed.get(seq), stored.get(seq)];
  if (is === undefined || signed.get(seq + 1) === is) return 'removed';
  if (stored.get(seq + 1) === was) return 'added';
  return [...stored].some(([other, mark]) => mark === was && signed.get(other) !== was) ? 'reordered' : 'altered';
}
