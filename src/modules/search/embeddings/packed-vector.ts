/** A vector of length 1 in a byte per number: 4 bytes with the scale, then the numbers as shares of the largest. */
export function packVector(vector: Float32Array): Uint8Array<ArrayBuffer> {
  const length = Math.sqrt(vector.reduce((sum, one) => sum + one * one, 0));
  const largest = vector.reduce((most, one) => Math.max(most, Math.abs(one)), 0);
  const packed = new Uint8Array(4 + vector.length);
  new DataView(packed.buffer).setFloat32(0, largest / length / 127, true);
  const numbers = new Int8Array(packed.buffer, 4);
  for (const [at, one] of vector.entries()) numbers[at] = Math.round((one / largest) * 127);
  return packed;
}

export interface PackedVector {
  readonly scale: number;
  readonly numbers: Int8Array;
}

export function unpackVector(packed: Uint8Array): PackedVector {
  const copy = packed.slice();
  return { scale: new DataView(copy.buffer).getFloat32(0, true), numbers: new Int8Array(copy.buffer, 4) };
}

/** The cosine of the angle between two vectors, to about a hundredth; 0 when they are not of one model. */
export function likenessOf(a: PackedVector, b: PackedVector): number {
  const { length } = a.numbers;
  if (length !== b.numbers.length) return 0;
  let sum = 0;
  for (let at = 0; at < length; at += 1) sum += (a.numbers[at] as number) * (b.numbers[at] as number);
  return sum * a.scale * b.scale;
}
