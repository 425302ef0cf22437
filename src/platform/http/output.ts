import { z } from 'zod';
import { localizedTextSchema } from '#platform/values/localized-text.ts';

// What the JSON of answers is made of, for the `output` of routes.

/** An instant as programs get it: RFC 3339 in UTC. */
export const instant = z.iso.datetime().meta({ id: 'Instant' });

/** One text in up to two languages. */
export const text = localizedTextSchema.meta({ id: 'LocalizedText' });

/** A page of a list. `next` is the `after` of the page that follows; null on the last page. */
export const pageOf = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item), next: z.string().nullable() });

/** A list that is always given whole. */
export const wholeList = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item) });

/** What a write answers when there is nothing to say. */
export const nothing = z.object({});
