import { markOf } from './head.ts';
import type { StoredLeaf } from './leaf-pages.ts';
import { markIn } from './locate.ts';
import { hashLength, prefixedLeafHash } from './merkle.ts';
import type { HeadRow } from './queries.ts';
import type { Finding } from './report.ts';

export interface LeafCheck {
  /** The hash to go on with: of the two that differ, the one that was signed, so that one change is one problem. */
  readonly hash: Buffer;
  readonly finding?: Finding;
}

/** Compares a leaf with its entry; `head` covers it. */
export function checkLeaf(leaf: StoredLeaf, head: HeadRow | undefined): LeafCheck {
  const { seq, entryId, hash: stored, prefixedBody } = leaf;
  if (prefixedBody === undefined) {
    return { hash: stored, finding: { problem: { kind: 'removed', seq, entryId, text: 'the entry is gone, its leaf is there' } } };
  }
  const computed = prefixedLeafHash(prefixedBody);
  if (computed.equals(stored)) {
    if (namesItself(leaf, prefixedBody)) return { hash: stored };
    return { hash: stored, finding: { problem: { kind: 'altered', seq, entryId, text: 'its id or time is not that of its body' } } };
  }
  const bodyChanged = stored.length === hashLength && markOf(stored) === markIn(head, seq);
  const text = bodyChanged ? 'its body is not the one that was signed' : 'the hash of its leaf was changed';
  return {
    hash: bodyChanged ? stored : computed,
    finding: { problem: { kind: 'altered', seq, entryId, text }, computed: computed.toString('hex'), stored: stored.toString('hex') },
  };
}

const year2000 = Date.UTC(2000, 0);
const idKey = Buffer.from(',"id":"');
const atKey = Buffer.from(',"at":"');
const isoLength = '2000-01-01T00:00:00.000Z'.length;

/**
 * The columns id and at repeat what the body says. In canonical JSON a comma stands before these two and a
 * brace before the ids of actor and record, so they cannot be taken for each other.
 */
function namesItself({ entryId, at }: StoredLeaf, prefixedBody: Buffer): boolean {
  const iso = textAt(prefixedBody, atKey, isoLength);
  return textAt(prefixedBody, idKey, entryId.length) === entryId && Date.parse(iso) === year2000 + at / 1_000;
}

function textAt(body: Buffer, key: Buffer, length: number): string {
  const start = body.indexOf(key) + key.length;
  return body.toString('latin1', start, start + length);
}
