import { z } from 'zod';
import { instant, text, wholeList } from '#platform/http/output.ts';

// The JSON of saved lists, for programs.

const list = z.object({ id: z.guid(), name: z.string(), note: z.string(), sharedAt: z.string().nullable(), updatedAt: instant });
const items = z.array(z.object({ code: z.string(), title: text, state: z.string(), grade: z.string().nullable(), note: z.string() }));

export const lists = wholeList(list.extend({ count: z.number().int() }));
export const oneList = list.extend({ items });
/** Without anything of its owner. */
export const sharedList = z.object({ name: z.string(), note: z.string(), items });
export const choice = z.object({ code: z.string(), lists: z.array(z.object({ id: z.guid(), name: z.string(), has: z.boolean() })) });
export const byId = z.object({ id: z.guid() });
export const shared = byId.extend({ key: z.string() });
