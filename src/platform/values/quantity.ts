import { z } from 'zod';
import { asciiDigits } from './clean-text.ts';

/** domain.md section 0: "more than" is not "at least". */
export const qualifiers = ['exact', 'about', 'more_than', 'at_least', 'at_most'] as const;
export type Qualifier = (typeof qualifiers)[number];

/** A number with what its source says of its exactness. It is never shown without its qualifier. */
export interface Quantity {
  readonly value: number;
  readonly qualifier: Qualifier;
}
export const quantitySchema = z.object({ value: z.number(), qualifier: z.enum(qualifiers) });

/** Reads "1,200", "12.5", "١٢٫٥" or "−3"; undefined when it is not a number. Never guesses. */
export function parseNumber(raw: string): number | undefined {
  const text = asciiDigits(raw.trim()).replace(/^\u2212/, '-');
  if (!/^-?(\d{1,3}(,\d{3})+|\d+)(\.\d+)?$/.test(text)) return undefined;
  const value = Number(text.replaceAll(',', ''));
  return Number.isFinite(value) && Math.abs(value) <= 1e15 ? value : undefined;
}

/** A number as a person would type it, so that `parseNumber` reads it again: never 1e-7. */
export const plainNumber = (value: number): string => {
  const text = String(value);
  return text.includes('e') ? value.toFixed(20).replace(/\.?0+$/, '') : text;
};
