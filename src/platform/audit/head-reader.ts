import type { Queryable } from '#platform/db/statement.ts';
import { type HeadRow, selectHeadsAfter } from './queries.ts';

/** The heads in order of size, read a little ahead of the leaves, each taken once. */
export interface HeadReader {
  /** Heads taken so far. */
  readonly taken: () => number;
  /** Reads on until a head reaches beyond leaf `seq`, or there is none. */
  readonly readBeyond: (db: Queryable, seq: number) => Promise<void>;
  /** Takes the next head, if its size is at most this. */
  readonly take: (size: number) => HeadRow | undefined;
  /** The head that comes next and covers leaf `seq`. */
  readonly covering: (seq: number) => HeadRow | undefined;
}

export function headReader(): HeadReader {
  let ahead: HeadRow[] = [];
  let next = 0;
  let taken = 0;
  let ended = false;
  let from = '-9223372036854775808';
  const readBeyond = async (db: Queryable, seq: number): Promise<void> => {
    while (!ended && !(Number(ahead.at(-1)?.size) > seq)) {
      const rows = await selectHeadsAfter(db, from);
      ended = rows.length === 0;
      ahead = [...ahead.slice(next), ...rows];
      next = 0;
      from = (BigInt(ahead.at(-1)?.size ?? from) + 1n).toString();
    }
  };
  const take = (size: number): HeadRow | undefined => {
    const row = ahead[next];
    if (row === undefined || Number(row.size) > size) return undefined;
    next += 1;
    taken += 1;
    return row;
  };
  const covering = (seq: number): HeadRow | undefined => {
    const row = ahead[next];
    return row !== undefined && Number(row.size) > seq ? row : ahead.slice(next).find((head) => Number(head.size) > seq);
  };
  return { taken: () => taken, readBeyond, take, covering };
}
