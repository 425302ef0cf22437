import type { Indicator, IndicatorInput } from '#modules/measures/public.ts';
import { type LocalizedText, languages } from '#platform/values/localized-text.ts';
import { plainNumber, type Quantity } from '#platform/values/quantity.ts';
import { type Content, choiceFields, codeFields, dimensions, quantityFields, textFields } from '../content/content.ts';

type Values = Record<string, string>;

const put = (values: Values, name: string, text: LocalizedText | null | undefined): void => {
  for (const language of languages) values[`${name}.${language}`] = text?.texts[language]?.text ?? '';
};
const putQuantity = (values: Values, name: string, field: string, quantity: Quantity | null): void => {
  values[`${name}.${field}`] = quantity ? plainNumber(quantity.value) : '';
  values[`${name}.qualifier`] = quantity?.qualifier ?? 'exact';
};

/** The content as the form's flat values. */
export function formValues(content: Content, indicators: readonly (Indicator | IndicatorInput)[], rev: number): Values {
  const values: Values = { rev: String(rev), contactEmail: content.contactEmail ?? '' };
  for (const field of textFields) put(values, field, content[field]);
  for (const [index, step] of content.steps.entries()) put(values, `steps.${index}`, step);
  put(values, 'beneficiaries.who', content.beneficiaries.who);
  putQuantity(values, 'beneficiaries', 'count', content.beneficiaries.count);
  for (const field of quantityFields) putQuantity(values, field, 'value', content[field]);
  for (const field of choiceFields) values[field] = content[field] ?? '';
  for (const field of [...codeFields, 'supportKinds'] as const) values[field] = content[field].join('\n');
  for (const field of ['startedOn', 'endedOn'] as const) values[field] = content[field]?.date ?? '';
  putRows(values, content);
  for (const [index, indicator] of indicators.entries()) putIndicator(values, `results.${index}`, indicator);
  return values;
}

function putRows(values: Values, content: Content): void {
  for (const [index, { name, role }] of content.partners.entries()) {
    put(values, `partners.${index}.name`, name);
    put(values, `partners.${index}.role`, role);
  }
  for (const [index, { kind, amount, currency, year }] of content.costs.entries()) {
    putQuantity(values, `costs.${index}`, 'amount', amount);
    Object.assign(values, { [`costs.${index}.kind`]: kind, [`costs.${index}.currency`]: currency, [`costs.${index}.year`]: String(year ?? '') });
  }
  for (const [index, { name, year }] of content.awards.entries()) {
    put(values, `awards.${index}.name`, name);
    values[`awards.${index}.year`] = String(year ?? '');
  }
  for (const [index, { name, kind }] of content.components.entries()) {
    put(values, `components.${index}.name`, name);
    values[`components.${index}.kind`] = kind;
  }
  for (const dimension of dimensions) {
    const rated = content.transferability[dimension];
    values[`transferability.${dimension}.rating`] = rated ? String(rated.rating) : '';
    put(values, `transferability.${dimension}.reason`, rated?.reason);
  }
}

function putIndicator(values: Values, at: string, indicator: Indicator | IndicatorInput): void {
  for (const field of ['name', 'unit', 'method', 'attribution', 'comparison'] as const) put(values, `${at}.${field}`, indicator[field]);
  values[`${at}.kind`] = indicator.kind;
  values[`${at}.direction`] = indicator.direction;
  for (const [number, reading] of indicator.readings.entries()) {
    const name = `${at}.readings.${number}`;
    values[`${name}.role`] = reading.role;
    putQuantity(values, name, 'value', reading.quantity);
    values[`${name}.on`] = reading.dated.date;
  }
}
