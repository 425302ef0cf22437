type Column = Uint8Array<ArrayBuffer> | Uint16Array<ArrayBuffer> | Uint32Array<ArrayBuffer> | Float32Array<ArrayBuffer> | Float64Array<ArrayBuffer>;

/** The column itself while it has room for `length` values, else a copy with room for a half more. */
export function roomFor<C extends Column>(column: C, length: number): C {
  if (length <= column.length) return column;
  const wider = new (column.constructor as new (length: number) => C)(Math.max(length, Math.ceil(column.length * 1.5), 64));
  wider.set(column);
  return wider;
}
