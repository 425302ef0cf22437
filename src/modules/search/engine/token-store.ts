import { roomFor } from './growable.ts';

/**
 * The word numbers of every text, in order, in blocks that never move: growing copies nothing. Words are
 * numbered as they come, so common ones have small numbers, and a number takes as many bytes as it needs: 1.8
 * on average instead of 4. A text lies within one block.
 */
export interface TokenStore {
  readonly blocks: Uint8Array<ArrayBuffer>[];
  /** Of each record: block number * blockSize + place in the block; and how many tokens follow. */
  starts: Float64Array<ArrayBuffer>;
  lengths: Uint32Array<ArrayBuffer>;
  used: number;
  /** Where a text is unpacked; the next one takes its place. */
  unpacked: Uint32Array<ArrayBuffer>;
}

/** Separates the fields of a text; it is no word number. */
export const fieldEnd = 0xffff_ffff;
const blockSize = 1 << 20;
const mostBytesOfToken = 5;
/** So many always fit a block. */
const mostTokens = blockSize / 8;

export const newTokenStore = (): TokenStore => ({
  blocks: [],
  starts: new Float64Array(64),
  lengths: new Uint32Array(64),
  used: blockSize,
  unpacked: new Uint32Array(1024),
});

/** Keeps the tokens of a record's text; what is beyond `mostTokens` is left out. */
export function putTokens(store: TokenStore, record: number, tokens: readonly number[] | Uint32Array): void {
  const length = Math.min(tokens.length, mostTokens);
  if (store.used + length * mostBytesOfToken > blockSize) {
    store.blocks.push(new Uint8Array(blockSize));
    store.used = 0;
  }
  store.starts = roomFor(store.starts, record + 1);
  store.lengths = roomFor(store.lengths, record + 1);
  const block = store.blocks.at(-1) as Uint8Array<ArrayBuffer>;
  store.starts[record] = (store.blocks.length - 1) * blockSize + store.used;
  store.lengths[record] = length;
  let to = store.used;
  for (let at = 0; at < length; at += 1) {
    const token = tokens[at] as number;
    let rest = token === fieldEnd ? 0 : token + 1;
    for (; rest > 127; rest >>>= 7) block[to++] = (rest & 127) | 128;
    block[to++] = rest;
  }
  store.used = to;
}

/** The tokens of a record, empty when it has no text in this language. They are there until the next call. */
export function tokensOf(store: TokenStore, record: number): Uint32Array {
  const length = record < store.lengths.length ? (store.lengths[record] as number) : 0;
  if (store.unpacked.length < length) store.unpacked = new Uint32Array(length * 2);
  if (length > 0) {
    const { block, from } = placeIn(store, record);
    unpackTokens(block, from, length, store.unpacked);
  }
  return store.unpacked.subarray(0, length);
}

/** The same as bytes, for `unpackTokens`; with how many tokens they are. */
export function packedTokensOf(store: TokenStore, record: number): { bytes: Uint8Array; length: number } {
  const length = record < store.lengths.length ? (store.lengths[record] as number) : 0;
  if (length === 0) return { bytes: new Uint8Array(0), length };
  const { block, from } = placeIn(store, record);
  let end = from;
  for (let left = length; left > 0; end += 1) if ((block[end] as number) < 128) left -= 1;
  return { bytes: block.subarray(from, end), length };
}

function placeIn({ starts, blocks }: TokenStore, record: number): { block: Uint8Array; from: number } {
  const start = starts[record] as number;
  return { block: blocks[Math.floor(start / blockSize)] as Uint8Array, from: start % blockSize };
}

/** Unpacks so many tokens from a place on; returns the place after them. */
export function unpackTokens(block: Uint8Array, start: number, length: number, unpacked: Uint32Array): number {
  let from = start;
  for (let at = 0; at < length; at += 1) {
    let byte = block[from++] as number;
    let token = byte & 127;
    for (let shift = 7; byte > 127; shift += 7) {
      byte = block[from++] as number;
      token |= (byte & 127) << shift;
    }
    unpacked[at] = token === 0 ? fieldEnd : token - 1;
  }
  return from;
}
