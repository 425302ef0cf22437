import { z } from 'zod';
import { instant, pageOf, text, wholeList } from '#platform/http/output.ts';
import { partialDateSchema } from '#platform/values/partial-date.ts';
import { quantitySchema } from '#platform/values/quantity.ts';

// The JSON of this module, for programs.

const code = z.string();
const grade = z.enum(['E0', 'E1', 'E2', 'E3', 'E4', 'E5']).nullable();
const owner = z.object({ code: z.string(), name: text }).nullable();

export const listedPage = pageOf(
  z.object({
    code,
    state: z.string(),
    stage: z.string().nullable(),
    grade,
    country: z.string().nullable(),
    fields: z.array(z.string()),
    publishedAt: instant.nullable(),
    featured: z.boolean(),
    needsConfirmation: z.boolean(),
    title: text,
    subtitle: text.nullable(),
    type: z.string().nullable(),
    entity: owner,
  }),
);

const date = partialDateSchema.meta({ id: 'PartialDate' });
const reading = z.looseObject({ role: z.enum(['baseline', 'value', 'target']), quantity: quantitySchema, dated: date, verification: z.string() });
const indicator = z.looseObject({
  name: text,
  unit: text.nullable(),
  kind: z.enum(['outcome', 'output']),
  direction: z.enum(['increase', 'decrease']),
  method: text.nullable(),
  attribution: text.nullable(),
  comparison: text.nullable(),
  readings: z.array(reading),
});
const content = z.looseObject({
  title: text,
  subtitle: text.nullable(),
  level: z.string().nullable(),
  type: z.string().nullable(),
  cofog: z.array(z.string()),
  sdg: z.array(z.string()),
  problem: text.nullable(),
  solution: text.nullable(),
  novelty: text.nullable(),
  steps: z.array(text),
  beneficiaries: z.object({ who: text.nullable(), count: quantitySchema.nullable() }),
  stage: z.string().nullable(),
  startedOn: date.nullable(),
  endedOn: date.nullable(),
  conditions: text.nullable(),
  adaptation: text.nullable(),
  lessons: text.nullable(),
  failures: text.nullable(),
  licence: z.string().nullable(),
});

const neighbour = z.object({ code, title: text });
export const practice = content.extend({
  code,
  state: z.string(),
  version: z.number().int(),
  evidence: z.array(
    z.object({
      title: text,
      kind: z.string(),
      file: z.object({ name: z.string(), type: z.string(), bytes: z.number().int(), sha256: z.string() }),
      path: z.string(),
    }),
  ),
  entity: owner,
  country: z.string().nullable(),
  grade,
  gradeReason: text.nullable(),
  results: z.array(indicator),
  gradedAt: instant.nullable(),
  confirmedAt: instant.nullable(),
  confirmBy: instant.nullable(),
  needsConfirmation: z.boolean(),
  featured: z.boolean(),
  supersededBy: neighbour.nullable(),
  supersedes: z.array(neighbour),
  origin: z.string(),
  source: z.looseObject({}).nullable(),
  publishedAt: instant.nullable(),
  updatedAt: instant,
  links: z.array(z.looseObject({ verb: z.string(), direction: z.string(), kind: z.string(), id: z.string(), title: text })),
  contributions: z.record(z.string(), z.unknown()),
});
/** `differing` names the aspects in which not all agree; `unknown` are codes of no practice that the reader may know of. */
export const comparison = z.object({ items: z.array(practice), differing: z.array(z.string()), unknown: z.array(z.string()) });
export const editable = z.object({
  code,
  rev: z.number().int(),
  state: z.string(),
  completeness: z.number().min(0).max(1),
  content,
  results: z.array(indicator),
});
export const history = z.object({
  code,
  versions: z.array(z.looseObject({ no: z.number().int(), note: text.nullable(), frozenAt: instant.nullable(), sha256: z.string().nullable() })),
  moves: z.array(z.object({ version: z.number().int(), move: z.string(), from: z.string(), to: z.string(), at: instant })),
});
const count = z.number().int();
/** `chain` by station; null where the reader may not know. */
export const home = z.looseObject({ published: count, stubs: count, countries: count, chain: z.record(z.string(), count.nullable()) });
export const facts = z.object({ documents: z.array(z.looseObject({ code: z.string() })) });
export const desk = pageOf(
  z.looseObject({
    code,
    state: z.string(),
    title: text,
    waitingSince: instant,
    own: z.boolean(),
    assigned: z.boolean(),
    mine: z.boolean(),
    dueOn: z.string().nullable(),
  }),
).extend({ load: z.array(z.object({ reviewer: z.guid(), open: z.number().int(), overdue: z.number().int(), oldest: instant })) });
/** `medianDays` is from the opening of a review to its decision. */
export const reviewFigures = wholeList(z.object({ reviewer: z.guid(), decided: z.number().int(), medianDays: z.number(), returned: z.number().int() })).extend({
  since: instant,
});
export const review = z.looseObject({
  code,
  assignee: z.guid().nullable(),
  state: z.string(),
  completeness: z.number().min(0).max(1),
  missing: z.array(z.string()),
  comments: z.array(z.looseObject({})),
  opinions: z.array(z.looseObject({})),
});
export const byCode = z.looseObject({ code });
export const saved = byCode.extend({ rev: z.number().int() });
const stretch = z.object({ text: z.string(), change: z.enum(['same', 'added', 'removed']) });
export const versions = z.object({
  code,
  from: z.number().int(),
  to: z.number().int(),
  language: z.enum(['ar', 'en']),
  changes: z.array(z.object({ field: z.string(), name: z.string(), before: z.string(), after: z.string(), stretches: z.array(stretch) })),
});
/** `fit` is 0 to 1, null where nothing can be compared. */
export const fit = z.object({
  code,
  fit: z.number().min(0).max(1).nullable(),
  gaps: z.array(z.object({ dimension: z.string(), required: z.number().int(), available: z.number().int(), gap: z.number().int() })),
});
export const links = z.object({
  code,
  links: z.array(z.looseObject({ verb: z.string(), direction: z.string(), kind: z.string(), id: z.string(), title: text, path: z.string() })),
});
