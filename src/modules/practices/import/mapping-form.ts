import { z } from 'zod';
import { mappingSchema } from './mapping.ts';

/** One word of the file and what it means; an empty meaning leaves it to be understood by itself, `-` leaves the field empty. */
const meaning = z.strictObject({ word: z.string().max(300), code: z.string().max(40) });
const meanings = z
  .union([z.record(z.string().max(300), z.string().max(40)), z.array(meaning).max(200)])
  .optional()
  .transform((given) =>
    Array.isArray(given)
      ? Object.fromEntries(given.filter(({ code }) => code !== '').map(({ word, code }) => [word, code === '-' ? '' : code]))
      : (given ?? {}),
  );

const { shape } = mappingSchema;

/** The mapping as a form sends it (a list of words with their meanings for each coded field) and as a program does (an object). */
export const mappingForm = z.strictObject({
  ...shape,
  id: z.guid().catch(''),
  values: z
    .strictObject({ country: meanings, level: meanings, type: meanings, cofog: meanings, cofogGroup: meanings, stage: meanings, licence: meanings })
    .partial()
    .optional()
    .transform((values) => Object.fromEntries(Object.entries(values ?? {}).filter(([, words]) => words && Object.keys(words).length > 0))),
});
