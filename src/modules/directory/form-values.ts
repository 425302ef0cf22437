import { z } from 'zod';
import type { FormState } from '#platform/http/route.ts';
import { cleanLine } from '#platform/values/clean-text.ts';

// A field that is absent keeps what it has, an empty one is emptied: the forms send every field, programs what they change.

/** One line of text. */
export const line = (max: number) =>
  z
    .string()
    .max(max)
    .optional()
    .transform((text) => (text === undefined ? undefined : cleanLine(text)));

/** One text in both languages. */
export const both = (max: number) => z.strictObject({ ar: line(max), en: line(max) }).optional();

/** One of the values, or none. */
export const choice = <const T extends readonly [string, ...string[]]>(values: T) =>
  z
    .union([z.literal(''), z.enum(values)])
    .optional()
    .transform((value) => (value === '' ? null : value));

/** A single checkbox: its form sends an empty field beside it, so that "not ticked" arrives too. */
export const flag = z
  .union([z.boolean(), z.enum(['', 'yes']), z.array(z.enum(['', 'yes']))])
  .optional()
  .transform((value) => (value === undefined ? undefined : [value].flat().some((one) => one === true || one === 'yes')));

/** Any number of the values, each once. */
export const several = (values: readonly string[]) =>
  z
    .union([z.string(), z.array(z.string())])
    .optional()
    .transform((value, ctx) => {
      if (value === undefined) return undefined;
      const chosen = [...new Set([value].flat().filter((one) => one !== ''))];
      for (const one of chosen) if (!values.includes(one)) ctx.addIssue({ code: 'custom', params: { code: 'input.not-a-choice', value: one.slice(0, 60) } });
      return chosen;
    });

/** The rows of other names; a row left empty is no name. */
export const aliasRows = z
  .array(z.strictObject({ ar: line(200), en: line(200) }))
  .max(20)
  .optional();

/** The revision the writer started from. */
export const revision = z.coerce.number().int().min(1);

/** A refused form on the record's present revision if somebody else was faster; any other refusal keeps the revision it started from. */
export const onRevision = (state: FormState, rev: number): FormState =>
  state.refusal?.code === 'directory.edited-meanwhile' ? { ...state, values: { ...state.values, rev: String(rev) } } : state;
