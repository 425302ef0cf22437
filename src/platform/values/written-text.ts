import { editedText, type Language, type LocalizedText, languages, otherLanguage, plainText } from '#platform/values/localized-text.ts';

type Typed = Partial<Record<Language, string | undefined>>;

/**
 * A short text after a form that shows both languages side by side: whoever saves it has seen both, so the
 * translation holds for the original as it now stands. The original stays what it was unless it was
 * emptied; then, and for a new text, it is the language of the writer if that has words.
 */
export function writtenText(before: LocalizedText | null, typed: Typed | undefined, writer: Language): LocalizedText | null {
  if (!typed) return before;
  const textOf = (language: Language): string => (typed[language] ?? before?.texts[language]?.text ?? '').trim();
  const [first, second] = before ? [before.orig, otherLanguage(before.orig)] : [writer, otherLanguage(writer)];
  return editedText(before, typed, textOf(first) === '' ? second : first, new Set(languages));
}

/** Other names after the form: each row keeps its place, emptied ones go. */
export const writtenAliases = (before: readonly LocalizedText[], rows: readonly Typed[] | undefined, writer: Language): readonly LocalizedText[] =>
  rows === undefined ? before : rows.flatMap((row, index) => writtenText(before[index] ?? null, { ar: row.ar ?? '', en: row.en ?? '' }, writer) ?? []);

/** The texts as flat values of a form. */
export function textValues(name: string, text: LocalizedText | null | undefined): Record<string, string> {
  return Object.fromEntries(languages.map((language) => [`${name}.${language}`, text?.texts[language]?.text ?? '']));
}

/** Choices in the reader's language and order. */
export const namedOptions = (
  records: readonly { readonly code: string; readonly name: LocalizedText }[],
  words: { readonly locale: Language; readonly compare: (a: string, b: string) => number },
) => records.map(({ code, name }) => ({ value: code, label: plainText(name, words.locale) })).sort((a, b) => words.compare(a.label, b.label));
