/** Whose words stay where both sides changed the same. */
export type Side = 'mine' | 'saved';

export interface Merged<T> {
  /** With the saved side where the two disagree and nobody decided. */
  readonly value: T;
  /** Where they disagree, as the form names it: `problem.ar`, `staff`, `partners`. */
  readonly conflicts: readonly string[];
}

type Record_ = Readonly<Record<string, unknown>>;
const isRecord = (value: unknown): value is Record_ => typeof value === 'object' && value !== null && !Array.isArray(value);
/** One language of a text: its words count, its revision does not. */
const isWords = (value: unknown): value is { readonly text: string } => isRecord(value) && typeof value.text === 'string' && 'rev' in value;
/** A figure is one thing: its value without its qualifier would say something nobody wrote. */
const isFigure = (value: unknown): boolean => isRecord(value) && 'qualifier' in value;
const rowsOf = (value: unknown): readonly Record_[] | undefined => (Array.isArray(value) && value.every(isRecord) ? value : undefined);

/** Whether two parts of a version say the same. What is not there and what is null are both nothing. */
export function saysTheSame(a: unknown, b: unknown): boolean {
  if (isWords(a) && isWords(b)) return a.text === b.text;
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((item, index) => saysTheSame(item, b[index]));
  if (isRecord(a) && isRecord(b)) return [...new Set([...Object.keys(a), ...Object.keys(b)])].every((key) => saysTheSame(a[key], b[key]));
  return (a ?? null) === (b ?? null);
}

/**
 * Brings together what two people made of the same text. A part that one of them left alone is as the other made it;
 * where both changed the same, `decide` says whose words stay, and what it leaves open is a conflict. Rows of a list
 * are merged one by one as long as neither side added or took one out.
 */
export function mergeThree<T>(base: unknown, mine: T, saved: T, decide: (path: string) => Side | undefined = () => undefined): Merged<T> {
  const conflicts: string[] = [];
  const merge = (path: string, old: unknown, own: unknown, other: unknown): unknown => {
    if (saysTheSame(own, old) || saysTheSame(own, other)) return other;
    if (saysTheSame(other, old)) return own;
    if (isRecord(own) && isRecord(other) && !isWords(own) && !isFigure(own)) {
      const before = isRecord(old) ? old : {};
      const keys = [...new Set([...Object.keys(own), ...Object.keys(other)])];
      return Object.fromEntries(
        keys.map((key) => [key, merge(inside(path, key), before[key], own[key], other[key])]).filter(([, value]) => value !== undefined),
      );
    }
    const [rows, ownRows, otherRows] = [rowsOf(old), rowsOf(own), rowsOf(other)];
    if (rows && ownRows && otherRows && rows.length === ownRows.length && rows.length === otherRows.length)
      return rows.map((row, index) => merge(inside(path, String(index)), row, ownRows[index], otherRows[index]));
    const side = decide(path);
    if (!side) conflicts.push(path);
    return side === 'mine' ? own : other;
  };
  return { value: merge('', base, mine, saved) as T, conflicts };
}

/** A form names the language directly under the field. */
const inside = (path: string, key: string): string => (key === 'texts' ? path : path === '' ? key : `${path}.${key}`);

/** Lists of things with an identity: what the other side has, without what I took out, with what I added. */
export function mergeSets<T>(base: readonly T[], mine: readonly T[], saved: readonly T[], identity: (item: T) => string): T[] {
  const has = (list: readonly T[], item: T): boolean => list.some((one) => identity(one) === identity(item));
  return [...saved.filter((item) => has(mine, item) || !has(base, item)), ...mine.filter((item) => !has(base, item) && !has(saved, item))];
}
