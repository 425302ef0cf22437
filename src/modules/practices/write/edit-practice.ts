import { type Indicator, indicatorsOf } from '#modules/measures/public.ts';
import { commentsOf, reviewsOf } from '#modules/review/public.ts';
import { readVocabulary } from '#modules/vocabulary/public.ts';
import type { Ctx } from '#platform/context.ts';
import { onlyRow } from '#platform/db/statement.ts';
import { Forbidden, RuleBroken } from '#platform/errors/errors.ts';
import { type LocalizedText, languages } from '#platform/values/localized-text.ts';
import { plainNumber } from '#platform/values/quantity.ts';
import { completeness, partsOf } from '../content/completeness.ts';
import type { Content } from '../content/content.ts';
import { canSeeWorking, canTranslate, canWrite } from '../policy.ts';
import { selectVersion } from '../queries.ts';
import { versionSubject, visiblePractice } from '../read/facts.ts';
import { writable } from '../workflow.ts';

/** What the editor shows: the working version, how complete it is, and what reviewers said. */
export async function readForEditing(ctx: Ctx, code: string) {
  const { row, facts } = await visiblePractice(ctx, code, 'acting');
  const writes = canWrite(ctx.actor, facts);
  if (!writes && !canTranslate(ctx.actor, facts))
    throw writable.has(row.state) || !canSeeWorking(ctx.actor, facts)
      ? new Forbidden('practices.may-not-write')
      : new RuleBroken('practices.not-writable', { state: row.state });
  const { content } = onlyRow(await selectVersion(ctx.db, row.id, row.version));
  const indicators = await indicatorsOf(ctx, versionSubject(row.id, row.version));
  const vocabulary = await readVocabulary(ctx);
  const returned =
    row.state === 'returned' ? (await reviewsOf(ctx, { kind: 'practice', id: row.id })).find((review) => review.state === 'returned') : undefined;
  const comments = returned ? await commentsOf(ctx, [returned]) : [];
  const parts = partsOf(content, indicators.length);
  return { row, content, indicators, vocabulary, comments, parts, share: completeness(parts), translatorOnly: !writes };
}
export type Editing = Awaited<ReturnType<typeof readForEditing>>;

const put = (values: Record<string, string>, name: string, text: LocalizedText | null | undefined): void => {
  for (const language of languages) values[`${name}.${language}`] = text?.texts[language]?.text ?? '';
};

/** The content as the form's flat values. */
export function formValues(content: Content, indicators: readonly Indicator[], rev: number): Record<string, string> {
  const values: Record<string, string> = { rev: String(rev) };
  for (const field of ['title', 'subtitle', 'problem', 'solution', 'novelty', 'conditions', 'adaptation', 'lessons', 'failures'] as const)
    put(values, field, content[field]);
  for (const [index, step] of content.steps.entries()) put(values, `steps.${index}`, step);
  put(values, 'beneficiaries.who', content.beneficiaries.who);
  values['beneficiaries.count'] = content.beneficiaries.count ? plainNumber(content.beneficiaries.count.value) : '';
  values['beneficiaries.qualifier'] = content.beneficiaries.count?.qualifier ?? 'exact';
  for (const field of ['level', 'type', 'stage', 'licence'] as const) values[field] = content[field] ?? '';
  values.cofog = content.cofog.join('\n');
  values.sdg = content.sdg.join('\n');
  values.startedOn = content.startedOn?.date ?? '';
  values.endedOn = content.endedOn?.date ?? '';
  for (const [index, indicator] of indicators.entries()) {
    const at = `results.${index}`;
    put(values, `${at}.name`, indicator.name);
    put(values, `${at}.unit`, indicator.unit);
    put(values, `${at}.method`, indicator.method);
    put(values, `${at}.attribution`, indicator.attribution);
    values[`${at}.kind`] = indicator.kind;
    values[`${at}.direction`] = indicator.direction;
    for (const [number, reading] of indicator.readings.entries()) {
      values[`${at}.readings.${number}.role`] = reading.role;
      values[`${at}.readings.${number}.value`] = plainNumber(reading.quantity.value);
      values[`${at}.readings.${number}.qualifier`] = reading.quantity.qualifier;
      values[`${at}.readings.${number}.on`] = reading.dated.date;
    }
  }
  return values;
}
