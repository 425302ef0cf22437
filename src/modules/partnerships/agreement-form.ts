import { z } from 'zod';
import { qualifiers } from '#platform/values/quantity.ts';
import { amount, choice, choices, date, day, text } from '#platform/values/typed-values.ts';
import { textValues } from '#platform/values/written-text.ts';
import type { AgreementFigure, AgreementView } from './read-agreements.ts';
import { agreementTypes, axisStatuses, partyRoles } from './workflow.ts';

/** Languages that authentic texts of agreements are in: those of the United Nations. */
export const textLanguages = ['ar', 'en', 'fr', 'ru', 'es', 'zh'] as const;

export const partiesAtMost = 60;
export const phasesAtMost = 12;
export const axesAtMost = 40;
export const figuresAtMost = 20;

const place = z
  .string()
  .max(40)
  .optional()
  .transform((typed) => (typed ?? '').trim().toUpperCase());

/** An agreement as it is sent, whole each time: rows that name nothing go. */
export const agreementFields = {
  type: z.enum(agreementTypes),
  title: text(200),
  purpose: text(5_000),
  signedOn: date,
  signedAt: text(200),
  effectiveOn: date,
  expiresOn: day,
  autoRenew: z
    .union([z.literal(''), z.literal('yes')])
    .optional()
    .transform((value) => value === 'yes'),
  languages: choices(textLanguages),
  parties: z
    .array(z.strictObject({ country: place, entity: place, role: choice(partyRoles) }))
    .max(partiesAtMost)
    .optional(),
  phases: z
    .array(z.strictObject({ title: text(200), startsOn: date, endsOn: date }))
    .max(phasesAtMost)
    .optional(),
};
const agreementForm = z.strictObject(agreementFields);
export type AgreementForm = z.infer<typeof agreementForm>;

export const axisFields = z.strictObject({
  title: text(200),
  objectives: text(2_000),
  phase: amount,
  status: choice(axisStatuses),
  lead: place,
  partner: place,
  nextStep: text(300),
  dueOn: day,
});
export type AxisForm = z.infer<typeof axisFields>;

export const figureFields = z.strictObject({
  name: text(200),
  value: amount,
  qualifier: z.enum(qualifiers).optional().default('exact'),
  unit: text(100),
  asOf: date,
  source: text(600),
});
export type FigureForm = z.infer<typeof figureFields>;

/** Names of the fields, for saying what is wrong. */
export const agreementLabels = {
  ref: 'partnerships.field.ref',
  type: 'partnerships.field.type',
  title: 'partnerships.field.title',
  purpose: 'partnerships.field.purpose',
  signedOn: 'partnerships.field.signed-on',
  signedAt: 'partnerships.field.signed-at',
  effectiveOn: 'partnerships.field.effective-on',
  expiresOn: 'partnerships.field.expires-on',
  autoRenew: 'partnerships.field.auto-renew',
  languages: 'partnerships.field.languages',
  amendment: 'partnerships.field.amendment',
  reason: 'partnerships.field.reason',
  'parties.*.country': 'partnerships.party.country',
  'parties.*.entity': 'partnerships.party.entity',
  'parties.*.role': 'partnerships.party.role',
  'phases.*.title': 'partnerships.phase.title',
  'phases.*.startsOn': 'partnerships.phase.starts-on',
  'phases.*.endsOn': 'partnerships.phase.ends-on',
  'axes.*.title': 'partnerships.axis.title',
  'axes.*.objectives': 'partnerships.axis.objectives',
  'axes.*.phase': 'partnerships.axis.phase',
  'axes.*.status': 'partnerships.axis.status',
  'axes.*.lead': 'partnerships.axis.lead',
  'axes.*.partner': 'partnerships.axis.partner',
  'axes.*.nextStep': 'partnerships.axis.next-step',
  'axes.*.dueOn': 'partnerships.axis.due-on',
  'figures.*.name': 'partnerships.figure.name',
  'figures.*.value': 'partnerships.figure.value',
  'figures.*.qualifier': 'partnerships.figure.qualifier',
  'figures.*.unit': 'partnerships.figure.unit',
  'figures.*.asOf': 'partnerships.figure.as-of',
  'figures.*.source': 'partnerships.figure.source',
} as const;

const rows = <T>(name: string, list: readonly T[], values: (one: T, at: string) => Record<string, string>): Record<string, string> =>
  Object.assign({}, ...list.map((one, index) => values(one, `${name}.${index}`)));

/** The forms as they open. */
export const agreementValues = ({ row, entities, phases }: AgreementView): Record<string, string> => ({
  rev: String(row.rev),
  type: row.type,
  ...textValues('title', row.title),
  ...textValues('purpose', row.purpose),
  signedOn: row.signed_on?.date ?? '',
  ...textValues('signedAt', row.signed_at),
  effectiveOn: row.effective_on?.date ?? '',
  expiresOn: row.expires_on ?? '',
  autoRenew: row.auto_renew ? 'yes' : '',
  languages: row.languages.join('\n'),
  ...rows('parties', row.parties, (party, at) => ({
    [`${at}.country`]: party.country_code ?? '',
    [`${at}.entity`]: entities.get(party.entity_id ?? '')?.code ?? '',
    [`${at}.role`]: party.role ?? '',
  })),
  ...rows('phases', phases, (phase, at) => ({
    ...textValues(`${at}.title`, phase.title),
    [`${at}.startsOn`]: phase.starts_on?.date ?? '',
    [`${at}.endsOn`]: phase.ends_on?.date ?? '',
  })),
});

export const axesValues = ({ row, axes, entities }: AgreementView): Record<string, string> => ({
  rev: String(row.rev),
  ...rows('axes', axes, (axis, at) => ({
    ...textValues(`${at}.title`, axis.title),
    ...textValues(`${at}.objectives`, axis.objectives),
    [`${at}.phase`]: axis.phase === null ? '' : String(axis.phase),
    [`${at}.status`]: axis.status ?? '',
    [`${at}.lead`]: entities.get(axis.lead_entity_id ?? '')?.code ?? '',
    [`${at}.partner`]: entities.get(axis.partner_entity_id ?? '')?.code ?? '',
    ...textValues(`${at}.nextStep`, axis.next_step),
    [`${at}.dueOn`]: axis.due_on ?? '',
  })),
});

export const figuresValues = ({ row, figures }: AgreementView): Record<string, string> => ({
  rev: String(row.rev),
  ...rows('figures', figures, ({ indicator, reading }: AgreementFigure, at) => ({
    ...textValues(`${at}.name`, indicator.name),
    ...textValues(`${at}.unit`, indicator.unit),
    ...textValues(`${at}.source`, indicator.method),
    [`${at}.value`]: String(reading.quantity.value),
    [`${at}.qualifier`]: reading.quantity.qualifier,
    [`${at}.asOf`]: reading.dated.date,
  })),
});
