import { z } from 'zod';
import { asciiDigits, cleanLine, cleanText } from '#platform/values/clean-text.ts';
import { textValues } from '#platform/values/written-text.ts';
import type { EditableCollection } from './read-collections.ts';

export const itemsAtMost = 100;

const line = (max: number) => z.string().transform(cleanLine).pipe(z.string().max(max)).optional();
const text = (max: number) => z.string().transform(cleanText).pipe(z.string().max(max)).optional();
export const title = z.strictObject({ ar: line(100), en: line(100) });
export const slug = z
  .string()
  .max(60)
  .regex(/^(?!new$)[a-z0-9]+(-[a-z0-9]+)*$/, { error: 'form' });

export const collectionForm = {
  title,
  introduction: z.strictObject({ ar: text(5_000), en: text(5_000) }).optional(),
  items: z
    .array(
      z.strictObject({
        code: z
          .string()
          .max(20)
          .transform((typed) => typed.trim().toUpperCase()),
        place: z
          .string()
          .or(z.number())
          .optional()
          .transform((typed) => asciiDigits(String(typed ?? '')).trim())
          .pipe(z.string().regex(/^\d{0,4}$/)),
        note: z.strictObject({ ar: text(600), en: text(600) }).optional(),
      }),
    )
    .max(itemsAtMost)
    .optional(),
};

/** Names of the fields, for saying what is wrong. */
export const collectionLabels = {
  title: 'collections.title-field',
  slug: 'collections.slug',
  introduction: 'collections.introduction',
  'items.*.code': 'collections.item-code',
  'items.*.place': 'collections.item-place',
  'items.*.note': 'collections.item-note',
} as const;

/** The form as it opens: a row for each practice, numbered in tens so that one can be put between two. */
export const collectionValues = ({ collection, items }: EditableCollection): Record<string, string> => ({
  rev: String(collection.rev),
  ...textValues('title', collection.title),
  ...textValues('introduction', collection.introduction),
  ...Object.assign(
    {},
    ...items.map((item, index) => ({
      [`items.${index}.code`]: item.code,
      [`items.${index}.place`]: String((index + 1) * 10),
      ...textValues(`items.${index}.note`, item.note),
    })),
  ),
});
