import { hash } from 'node:crypto';

/** Merkle tree of RFC 6962 section 2.1 over SHA-256. Pure; leaves and nodes are 32-byte buffers. */
export const hashLength = 32;
const leafPrefix = Buffer.from([0]);
const node = Buffer.alloc(1 + 2 * hashLength, 1);

/** By way of a string: measured 0.6 µs for a leaf, against 1.4 µs when the hash makes a buffer of its own. */
const sha256 = (bytes: Uint8Array): Buffer => Buffer.from(hash('sha256', bytes, 'binary'), 'latin1');

/** The hash of bytes that already begin with the leaf prefix 0x00, so that a page of leaves is hashed without copies. */
export const prefixedLeafHash = (prefixed: Uint8Array): Buffer => sha256(prefixed);

export const leafHash = (body: Uint8Array): Buffer => prefixedLeafHash(Buffer.concat([leafPrefix, body]));

export function nodeHash(left: Buffer, right: Buffer): Buffer {
  left.copy(node, 1);
  right.copy(node, 1 + hashLength);
  return sha256(node);
}

/** All that is needed of a tree to append to it: the roots of its perfect subtrees, left to right. */
export interface Frontier {
  size: number;
  readonly nodes: Buffer[];
}

export const emptyFrontier = (): Frontier => ({ size: 0, nodes: [] });

/** Adds one leaf at the right end. Two subtrees of one height become one, as a carry does in binary addition. */
export function appendLeaf(frontier: Frontier, leaf: Buffer): void {
  const { nodes } = frontier;
  nodes.push(leaf);
  for (let carry = frontier.size; carry % 2 === 1; carry = (carry - 1) / 2) {
    const right = nodes.pop() as Buffer;
    const left = nodes.pop() as Buffer;
    nodes.push(nodeHash(left, right));
  }
  frontier.size += 1;
}

export function frontierRoot({ nodes }: Frontier): Buffer {
  return nodes.length === 0 ? sha256(Buffer.alloc(0)) : nodes.reduceRight((right, left) => nodeHash(left, right));
}

export const frontierBytes = ({ nodes }: Frontier): Buffer => Buffer.concat(nodes);

/** Reads what `frontierBytes` wrote for a tree of this size. Undefined if the length does not fit the size. */
export function readFrontier(size: number, bytes: Buffer): Frontier | undefined {
  const count = size.toString(2).replaceAll('0', '').length;
  if (bytes.length !== count * hashLength) return undefined;
  return { size, nodes: Array.from({ length: count }, (_, i) => bytes.subarray(i * hashLength, (i + 1) * hashLength)) };
}

export function rootOf(leaves: readonly Buffer[]): Buffer {
  const frontier = emptyFrontier();
  for (const leaf of leaves) appendLeaf(frontier, leaf);
  return frontierRoot(frontier);
}

/** Answers the root of the subtree over the leaves `from` to `to - 1`. */
export type RangeRoot = (from: number, to: number) => Buffer;

/** Where RFC 6962 splits a subtree of two leaves or more: after the largest power of two below its size. */
export const splitOf = (from: number, to: number): number => from + 2 ** Math.floor(Math.log2(to - from - 1));

/** Subtree roots from the leaves themselves. */
export const rangeRootOf =
  (leaves: readonly Buffer[]): RangeRoot =>
  (from, to) =>
    rootOf(leaves.slice(from, to));

/** Subtree roots of a tree of which only the frontier and the leaves after it are at hand. */
export function rangeRootAfter(frontier: Frontier, leaves: readonly Buffer[]): RangeRoot {
  const perfect = new Map<number, Buffer>();
  let start = 0;
  for (const root of frontier.nodes) {
    perfect.set(start, root);
    start += 2 ** Math.floor(Math.log2(frontier.size - start));
  }
  const rangeRoot: RangeRoot = (from, to) => {
    if (from >= frontier.size) return rootOf(leaves.slice(from - frontier.size, to - frontier.size));
    if (to <= frontier.size) return perfect.get(from) as Buffer;
    const split = splitOf(from, to);
    return nodeHash(rangeRoot(from, split), rangeRoot(split, to));
  };
  return rangeRoot;
}

/** The siblings on the way from leaf `seq` up to the root of a tree of `size` leaves, lowest first. */
export function inclusionPath(seq: number, size: number, rangeRoot: RangeRoot): Buffer[] {
  const path: Buffer[] = [];
  let from = 0;
  let to = size;
  while (to - from > 1) {
    const split = splitOf(from, to);
    if (seq < split) {
      path.unshift(rangeRoot(split, to));
      to = split;
    } else {
      path.unshift(rangeRoot(from, split));
      from = split;
    }
  }
  return path;
}

export interface Inclusion {
  readonly leaf: Buffer;
  readonly seq: number;
  readonly size: number;
  readonly path: readonly Buffer[];
}

/** The root that an inclusion path leads to (RFC 9162 section 2.1.3.2). Undefined if the path has the wrong length. */
export function rootFromPath({ leaf, seq, size, path }: Inclusion): Buffer | undefined {
  let root = leaf;
  let index = seq;
  let last = size - 1;
  for (const sibling of path) {
    if (last <= 0) return undefined;
    if (index % 2 === 1 || index === last) {
      root = nodeHash(sibling, root);
      while (index % 2 === 0 && index !== 0) {
        index /= 2;
        last = Math.floor(last / 2);
      }
    } else {
      root = nodeHash(root, sibling);
    }
    index = Math.floor(index / 2);
    last = Math.floor(last / 2);
  }
  return last === 0 && index === 0 ? root : undefined;
}

export const verifyInclusion = (inclusion: Inclusion, root: Buffer): boolean => rootFromPath(inclusion)?.equals(root) ?? false;
