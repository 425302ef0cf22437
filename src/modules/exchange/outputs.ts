import { z } from 'zod';
import { instant, pageOf, text } from '#platform/http/output.ts';

// The JSON of needs, for programs.

const state = z.enum(['open', 'matched', 'met', 'withdrawn']);
const need = z.object({
  no: z.number().int(),
  title: text,
  entity: z.string().nullable(),
  country: z.string().nullable(),
  state,
  cofog: z.array(z.string()),
  sdg: z.array(z.string()),
  deadline: z.iso.date().nullable(),
  publishedAt: instant,
});
const practice = z.object({ code: z.string(), title: text });
const reason = z.object({
  part: z.string(),
  value: z.number(),
  points: z.number(),
  codes: z.array(z.string()),
  terms: z.array(z.string()),
  translations: z.array(z.object({ asked: z.string(), found: z.string() })),
});

export const needs = pageOf(need);
export const oneNeed = need.extend({
  rev: z.number().int(),
  problem: text,
  budget: z.number().nullable(),
  currency: z.string().nullable(),
  months: z.number().int().nullable(),
  languages: z.array(z.enum(['ar', 'en'])),
  instruments: z.array(z.string()),
  answers: z.array(practice),
  /** Null while the search is loading. */
  matches: z.array(z.object({ practice, score: z.number(), reasons: z.array(reason) })).nullable(),
});
export const byNumber = z.object({ no: z.number().int() });
export const savedNeed = byNumber.extend({ rev: z.number().int() });
