import type { TxCtx } from '#platform/context.ts';
import { uuidv7 } from '#platform/values/ids.ts';
import type { PracticeRow } from '../queries.ts';
import type { PracticeMove } from '../workflow.ts';
import type { ChangeKind } from './kinds.ts';
import { insertChange } from './queries.ts';

/** What a move is to strangers; undefined when they notice nothing. */
export function changeOf(move: PracticeMove, before: Pick<PracticeRow, 'published_at'>): ChangeKind | undefined {
  switch (move) {
    case 'publish':
      return before.published_at === null ? 'new' : 'changed';
    case 'supersede':
      return 'superseded';
    case 'archive':
      return 'archived';
    case 'restore':
    case 'reinstate':
      return 'restored';
    default:
      return undefined;
  }
}

/** Puts a move that strangers notice among the public changes. */
export async function noteChange(tx: TxCtx, row: PracticeRow, move: PracticeMove): Promise<void> {
  const kind = changeOf(move, row);
  if (kind) await insertChange(tx.db, uuidv7(tx.now.getTime()), row.id, kind, move === 'publish' ? row.version : row.published_version, tx.now);
}
