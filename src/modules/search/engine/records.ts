import { roomFor } from './growable.ts';

/** What can be searched, without its texts. `key` is kind and id; `when` is for sorting, in ms. */
export interface RecordFacts {
  readonly key: string;
  readonly audiences: readonly string[];
  /** Values by facet: `{ kind: ['practice'], country: ['QM'] }`. */
  readonly facets: Readonly<Record<string, readonly string[]>>;
  readonly when: number;
}

/** The columns of all records, by record number. A changed record gets a new number; the old one is dead. */
export interface Records {
  readonly numbers: Map<string, number>;
  readonly keys: string[];
  /** The set of audiences of each record, as a number; 0 is nobody: a dead record. */
  classes: Uint32Array<ArrayBuffer>;
  /** The kind of each record, the part of its key before the colon, as a number. */
  kinds: Uint8Array<ArrayBuffer>;
  readonly kindIds: Map<string, number>;
  readonly audienceSets: (readonly string[])[];
  readonly classIds: Map<string, number>;
  /** Facet values of record r: `values` from `valueStarts[r]` to `valueStarts[r + 1]`. */
  readonly facetValues: { readonly facet: string; readonly value: string }[];
  readonly valueIds: Map<string, number>;
  valueStarts: Uint32Array<ArrayBuffer>;
  values: Uint32Array<ArrayBuffer>;
  when: Float64Array<ArrayBuffer>;
  /** Breaks ties between equal scores by the key alone, so that no other record can change the order. */
  ties: Float64Array<ArrayBuffer>;
  dead: number;
}

export const everybody = 'public';

export const newRecords = (): Records => ({
  numbers: new Map(),
  keys: [],
  classes: new Uint32Array(64),
  kinds: new Uint8Array(64),
  kindIds: new Map(),
  audienceSets: [[]],
  classIds: new Map([['', 0]]),
  facetValues: [],
  valueIds: new Map(),
  valueStarts: new Uint32Array(64),
  values: new Uint32Array(256),
  when: new Float64Array(64),
  ties: new Float64Array(64),
  dead: 0,
});

export const isPublic = (records: Records, record: number): boolean =>
  (records.audienceSets[records.classes[record] as number] as readonly string[]).includes(everybody);

/** Adds a record under the next number. An earlier record of the same key must have been removed. */
export function addRecord(records: Records, { key, audiences, facets, when }: RecordFacts): number {
  const record = records.keys.push(key) - 1;
  records.numbers.set(key, record);
  records.classes = roomFor(records.classes, record + 1);
  records.classes[record] = classOf(records, audiences);
  records.kinds = roomFor(records.kinds, record + 1);
  records.kinds[record] = kindOf(records, key);
  records.when = roomFor(records.when, record + 1);
  records.when[record] = when;
  records.ties = roomFor(records.ties, record + 1);
  records.ties[record] = hashOf(key);
  addValues(records, record, facets);
  return record;
}

/** Marks the record dead; nobody may see it from now on. Its number is gone for good. */
export function removeRecord(records: Records, key: string): void {
  const record = records.numbers.get(key);
  if (record === undefined) return;
  records.numbers.delete(key);
  records.classes[record] = 0;
  records.dead += 1;
}

function kindOf({ kindIds }: Records, key: string): number {
  const kind = key.slice(0, key.indexOf(':'));
  const known = kindIds.get(kind);
  if (known !== undefined) return known;
  kindIds.set(kind, kindIds.size);
  return kindIds.size - 1;
}

function classOf(records: Records, audiences: readonly string[]): number {
  const sorted = [...new Set(audiences)].sort();
  const name = sorted.join('\n');
  const known = records.classIds.get(name);
  if (known !== undefined) return known;
  const id = records.audienceSets.push(sorted) - 1;
  records.classIds.set(name, id);
  return id;
}

function addValues(records: Records, record: number, facets: RecordFacts['facets']): void {
  records.valueStarts = roomFor(records.valueStarts, record + 2);
  let end = records.valueStarts[record] as number;
  for (const [facet, values] of Object.entries(facets))
    for (const value of new Set(values)) {
      records.values = roomFor(records.values, end + 1);
      records.values[end] = valueId(records, facet, value);
      end += 1;
    }
  records.valueStarts[record + 1] = end;
}

function valueId(records: Records, facet: string, value: string): number {
  const name = `${facet}\n${value}`;
  const known = records.valueIds.get(name);
  if (known !== undefined) return known;
  const id = records.facetValues.push({ facet, value }) - 1;
  records.valueIds.set(name, id);
  return id;
}

/** The facet values of a record, by facet. */
export function facetsOf(records: Records, record: number): Record<string, string[]> {
  const facets: Record<string, string[]> = {};
  for (let at = records.valueStarts[record] as number; at < (records.valueStarts[record + 1] as number); at += 1) {
    const { facet, value } = records.facetValues[records.values[at] as number] as { facet: string; value: string };
    facets[facet] = [...(facets[facet] ?? []), value];
  }
  return facets;
}

/** Which sets of audiences a reader belongs to: 1 per class that may be seen. */
export function allowedClasses(records: Records, readers: readonly string[]): Uint8Array {
  const reader = new Set(readers);
  return Uint8Array.from(records.audienceSets, (audiences) => (audiences.some((audience) => reader.has(audience)) ? 1 : 0));
}

/** 53 bits of a text, evenly spread (cyrb53, public domain). */
function hashOf(text: string): number {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    high = Math.imul(high ^ code, 2_654_435_761);
    low = Math.imul(low ^ code, 1_597_334_677);
  }
  high = Math.imul(high ^ (high >>> 16), 2_246_822_507) ^ Math.imul(low ^ (low >>> 13), 3_266_489_909);
  low = Math.imul(low ^ (low >>> 16), 2_246_822_507) ^ Math.imul(high ^ (high >>> 13), 3_266_489_909);
  return 4_294_967_296 * (2_097_151 & low) + (high >>> 0);
}
