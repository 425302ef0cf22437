import { checkSignature } from './head.ts';
import type { PublicKeys } from './keys.ts';
import { type Frontier, frontierBytes, frontierRoot } from './merkle.ts';
import { type HeadRow, signedHeadOf } from './queries.ts';
import type { Problem } from './report.ts';

export type HeadCheck =
  /** The leaves up to here are those that were signed. */
  | { readonly state: 'good' }
  /** The head is as it was signed, the leaves are not. */
  | { readonly state: 'leaves-differ' }
  | { readonly state: 'head-differs'; readonly problem: Problem };

/** Compares one stored head with the tree as recomputed from the leaves; `frontier` is undefined once they differ. */
export function checkHead(row: HeadRow, frontier: Frontier | undefined, publicKeys: PublicKeys): HeadCheck {
  const size = Number(row.size);
  const differs = (kind: Problem['kind'], text: string): HeadCheck => ({
    state: 'head-differs',
    problem: { kind, seq: size - 1, text: `the head after entry ${size - 1} ${text}` },
  });
  const signature = checkSignature(signedHeadOf(row), publicKeys);
  const sameRoot = frontier !== undefined && frontierRoot(frontier).equals(row.root);
  if (signature === 'unknown-key') return differs('unknown-key', `is signed by key ${row.key_id}, of which there is no file`);
  if (signature === 'bad') {
    return sameRoot
      ? differs('bad-signature', 'has a root that is right, but its time, marks or signature were changed')
      : differs('head-altered', 'is not the one that was signed');
  }
  if (frontier !== undefined && !sameRoot) return { state: 'leaves-differ' };
  const sameFrontier = frontier === undefined || frontierBytes(frontier).equals(row.frontier);
  if (!sameFrontier) return differs('head-altered', 'has a frontier that does not hash to its root');
  return { state: 'good' };
}
