import type { Params, Words } from '#platform/i18n/format.ts';
import type { MessageKey } from '#platform/i18n/messages.ts';
import type { FieldProblem } from './errors.ts';

/** The text of a refusal in the reader's language. A code without a text is a bug that a test finds; the reader gets the general one. */
export const refusalText = (words: Words, code: string, details: Params): string => words.maybe(`errors.${code}`, details) ?? words.t('errors.input.invalid');

/** The path of a field without numbers and language: `results.0.name.ar` is `results.*.name`. */
export const labelPath = (field: string): string => field.replace(/\.(ar|en)$/, '').replace(/(^|\.)\d+(?=\.|$)/g, '$1*');

/** "Title (English): 112 characters, the limit is 100 …": the field's name first, then what to do. */
export function problemText(words: Words, problem: FieldProblem, labels: Readonly<Record<string, MessageKey>>): string {
  const text = refusalText(words, problem.code, problem.details ?? {});
  const label = labels[labelPath(problem.field)];
  if (!label) return text;
  const language = /\.(ar|en)$/.exec(problem.field)?.[1];
  const row = /\.(\d+)(?=\.|$)/.exec(problem.field)?.[1];
  const name = [words.t(label), row === undefined ? '' : words.number(Number(row) + 1)].filter(Boolean).join(' ');
  return language ? `${words.t(language === 'ar' ? 'platform.field-arabic' : 'platform.field-english', { name })} ${text}` : `${name}: ${text}`;
}
