import { z } from 'zod';
import { qualifiers } from '#platform/values/quantity.ts';
import { amount, choice, choices, date, day, text } from '#platform/values/typed-values.ts';
import { textValues } from '#platform/values/written-text.ts';
import type { AgreementFigure, AgreementView } from './read-agreements.ts';
import { agreementTypes, axisStatuses, initiativeStatuses, initiativeTypes, partyRoles } from './workflow.ts';

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

export const initiativesAtMost = 100;
export const meetingsAtMost = 40;
export const followUpsAtMost = 20;

export const initiativeFields = z.strictObject({
  title: text(200),
  type: choice(initiativeTypes),
  axis: amount,
  startsOn: date,
  endsOn: date,
  status: z.enum(initiativeStatuses).optional().default('planned'),
});
export type InitiativeForm = z.infer<typeof initiativeFields>;

export const meetingFields = z.strictObject({
  heldOn: day,
  decisions: text(5_000),
  followUps: z
    .array(z.strictObject({ what: text(600), entity: place, dueOn: day, doneOn: day }))
    .max(followUpsAtMost)
    .optional()
    .default([]),
});
export type MeetingForm = z.infer<typeof meetingFields>;

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
  'initiatives.*.title': 'partnerships.initiative.title',
  'initiatives.*.type': 'partnerships.initiative.type',
  'initiatives.*.axis': 'partnerships.initiative.axis',
  'initiatives.*.startsOn': 'partnerships.initiative.starts-on',
  'initiatives.*.endsOn': 'partnerships.initiative.ends-on',
  'initiatives.*.status': 'partnerships.initiative.status',
  'meetings.*.heldOn': 'partnerships.meeting.held-on',
  'meetings.*.decisions': 'partnerships.meeting.decisions',
  'meetings.*.followUps.*.what': 'partnerships.follow-up.what',
  'meetings.*.followUps.*.entity': 'partnerships.follow-up.entity',
  'meetings.*.followUps.*.dueOn': 'partnerships.follow-up.due-on',
  'meetings.*.followUps.*.doneOn': 'partnerships.follow-up.done-on',
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

export const initiativesValues = ({ row, initiatives }: AgreementView): Record<string, string> => ({
  rev: String(row.rev),
  ...rows('initiatives', initiatives, (one, at) => ({
    ...textValues(`${at}.title`, one.title),
    [`${at}.type`]: one.type,
    [`${at}.axis`]: one.axis === null ? '' : String(one.axis),
    [`${at}.startsOn`]: one.starts_on?.date ?? '',
    [`${at}.endsOn`]: one.ends_on?.date ?? '',
    [`${at}.status`]: one.status,
  })),
});

export const committeeValues = ({ row, meetings, entities }: AgreementView): Record<string, string> => ({
  rev: String(row.rev),
  ...rows('meetings', meetings, (meeting, at) => ({
    [`${at}.heldOn`]: meeting.held_on,
    ...textValues(`${at}.decisions`, meeting.decisions),
    ...rows(`${at}.followUps`, meeting.follow_ups, (one, place) => ({
      ...textValues(`${place}.what`, one.what),
      [`${place}.entity`]: entities.get(one.entity_id ?? '')?.code ?? '',
      [`${place}.dueOn`]: one.due_on ?? '',
      [`${place}.doneOn`]: one.done_on ?? '',
    })),
  })),
});
