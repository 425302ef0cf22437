import type { IndicatorInput } from '#modules/measures/public.ts';
import { conceptOf, type Vocabulary } from '#modules/vocabulary/public.ts';
import { type FieldProblem, InvalidInput } from '#platform/errors/errors.ts';
import { editedText, type Language } from '#platform/values/localized-text.ts';
import { isBefore } from '#platform/values/partial-date.ts';
import type { Quantity } from '#platform/values/quantity.ts';
import { type Content, choiceFields, codeFields, quantityFields, schemeOf, textFields } from '../content/content.ts';
import { type TypedRows, typedRows } from './apply-rows.ts';
import type { PracticeForm, ResultForm } from './practice-form.ts';

/**
 * The content after what was typed. Each text keeps its history of revisions, so that a changed original
 * marks its translation as out of date. What breaks a rule is InvalidInput with a problem per field.
 */
export function applyForm(before: Content, form: PracticeForm, orig: Language, vocabulary: Vocabulary): Content {
  const confirmed = new Set(form.confirmTranslation ? [form.confirmTranslation] : []);
  const rows = typedRows(orig, confirmed);
  const texts = Object.fromEntries(textFields.map((field) => [field, rows.text(before[field], form[field])])) as Pick<Content, (typeof textFields)[number]>;
  const dates = { startedOn: typedOr(form.startedOn, before.startedOn), endedOn: typedOr(form.endedOn, before.endedOn) };
  const evidence = editedEvidence(before, form, orig);
  const lists = listsOf(before, form, rows);
  const problems: FieldProblem[] = [...codeProblems(form, vocabulary), ...rows.problems];
  if (!texts.title) problems.unshift({ field: `title.${orig}`, code: 'practices.title-needed' });
  if (dates.startedOn && dates.endedOn && isBefore(dates.endedOn, dates.startedOn))
    problems.push({ field: 'endedOn', code: 'practices.ends-before-start', details: { start: dates.startedOn.date, end: dates.endedOn.date } });
  if (evidence.length > 20) problems.push({ field: 'file', code: 'input.too-many-items', details: { n: 20 } });
  if (problems.length > 0) throw new InvalidInput('input.invalid', {}, problems);
  return {
    ...texts,
    ...kept(choiceFields, before, form),
    ...kept(codeFields, before, form),
    ...kept(['contactEmail', 'supportKinds'] as const, before, form),
    ...(Object.fromEntries(quantityFields.map((field) => [field, typedQuantity(before[field], form[field])])) as Pick<
      Content,
      (typeof quantityFields)[number]
    >),
    ...dates,
    ...lists,
    beneficiaries:
      form.beneficiaries === undefined
        ? before.beneficiaries
        : { who: rows.text(before.beneficiaries.who, form.beneficiaries.who), count: quantityOf(form.beneficiaries.count, form.beneficiaries.qualifier) },
    evidence,
  };
}

const typedOr = <T>(typed: T | undefined, old: T): T => (typed === undefined ? old : typed);

const kept = <const F extends keyof Content & keyof PracticeForm>(fields: readonly F[], before: Content, form: PracticeForm): Pick<Content, F> =>
  Object.fromEntries(fields.map((field) => [field, form[field] === undefined ? before[field] : form[field]])) as Pick<Content, F>;

const quantityOf = (value: number | null, qualifier: Quantity['qualifier']): Quantity | null => (value === null ? null : { value, qualifier });

const typedQuantity = (old: Quantity | null, typed: { value: number | null; qualifier: Quantity['qualifier'] } | undefined): Quantity | null =>
  typed === undefined ? old : quantityOf(typed.value, typed.qualifier);

const codeProblems = (form: PracticeForm, vocabulary: Vocabulary): FieldProblem[] =>
  codeFields.flatMap((field) =>
    (form[field] ?? []).some((code) => !conceptOf(vocabulary, schemeOf[field], code)) ? [{ field, code: 'input.unknown-code' }] : [],
  );

/** The lists of the record; a list that is absent keeps its rows. */
function listsOf(before: Content, form: PracticeForm, rows: TypedRows) {
  return {
    steps: form.steps === undefined ? before.steps : form.steps.flatMap((step, index) => rows.text(before.steps[index] ?? null, step) ?? []),
    partners: form.partners === undefined ? before.partners : rows.partners(before.partners, form.partners),
    costs: form.costs === undefined ? before.costs : rows.costs(form.costs),
    awards: form.awards === undefined ? before.awards : rows.awards(before.awards, form.awards),
    components: form.components === undefined ? before.components : rows.components(before.components, form.components),
    transferability: form.transferability === undefined ? before.transferability : rows.transferability(before.transferability, form.transferability),
  };
}

/** The evidence without what was taken out and with what was added. */
function editedEvidence(before: Content, form: PracticeForm, orig: Language): Content['evidence'][number][] {
  const evidence = before.evidence.filter((_, index) => !form.removeEvidence?.has(index + 1));
  if (!form.file) return evidence;
  const title = editedText(null, form.evidenceTitle ?? {}, orig) ?? { orig, texts: { [orig]: { text: form.file.name, status: 'original' as const, rev: 1 } } };
  return [...evidence, { file: form.file, title, kind: form.evidenceKind ?? 'document' }];
}

const isEmptyReading = (reading: ResultForm['readings'][number]): boolean => reading.value === null && !reading.on;

/** The indicators a form describes. Rows left wholly empty are no rows; a half-filled reading says what it lacks. */
export function indicatorsFromForm(results: readonly ResultForm[], before: readonly IndicatorInput[], orig: Language): IndicatorInput[] {
  const problems: FieldProblem[] = [];
  const indicators = results.flatMap((row, index): IndicatorInput[] => {
    const old = before[index];
    const name = editedText(old?.name ?? null, row.name ?? {}, orig);
    const readings = row.readings.filter((reading) => !isEmptyReading(reading));
    if (!name) {
      if (readings.length > 0) problems.push({ field: `results.${index}.name.${orig}`, code: 'input.required' });
      return [];
    }
    const unit = editedText(old?.unit ?? null, row.unit ?? {}, orig);
    if (!unit) problems.push({ field: `results.${index}.unit.${orig}`, code: 'input.required' });
    return [
      {
        name,
        unit: unit ?? name,
        kind: row.kind,
        direction: row.direction,
        method: row.method === undefined ? (old?.method ?? null) : editedText(old?.method ?? null, row.method, orig),
        attribution: row.attribution === undefined ? (old?.attribution ?? null) : editedText(old?.attribution ?? null, row.attribution, orig),
        comparison: row.comparison === undefined ? (old?.comparison ?? null) : editedText(old?.comparison ?? null, row.comparison, orig),
        readings: readings.flatMap((reading) => {
          const at = row.readings.indexOf(reading);
          if (reading.value === null) problems.push({ field: `results.${index}.readings.${at}.value`, code: 'input.required' });
          if (!reading.on) problems.push({ field: `results.${index}.readings.${at}.on`, code: 'practices.date-needed' });
          if (reading.value === null || !reading.on) return [];
          return [
            {
              role: reading.role,
              quantity: { value: reading.value, qualifier: reading.qualifier },
              dated: reading.on,
              verification: 'reported' as const,
              reason: null,
            },
          ];
        }),
      },
    ];
  });
  if (problems.length > 0) throw new InvalidInput('input.invalid', {}, problems);
  return indicators;
}
