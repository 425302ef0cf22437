import { hash, type KeyObject, sign, verify } from 'node:crypto';
import { canonicalBytes } from './canonical-json.ts';
import type { PublicKeys, SigningKey } from './keys.ts';

/** What a signature vouches for: the whole log up to `size`, and when it was so. */
export interface TreeHead {
  readonly size: number;
  /** Hex of the root over the leaves 0 to size - 1. */
  readonly root: string;
  /** ISO 8601, UTC. */
  readonly at: string;
  /** Hex of the SHA-256 of the batch's marks; see the table audit.heads. */
  readonly marks: string;
}

/** A head that can be kept anywhere outside the database, as JSON, to find a rollback later. */
export interface SignedHead extends TreeHead {
  readonly keyId: string;
  /** Base64. */
  readonly signature: string;
}

/** The bytes of a mark: enough to tell which leaf differs, short enough to keep one for each. */
export const markLength = 4;

export const marksOf = (leaves: readonly Buffer[]): Buffer => Buffer.concat(leaves.map((leaf) => leaf.subarray(0, markLength)));

/** The mark of one leaf in hex. */
export const markOf = (leaf: Buffer): string => leaf.toString('hex', 0, markLength);

export const marksDigest = (marks: Buffer): string => hash('sha256', marks, 'hex');

/** The type keeps a signature from being passed off as one over something else. */
const signedBytes = ({ size, root, at, marks }: TreeHead): Buffer => canonicalBytes({ type: 'tabadul-audit-head-1', size, root, at, marks });

export function signHead(head: TreeHead, key: SigningKey): SignedHead {
  const signature = sign(null, signedBytes(head), key.privateKey).toString('base64');
  return { ...head, keyId: key.id, signature };
}

export type SignatureState = 'good' | 'bad' | 'unknown-key';

export function checkSignature(head: SignedHead, publicKeys: PublicKeys): SignatureState {
  const key: KeyObject | undefined = publicKeys.get(head.keyId);
  if (key === undefined) return 'unknown-key';
  return verify(null, signedBytes(head), key, Buffer.from(head.signature, 'base64')) ? 'good' : 'bad';
}
