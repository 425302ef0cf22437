import { roomFor } from './growable.ts';

/**
 * The word numbers of every text, in order, in blocks that never move: growing copies nothing, and a million
 * texts need no array of half a gigabyte. A text lies within one block.
 */
export interface TokenStore {
  readonly blocks: Uint32Array<ArrayBuffer>[];
  /** Of each record: block number * blockSize + place in the block; and how many tokens follow. */
  starts: Float64Array<ArrayBuffer>;
  lengths: Uint32Array<ArrayBuffer>;
  used: number;
}

/** Separates the fields of a text; it is no word number. */
export const fieldEnd = 0xffff_ffff;
const blockSize = 1 << 20;

export const newTokenStore = (): TokenStore => ({ blocks: [], starts: new Float64Array(64), lengths: new Uint32Array(64), used: blockSize });

/** Keeps the tokens of a record's text; at most `blockSize` of them. */
export function putTokens(store: TokenStore, record: number, tokens: readonly number[] | Uint32Array): void {
  const length = Math.min(tokens.length, blockSize);
  if (store.used + length > blockSize) {
    store.blocks.push(new Uint32Array(blockSize));
    store.used = 0;
  }
  store.starts = roomFor(store.starts, record + 1);
  store.lengths = roomFor(store.lengths, record + 1);
  const block = store.blocks.at(-1) as Uint32Array<ArrayBuffer>;
  block.set(length < tokens.length ? tokens.slice(0, length) : tokens, store.used);
  store.starts[record] = (store.blocks.length - 1) * blockSize + store.used;
  store.lengths[record] = length;
  store.used += length;
}

const none = new Uint32Array(0);

/** The tokens of a record, empty when it has no text in this language. */
export function tokensOf(store: TokenStore, record: number): Uint32Array {
  const length = record < store.lengths.length ? (store.lengths[record] as number) : 0;
  if (length === 0) return none;
  const start = store.starts[record] as number;
  const at = start % blockSize;
  return (store.blocks[(start - at) / blockSize] as Uint32Array).subarray(at, at + length);
}
