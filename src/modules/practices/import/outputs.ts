import { z } from 'zod';
import { instant, pageOf } from '#platform/http/output.ts';

// The JSON of imports, for programs.

const outcomes = ['created', 'changed', 'unchanged', 'failed', 'undone', 'kept'] as const;
const problem = z.looseObject({ field: z.string(), column: z.string().nullable(), code: z.string() });
const refusal = z.object({ code: z.string(), details: z.record(z.string(), z.unknown()) });
const mapping = z.looseObject({ source: z.looseObject({ key: z.string() }), orig: z.enum(['ar', 'en']), columns: z.record(z.string(), z.string()) });

export const importRecord = z.object({
  id: z.guid(),
  file: z.string(),
  format: z.enum(['csv', 'xlsx', 'json']),
  columns: z.array(z.string()),
  rows: z.number().int(),
  notes: z.array(z.object({ code: z.string(), details: z.record(z.string(), z.unknown()) })),
  mapping: mapping.nullable(),
  state: z.enum(['uploaded', 'checking', 'checked', 'running', 'done', 'undoing', 'undone', 'failed']),
  position: z.number().int(),
  counts: z.object(Object.fromEntries(outcomes.map((outcome) => [outcome, z.number().int()])) as Record<(typeof outcomes)[number], z.ZodNumber>),
  refusal: refusal.nullable(),
  createdAt: instant,
  changedAt: instant,
});
export const importPage = pageOf(importRecord);
export const mappingOffer = z.object({ columns: z.array(z.string()), mapping: mapping.nullable(), guessed: z.record(z.string(), z.string()) });
export const rowPage = pageOf(
  z.object({ line: z.number().int(), externalId: z.string().nullable(), outcome: z.enum(outcomes), code: z.string().nullable(), problems: z.array(problem) }),
);
export const byId = z.object({ id: z.guid() });
