import { problemText } from '#platform/errors/texts.ts';
import type { Words } from '#platform/i18n/format.ts';
import type { MessageKey } from '#platform/i18n/messages.ts';
import { importFields, type RowProblem } from './mapping.ts';

/** The message that names each field of the mapping form. */
export const mappingLabels: Readonly<Record<string, MessageKey>> = {
  ...Object.fromEntries(importFields.map((field) => [`columns.${field}`, `import.field.${field}` as MessageKey])),
  'source.key': 'import.source-key',
  'source.titleAr': 'import.source-title-ar',
  'source.titleEn': 'import.source-title-en',
  'source.licence': 'import.source-licence',
  'source.address': 'import.source-address',
  orig: 'import.orig',
  dateOrder: 'import.date-order',
};

/** What is wrong with a field of a row, in words: the field, its column in the file, and how to put it right. */
export function problemLine(words: Words, { field, column, code, details }: RowProblem): string {
  const text = problemText(words, { field: `columns.${field}`, code, details: details ?? {} }, mappingLabels);
  return column ? words.t('import.in-column', { problem: text, column }) : text;
}
