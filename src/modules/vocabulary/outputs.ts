import { z } from 'zod';
import { pageOf, text } from '#platform/http/output.ts';

// The JSON of this module, for programs.

const scheme = z.object({ code: z.string(), name: text, source: z.string(), concepts: z.number().int() });
const concept = z.object({ scheme: z.string(), code: z.string(), parent: z.string().nullable(), label: text });

export const schemePage = pageOf(scheme);
export const conceptPage = pageOf(concept).extend({ scheme });
export const editableConcept = z.object({ scheme: z.string(), code: z.string(), rev: z.number().int(), label: text });
export const savedConcept = z.looseObject({ scheme: z.string(), code: z.string() });
