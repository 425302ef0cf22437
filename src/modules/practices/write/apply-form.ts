import type { IndicatorInput } from '#modules/measures/public.ts';
import { conceptOf, type Vocabulary } from '#modules/vocabulary/public.ts';
import { type FieldProblem, InvalidInput } from '#platform/errors/errors.ts';
import { editedText, type Language, type LocalizedText } from '#platform/values/localized-text.ts';
import { isBefore } from '#platform/values/partial-date.ts';
import type { Content } from '../content/content.ts';
import type { PracticeForm, ResultForm } from './practice-form.ts';

type Typed = Partial<Record<Language, string | undefined>> | undefined;

/**
 * The content after what was typed. Each text keeps its history of revisions, so that a changed original
 * marks its translation as out of date. What breaks a rule is InvalidInput with a problem per field.
 */
export function applyForm(before: Content, form: PracticeForm, orig: Language, vocabulary: Vocabulary): Content {
  const confirmed = new Set(form.confirmTranslation ? [form.confirmTranslation] : []);
  const text = (old: LocalizedText | null, typed: Typed) => (typed === undefined ? old : editedText(old, typed, orig, confirmed));
  const problems: FieldProblem[] = [];
  const title = text(before.title, form.title);
  if (!title) problems.push({ field: `title.${orig}`, code: 'practices.title-needed' });
  for (const code of form.cofog ?? []) if (!conceptOf(vocabulary, 'cofog', code)) problems.push({ field: 'cofog', code: 'practices.unknown-code' });
  for (const code of form.sdg ?? []) if (!conceptOf(vocabulary, 'sdg', code)) problems.push({ field: 'sdg', code: 'practices.unknown-code' });
  const startedOn = form.startedOn === undefined ? before.startedOn : form.startedOn;
  const endedOn = form.endedOn === undefined ? before.endedOn : form.endedOn;
  if (startedOn && endedOn && isBefore(endedOn, startedOn))
    problems.push({ field: 'endedOn', code: 'practices.ends-before-start', details: { start: startedOn.date, end: endedOn.date } });
  const evidence = before.evidence.filter((_, index) => !form.removeEvidence?.has(index + 1));
  if (form.file) {
    const named = editedText(null, form.evidenceTitle ?? {}, orig) ?? {
      orig,
      texts: { [orig]: { text: form.file.name, status: 'original' as const, rev: 1 } },
    };
    evidence.push({ file: form.file, title: named, kind: form.evidenceKind ?? 'document' });
  }
  if (evidence.length > 20) problems.push({ field: 'file', code: 'input.too-many-items', details: { n: 20 } });
  if (problems.length > 0 || !title) throw new InvalidInput('input.invalid', {}, problems);
  return {
    title,
    subtitle: text(before.subtitle, form.subtitle),
    level: form.level === undefined ? before.level : form.level,
    type: form.type === undefined ? before.type : form.type,
    cofog: form.cofog ?? before.cofog,
    sdg: form.sdg ?? before.sdg,
    problem: text(before.problem, form.problem),
    solution: text(before.solution, form.solution),
    novelty: text(before.novelty, form.novelty),
    steps:
      form.steps === undefined
        ? before.steps
        : form.steps.flatMap((step, index) => editedText(before.steps[index] ?? null, { ar: step.ar ?? '', en: step.en ?? '' }, orig, confirmed) ?? []),
    beneficiaries:
      form.beneficiaries === undefined
        ? before.beneficiaries
        : {
            who: text(before.beneficiaries.who, form.beneficiaries.who),
            count: form.beneficiaries.count === null ? null : { value: form.beneficiaries.count, qualifier: form.beneficiaries.qualifier },
          },
    stage: form.stage === undefined ? before.stage : form.stage,
    startedOn,
    endedOn,
    conditions: text(before.conditions, form.conditions),
    adaptation: text(before.adaptation, form.adaptation),
    lessons: text(before.lessons, form.lessons),
    failures: text(before.failures, form.failures),
    evidence,
    licence: form.licence === undefined ? before.licence : form.licence,
  };
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
