import { z } from 'zod';
import { type StoredFile, uploadSchema } from '#platform/files/store.ts';
import { amount, choice, choices, codes, currency, date, email, number, qualifier, quantity, rating, text, year } from '#platform/values/typed-values.ts';
import { componentKinds, costKinds, dimensions, evidenceKinds, involvementLevels, levels, licences, stages, supportKinds, types } from '../content/content.ts';

const long = text(20_000);
const short = text(2_000);

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
  method: short,
  attribution: short,
  comparison: short,
  readings: z.array(reading).max(24).optional().default([]),
});
export type ResultForm = z.infer<typeof result>;

const partner = z.strictObject({ name: text(200), role: text(600) });
const cost = z.strictObject({ kind: z.enum(costKinds).default('capital'), amount, qualifier, currency, year });
const award = z.strictObject({ name: text(200), year });
const component = z.strictObject({ name: text(300), kind: z.enum(componentKinds).default('core') });
const dimension = z.strictObject({ rating, reason: short }).optional();

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
  axes: codes(/^[\w.-]{1,40}$/, 7),
  audience: codes(/^[\w.-]{1,40}$/, 11),
  subjects: codes(/^[\w.-]{1,40}$/, 10),
  contact: text(200),
  contactEmail: email,
  problem: long,
  solution: long,
  novelty: long,
  steps: z
    .array(z.strictObject({ ar: z.string().max(2_000).optional(), en: z.string().max(2_000).optional() }))
    .max(30)
    .optional(),
  partners: z.array(partner).max(20).optional(),
  beneficiaries: z.strictObject({ who: text(600), count: number, qualifier }).optional(),
  involvement: choice(involvementLevels),
  stage: choice(stages),
  startedOn: date,
  endedOn: date,
  costs: z.array(cost).max(8).optional(),
  staff: quantity,
  months: quantity,
  technology: long,
  legalBasis: long,
  awards: z.array(award).max(10).optional(),
  unintended: long,
  failures: long,
  conditions: long,
  constraints: long,
  adaptation: long,
  warnings: long,
  lessons: long,
  components: z.array(component).max(20).optional(),
  transferability: z
    .strictObject(Object.fromEntries(dimensions.map((name) => [name, dimension])) as Record<(typeof dimensions)[number], typeof dimension>)
    .optional(),
  supportKinds: choices(supportKinds),
  capacity: quantity,
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
