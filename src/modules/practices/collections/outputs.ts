import { z } from 'zod';
import { instant, text, wholeList } from '#platform/http/output.ts';

// The JSON of collections, for programs.

const collection = z.object({ slug: z.string(), title: text, state: z.enum(['draft', 'published']), publishedAt: instant.nullable() });

export const collections = wholeList(collection.extend({ count: z.number().int() }));
export const oneCollection = collection.extend({
  introduction: text.nullable(),
  items: z.array(z.object({ code: z.string(), title: text, state: z.string(), grade: z.string().nullable(), note: text.nullable() })),
});
export const editableCollection = z.object({
  slug: z.string(),
  rev: z.number().int(),
  title: text,
  introduction: text.nullable(),
  items: z.array(z.object({ code: z.string(), note: text.nullable() })),
});
export const bySlug = z.object({ slug: z.string() });
export const savedCollection = bySlug.extend({ rev: z.number().int() });
