import { z } from 'zod';
import { cleanText } from './clean-text.ts';

export const languages = ['ar', 'en'] as const;
export type Language = (typeof languages)[number];
export type TextStatus = 'original' | 'human' | 'machine' | 'reviewed';

export interface LocalizedEntry {
  readonly text: string;
  readonly status: TextStatus;
  /** Revision of this text; grows by one with each change of its words. */
  readonly rev: number;
  /** For a translation: the `rev` of the original it renders. */
  readonly basedOn?: number;
}

/**
 * One text in up to two languages, each with its own status. The original is never a translation;
 * a translation is out of date when its `basedOn` is less than the original's `rev`.
 */
export interface LocalizedText {
  readonly orig: Language;
  readonly texts: Readonly<Partial<Record<Language, LocalizedEntry>>>;
}

export const otherLanguage = (language: Language): Language => (language === 'ar' ? 'en' : 'ar');
export const directionOf = (language: Language): 'rtl' | 'ltr' => (language === 'ar' ? 'rtl' : 'ltr');

const entrySchema = z.object({
  text: z.string(),
  status: z.enum(['original', 'human', 'machine', 'reviewed']),
  rev: z.number().int().positive(),
  basedOn: z.number().int().nonnegative().optional(),
});
/** Codec of the stored form. */
export const localizedTextSchema = z.object({
  orig: z.enum(languages),
  texts: z.partialRecord(z.enum(languages), entrySchema),
});

/** A text written in both languages at once by people: neither is a translation of record. */
export function localizedText(orig: Language, texts: Partial<Record<Language, string | null>>, status: TextStatus = 'human'): LocalizedText {
  const made: Partial<Record<Language, LocalizedEntry>> = {};
  for (const language of languages) {
    const text = texts[language];
    if (!text) continue;
    made[language] = language === orig ? { text, status: 'original', rev: 1 } : { text, status, rev: 1, basedOn: 1 };
  }
  return { orig, texts: made };
}

/** The words alone, by language. */
export const textsOf = ({ texts }: LocalizedText): Partial<Record<Language, string>> =>
  Object.fromEntries(Object.entries(texts).map(([language, { text }]) => [language, text]));

export interface Shown {
  readonly text: string;
  readonly language: Language;
  readonly status: TextStatus;
  /** True when the asked language has no text and the other one stands in: say so beside it. */
  readonly missing: boolean;
  readonly outOfDate: boolean;
}

/** What a reader of `language` sees; undefined only when there is no text at all. Never a silent fallback. */
export function shownText(value: LocalizedText | null | undefined, language: Language): Shown | undefined {
  if (!value) return undefined;
  const own = value.texts[language];
  const shownLanguage = own ? language : otherLanguage(language);
  const entry = own ?? value.texts[shownLanguage];
  if (!entry) return undefined;
  return { text: entry.text, language: shownLanguage, status: entry.status, missing: !own, outOfDate: isOutOfDate(value, shownLanguage) };
}

/** Whether the text of `language` is a translation of an older original. */
export function isOutOfDate(value: LocalizedText, language: Language): boolean {
  const entry = value.texts[language];
  const original = value.texts[value.orig];
  return Boolean(entry && original && language !== value.orig && (entry.basedOn ?? 0) < original.rev);
}

/** Plain words of a text in `language`, else in the other, else ''. For titles, sorting and logs. */
export const plainText = (value: LocalizedText | null | undefined, language: Language): string => shownText(value, language)?.text ?? '';

/**
 * The text after an edit. A changed original gets a new `rev`, which marks its translations as out of
 * date; a changed translation is based on the original as it now stands and is no longer "reviewed".
 * `confirmed` says that the translator looked at an unchanged translation and it still holds.
 */
export function editedText(
  before: LocalizedText | null,
  typed: Partial<Record<Language, string | undefined>>,
  orig: Language,
  confirmed: ReadonlySet<Language> = new Set(),
): LocalizedText | null {
  const base: LocalizedText = before ?? { orig, texts: {} };
  const texts: Partial<Record<Language, LocalizedEntry>> = { ...base.texts };
  for (const language of [orig, otherLanguage(orig)]) {
    const raw = typed[language];
    if (raw === undefined) continue;
    const text = cleanText(raw);
    const old = base.texts[language];
    const sameRole = base.orig === orig;
    if (text === '') {
      delete texts[language];
    } else if (language === orig) {
      if (old?.text === text && sameRole) continue;
      // An original that was emptied and written anew goes on counting after what its translation is based on.
      const counted = old?.rev ?? Math.max(0, base.texts[otherLanguage(orig)]?.basedOn ?? 0);
      texts[language] = { text, status: 'original', rev: counted + (old?.text === text ? 0 : 1) };
    } else {
      const originalRev = texts[orig]?.rev ?? 0;
      if (old?.text === text && sameRole && !confirmed.has(language)) continue;
      const status = old?.text === text && sameRole ? old.status : 'human';
      texts[language] = { text, status, rev: (old?.rev ?? 0) + (old?.text === text ? 0 : 1), basedOn: originalRev };
    }
  }
  return Object.keys(texts).length === 0 ? null : { orig, texts };
}
