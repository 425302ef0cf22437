import { InvalidInput } from '#platform/errors/errors.ts';

const forbidden = new Set(['__proto__', 'constructor', 'prototype']);
const maxDepth = 6;
const maxItems = 200;

/** Fields of a form that the edge itself reads. */
export const edgeFields = new Set(['_csrf', '_key']);

/**
 * Makes the object that a form's flat names describe: `title.ar`, `results.0.name.en`. The same name
 * twice becomes a list (checkboxes). Names that reach for prototypes or nest too deep are InvalidInput.
 */
export function nestFields(flat: Readonly<Record<string, string | string[]>>): Record<string, unknown> {
  const root: Record<string, unknown> = Object.create(null);
  for (const [name, value] of Object.entries(flat)) {
    if (edgeFields.has(name)) continue;
    const path = name.split('.');
    if (path.length > maxDepth || path.some((part) => part === '' || forbidden.has(part)))
      throw new InvalidInput('input.bad-field-name', { name: name.slice(0, 80) });
    let at = root;
    for (const part of path.slice(0, -1)) {
      const next = at[part];
      if (next !== undefined && (typeof next !== 'object' || Array.isArray(next))) throw new InvalidInput('input.bad-field-name', { name: name.slice(0, 80) });
      at[part] = next ?? Object.create(null);
      at = at[part] as Record<string, unknown>;
    }
    at[path.at(-1) as string] = value;
  }
  return lists(root) as Record<string, unknown>;
}

/** Objects whose names are all numbers become lists in that order, without the gaps of removed rows. */
function lists(value: unknown): unknown {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
  const entries = Object.entries(value).map(([key, inner]) => [key, lists(inner)] as const);
  if (entries.length > 0 && entries.every(([key]) => /^\d{1,4}$/.test(key))) {
    if (entries.length > maxItems) throw new InvalidInput('input.too-many-items', { n: maxItems });
    return entries.sort(([a], [b]) => Number(a) - Number(b)).map(([, inner]) => inner);
  }
  return Object.fromEntries(entries);
}
