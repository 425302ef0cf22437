import { z } from 'zod';
import { asciiDigits } from './clean-text.ts';

export type Precision = 'year' | 'month' | 'day';

/** A date as exactly as it is known: `2021`, `2021-03` or `2021-03-14`, and whether it was inferred. */
export interface PartialDate {
  readonly date: string;
  readonly precision: Precision;
  readonly inferred?: boolean;
}

const pattern = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/;
export const partialDateSchema = z
  .object({ date: z.string(), precision: z.enum(['year', 'month', 'day']), inferred: z.boolean().optional() })
  .refine((d) => parsePartialDate(d.date)?.precision === d.precision, { params: { code: 'date.unknown' } });

/** Reads year, year-month or year-month-day in either digit set; undefined when there is no such date. */
export function parsePartialDate(raw: string): PartialDate | undefined {
  const match = pattern.exec(asciiDigits(raw.trim()));
  if (!match) return undefined;
  const [date, year, month, day] = match;
  if (Number(year) < 1000) return undefined;
  if (!month) return { date, precision: 'year' };
  if (Number(month) < 1 || Number(month) > 12) return undefined;
  if (!day) return { date, precision: 'month' };
  const last = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
  return Number(day) >= 1 && Number(day) <= last ? { date, precision: 'day' } : undefined;
}

/** Earliest day the date can mean, as yyyy-mm-dd: for sorting and for comparing two dates. */
export const earliestDay = (d: PartialDate): string => (d.date.length === 4 ? `${d.date}-01-01` : d.date.length === 7 ? `${d.date}-01` : d.date);

/** True when every day `a` can mean lies before every day `b` can mean. */
export const isBefore = (a: PartialDate, b: PartialDate): boolean => {
  const shared = Math.min(a.date.length, b.date.length);
  return a.date.slice(0, shared) < b.date.slice(0, shared);
};
