import { z } from 'zod';
import { supportKinds } from '#modules/practices/public.ts';
import { languages } from '#platform/values/localized-text.ts';
import { amount, choices, codes, currency, day, number, text } from '#platform/values/typed-values.ts';
import { textValues } from '#platform/values/written-text.ts';
import type { NeedRow } from './queries.ts';

const months = number.refine((value) => value === null || (Number.isInteger(value) && value >= 1 && value <= 120), {
  params: { code: 'exchange.bad-months' },
});

/** A need as it is sent, whole each time: what is left out is empty. */
export const needFields = {
  title: text(100),
  problem: text(5_000),
  cofog: codes(/^\d{2}\.\d$/, 3),
  sdg: codes(/^\d{1,2}\.(\d{1,2}|[a-d])$/, 3),
  budget: amount,
  currency,
  months,
  languages: choices(languages),
  instruments: choices(supportKinds),
  deadline: day,
};
const needForm = z.strictObject(needFields);
export type NeedForm = z.infer<typeof needForm>;

/** Names of the fields, for saying what is wrong. */
export const needLabels = {
  entity: 'exchange.entity',
  title: 'exchange.field.title',
  problem: 'exchange.field.problem',
  cofog: 'practices.field.cofog',
  sdg: 'practices.field.sdg',
  budget: 'exchange.field.budget',
  currency: 'practices.cost.currency',
  months: 'exchange.field.months',
  languages: 'exchange.field.languages',
  instruments: 'exchange.field.instruments',
  deadline: 'exchange.field.deadline',
  practice: 'exchange.field.practice',
} as const;

/** The form as it opens. */
export const needValues = (row: NeedRow): Record<string, string> => ({
  rev: String(row.rev),
  ...textValues('title', row.title),
  ...textValues('problem', row.problem),
  cofog: row.cofog.join('\n'),
  sdg: row.sdg.join('\n'),
  budget: row.budget === null ? '' : String(row.budget),
  currency: row.currency ?? '',
  months: row.months === null ? '' : String(row.months),
  languages: row.languages.join('\n'),
  instruments: row.instruments.join('\n'),
  deadline: row.deadline ?? '',
});
