import { z } from 'zod';
import { isUuid } from '#platform/values/ids.ts';

/** Input of a list that goes on after the row with an id; anything else is its beginning. */
export const pageByIdInput = {
  after: z
    .string()
    .max(80)
    .optional()
    .transform((typed) => (typed !== undefined && isUuid(typed) ? typed : null)),
  limit: z.coerce.number().int().min(1).max(100).default(50),
};

export interface PageById<Row> {
  readonly rows: readonly Row[];
  /** The `after` of the page that follows; null on the last page. */
  readonly next: string | null;
}

/** The page of a list of which one row more than `limit` was asked. */
export function pageById<Row extends { readonly id: string }>(rows: readonly Row[], limit: number): PageById<Row> {
  const shown = rows.slice(0, limit);
  return { rows: shown, next: rows.length > limit ? (shown.at(-1)?.id ?? null) : null };
}
