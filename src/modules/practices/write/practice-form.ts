import { z } from 'zod';
import { type StoredFile, uploadSchema } from '#platform/files/store.ts';
import { parsePartialDate } from '#platform/values/partial-date.ts';
import { parseNumber, qualifiers } from '#platform/values/quantity.ts';
import { evidenceKinds, levels, licences, stages, types } from '../content/content.ts';

const text = (max: number) => z.strictObject({ ar: z.string().max(max).optional(), en: z.string().max(max).optional() }).optional();
const long = text(20_000);
const choice = <const T extends readonly [string, ...string[]]>(values: T) =>
  z
    .union([z.literal(''), z.enum(values)])
    .optional()
    .transform((value) => (value === '' ? null : value));
const codes = (form: RegExp, max: number) =>
  z
    .union([z.string(), z.array(z.string())])
    .optional()
    .transform((value) => (value === undefined ? undefined : [...new Set([value].flat().filter((code) => code !== ''))]))
    .refine((list) => (list ?? []).every((code) => form.test(code)), { params: { code: 'practices.unknown-code' } })
    .refine((list) => (list ?? []).length <= max, { params: { code: 'input.too-many-items', n: max } });

/** A date as typed: empty is not known. */
const date = z
  .string()
  .max(20)
  .optional()
  .transform((typed, ctx) => {
    if (typed === undefined) return undefined;
    if (typed.trim() === '') return null;
    const parsed = parsePartialDate(typed);
    if (!parsed) ctx.addIssue({ code: 'custom', params: { code: 'date.unknown' } });
    return parsed ?? null;
  });

/** A number as typed, in either digit set: empty is not known. */
const number = z
  .union([z.string().max(40), z.number()])
  .optional()
  .transform((typed, ctx) => {
    if (typed === undefined || typed === '') return null;
    const parsed = parseNumber(String(typed));
    if (parsed === undefined) ctx.addIssue({ code: 'custom', params: { code: 'input.number', value: String(typed).slice(0, 40) } });
    return parsed ?? null;
  });

const qualifier = z.enum(qualifiers).optional().default('exact');

const reading = z.strictObject({
  role: z.enum(['baseline', 'value', 'target']).default('value'),
  value: number,
  qualifier,
  on: date,
});
const result = z.strictObject({
  name: text(200),
  unit: text(100),
  kind: z.enum(['outcome', 'output']).default('outcome'),
  direction: z.enum(['increase', 'decrease']).default('increase'),
  method: text(2_000),
  attribution: text(2_000),
  readings: z.array(reading).max(24).optional().default([]),
});
export type ResultForm = z.infer<typeof result>;

/**
 * What the editor sends, from the form and from a program alike. A field that is absent keeps what it has;
 * an empty one is emptied. A draft may be as incomplete as its writer needs.
 */
export const practiceFields = {
  title: text(100),
  subtitle: text(280),
  level: choice(levels),
  type: choice(types),
  cofog: codes(/^\d{2}\.\d$/, 5),
  sdg: codes(/^\d{1,2}\.(\d{1,2}|[a-d])$/, 5),
  problem: long,
  solution: long,
  novelty: long,
  steps: z
    .array(z.strictObject({ ar: z.string().max(2_000).optional(), en: z.string().max(2_000).optional() }))
    .max(30)
    .optional(),
  beneficiaries: z.strictObject({ who: text(600), count: number, qualifier }).optional(),
  stage: choice(stages),
  startedOn: date,
  endedOn: date,
  conditions: long,
  adaptation: long,
  lessons: long,
  failures: long,
  licence: choice(licences),
  results: z.array(result).max(12).optional(),
  /** Evidence to take out, by its number from 1. */
  removeEvidence: z
    .union([z.string(), z.array(z.string())])
    .optional()
    .transform((value) => new Set([value ?? []].flat().map(Number))),
  file: uploadSchema.optional(),
  evidenceTitle: text(200),
  evidenceKind: z.enum(evidenceKinds).optional().default('document'),
  /** Languages whose unchanged translations were looked at and still hold. */
  confirmTranslation: z.enum(['ar', 'en']).optional(),
};
export const practiceForm = z.strictObject(practiceFields);
export type PracticeForm = Partial<z.infer<typeof practiceForm>> & { file?: StoredFile | undefined };

/** The message that names each field, for problems and summaries. */
export const practiceLabels = {
  title: 'practices.field.title',
  subtitle: 'practices.field.subtitle',
  level: 'practices.field.level',
  type: 'practices.field.type',
  cofog: 'practices.field.cofog',
  sdg: 'practices.field.sdg',
  problem: 'practices.field.problem',
  solution: 'practices.field.solution',
  novelty: 'practices.field.novelty',
  steps: 'practices.field.steps',
  'steps.*': 'practices.field.step',
  beneficiaries: 'practices.field.beneficiaries',
  'beneficiaries.who': 'practices.field.beneficiaries',
  'beneficiaries.count': 'practices.beneficiaries-count',
  stage: 'practices.field.stage',
  startedOn: 'practices.field.startedOn',
  endedOn: 'practices.field.endedOn',
  conditions: 'practices.field.conditions',
  adaptation: 'practices.field.adaptation',
  lessons: 'practices.field.lessons',
  failures: 'practices.field.failures',
  licence: 'practices.field.licence',
  results: 'practices.field.results',
  'results.*.name': 'practices.result.name',
  'results.*.unit': 'practices.result.unit',
  'results.*.method': 'practices.method',
  'results.*.attribution': 'practices.attribution',
  'results.*.readings.*.value': 'practices.result.value',
  'results.*.readings.*.on': 'practices.result.on',
  evidence: 'practices.field.evidence',
  file: 'practices.field.evidence',
  evidenceTitle: 'practices.evidence-title',
  entity: 'practices.owner',
  orig: 'practices.field.orig',
  review: 'practices.review-title',
} as const;
