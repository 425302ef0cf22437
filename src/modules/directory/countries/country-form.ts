import { z } from 'zod';
import { textValues } from '#platform/values/written-text.ts';
import { aliasValues } from '../alias-rows.tsx';
import { aliasRows, both, flag } from '../form-values.ts';
import type { CountryRow } from '../queries.ts';

export const countryFields = { name: both(120), aliases: aliasRows, listed: flag };
export type CountryForm = Partial<z.infer<z.ZodObject<typeof countryFields>>>;

const newCountryCode = z
  .string()
  .max(60)
  .transform((text) => text.trim().toUpperCase())
  .refine((code) => /^[A-Z]{2}$/.test(code), { params: { code: 'directory.country-code-form' } });

const { name, ...others } = countryFields;
/** In the order of the form, which is that of its error summary. */
export const newCountryInput = z.strictObject({ name, code: newCountryCode, ...others });

const codeName = 'directory.code';
export const countryLabels = { code: codeName, name: 'directory.name', listed: 'directory.listing', 'aliases.*': 'directory.alias' } as const;

/** The country as the form's flat values. */
export const countryValues = (country: CountryRow): Record<string, string> => ({
  rev: String(country.rev),
  listed: country.listed ? 'yes' : '',
  ...textValues('name', country.name),
  ...aliasValues(country.aliases),
});
