import { z } from 'zod';
import { cleanLine } from '#platform/values/clean-text.ts';

/** What people narrow a search by, each with any of several values. */
export const facetNames = ['kind', 'country', 'field', 'grade'] as const;
export type FacetName = (typeof facetNames)[number];

export const sorts = ['best', 'newest', 'title'] as const;
export type Sort = (typeof sorts)[number];

/** A search as its address says it. */
export interface SearchFilters extends Readonly<Record<FacetName, readonly string[]>> {
  readonly q: string;
  /** Only texts in this language; empty for both. */
  readonly in: '' | 'ar' | 'en';
  readonly sort: Sort;
}

const many = (form: RegExp) =>
  z
    .union([z.string(), z.array(z.string())])
    .optional()
    .transform((value) => [...new Set([value ?? []].flat().filter((one) => form.test(one)))].slice(0, 50));

/** The parameters of a search; values of another form are passed over, as in an address somebody shortened. */
export const filterInput = {
  q: z
    .string()
    .max(1_000)
    .optional()
    .transform((text) => cleanLine(text ?? '')),
  kind: many(/^[a-z-]{1,30}$/),
  country: many(/^[A-Z]{2}$/),
  field: many(/^\d{2}$/),
  grade: many(/^(E[0-5]|none)$/),
  in: z.enum(['', 'ar', 'en']).optional().catch('').default(''),
  sort: z.enum(sorts).optional().catch('best').default('best'),
};

const schema = z.object(filterInput);

/** A search that was kept, read again; what no longer has the form is left out. */
export const storedFilters = (stored: unknown): SearchFilters => schema.parse(stored);

export const isFiltered = (filters: SearchFilters): boolean => filters.in !== '' || facetNames.some((name) => filters[name].length > 0);

export const withoutFilters = (filters: SearchFilters): SearchFilters => ({ ...filters, kind: [], country: [], field: [], grade: [], in: '' });

/** Path and query of a search, without the language. `after` says how many records were shown before. */
export function searchPath(filters: SearchFilters, after = 0): string {
  const query = new URLSearchParams();
  if (filters.q) query.set('q', filters.q);
  for (const name of facetNames) for (const value of filters[name]) query.append(name, value);
  if (filters.in) query.set('in', filters.in);
  if (filters.sort !== 'best') query.set('sort', filters.sort);
  if (after > 0) query.set('after', String(after));
  const text = query.toString();
  return text ? `/search?${text}` : '/search';
}
