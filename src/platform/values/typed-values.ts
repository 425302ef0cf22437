import { z } from 'zod';
import { asciiDigits } from './clean-text.ts';
import { parsePartialDate } from './partial-date.ts';
import { parseNumber, qualifiers } from './quantity.ts';

/** What a person types or a program sends, field by field. Absent keeps what the record has; empty empties it. */
export const text = (max: number) => z.strictObject({ ar: z.string().max(max).optional(), en: z.string().max(max).optional() }).optional();

export const choice = <const T extends readonly [string, ...string[]]>(values: T) =>
  z
    .union([z.literal(''), z.enum(values)])
    .optional()
    .transform((value) => (value === '' ? null : value));

const many = z
  .union([z.string(), z.array(z.string())])
  .optional()
  .transform((value) => (value === undefined ? undefined : [...new Set([value].flat().filter((one) => one !== ''))]));

/** The values of a filter in an address: what has not their form is left out, as if it had not been asked. At most 50. */
export const filterValues = (form: RegExp) =>
  z
    .union([z.string(), z.array(z.string())])
    .optional()
    .transform((value) => [...new Set([value ?? []].flat().filter((one) => form.test(one)))].slice(0, 50));

export const codes = (form: RegExp, max: number) =>
  many
    .refine((list) => (list ?? []).every((code) => form.test(code)), { params: { code: 'input.unknown-code' } })
    .refine((list) => (list ?? []).length <= max, { params: { code: 'input.too-many-items', n: max } });

export const choices = <const T extends readonly [string, ...string[]]>(values: T) => many.pipe(z.array(z.enum(values)).optional());

/** A date as typed: empty is not known. */
export const date = z
  .string()
  .max(20)
  .optional()
  .transform((typed, ctx) => {
    if (typed === undefined) return undefined;
    if (typed.trim() === '') return null;
    const parsed = parsePartialDate(typed);
    if (!parsed) ctx.addIssue({ code: 'custom', params: { code: 'date.unknown' } });
    return parsed ?? null;
  });

/** A day as typed, in either digit set; empty is none. */
export const day = z
  .string()
  .max(20)
  .optional()
  .transform((typed, ctx) => {
    if (!typed?.trim()) return null;
    const parsed = parsePartialDate(typed);
    if (parsed?.precision === 'day') return parsed.date;
    ctx.addIssue({ code: 'custom', params: { code: 'input.day-needed' } });
    return null;
  });

/** A number as typed, in either digit set: empty is not known. */
export const number = z
  .union([z.string().max(40), z.number()])
  .optional()
  .transform((typed, ctx) => {
    if (typed === undefined || typed === '') return null;
    const parsed = parseNumber(String(typed));
    if (parsed === undefined) ctx.addIssue({ code: 'custom', params: { code: 'input.number', value: String(typed).slice(0, 40) } });
    return parsed ?? null;
  });

/** A number that counts something: zero or more. */
export const amount = number.refine((value) => value === null || value >= 0, { params: { code: 'input.too-small', min: 0 } });

export const year = number.refine((value) => value === null || (Number.isInteger(value) && value >= 1900 && value <= 2200), {
  params: { code: 'input.bad-year' },
});

export const qualifier = z.enum(qualifiers).optional().default('exact');
export const quantity = z.strictObject({ value: amount, qualifier }).optional();

/** 1 to 5; empty is not rated. */
export const rating = z
  .union([z.string().max(4), z.number()])
  .optional()
  .transform((typed, ctx) => {
    if (typed === undefined || typed === '') return null;
    const value = Number(asciiDigits(String(typed)));
    if ([1, 2, 3, 4, 5].includes(value)) return value;
    ctx.addIssue({ code: 'custom', params: { code: 'input.bad-rating' } });
    return null;
  });

const currencies = new Set(Intl.supportedValuesOf('currency'));
/** A currency of ISO 4217, in either case; empty is not said. */
export const currency = z
  .string()
  .max(20)
  .optional()
  .transform((typed) => (typed ?? '').trim().toUpperCase())
  .refine((code) => code === '' || currencies.has(code), { params: { code: 'input.unknown-currency' } });

/** A mail address; empty is none. */
export const email = z
  .string()
  .max(254)
  .optional()
  .transform((typed) => typed?.trim())
  .pipe(z.union([z.email(), z.literal('')]).optional())
  .transform((typed) => (typed === '' ? null : typed));
