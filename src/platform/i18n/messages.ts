import type { Language } from '#platform/values/localized-text.ts';

/** A counted message in English. `n` is the count. */
export interface EnglishPlural {
  readonly one: string;
  readonly other: string;
}
/** A counted message in Arabic: all six forms, each its own words. */
export interface ArabicPlural {
  readonly zero: string;
  readonly one: string;
  readonly two: string;
  readonly few: string;
  readonly many: string;
  readonly other: string;
}
export type EnglishMessages = Readonly<Record<string, string | EnglishPlural>>;

/** What `ar.ts` must be for a given `en.ts`: a missing key or plural form does not compile. */
export type ArabicOf<En extends EnglishMessages> = { readonly [Key in keyof En]: En[Key] extends string ? string : ArabicPlural };

/** Every message of the program; each module adds its own by declaration merging in `messages/en.ts`. */
// biome-ignore lint/suspicious/noEmptyInterface: filled by declaration merging
export interface MessageCatalogue {}
export type MessageKey = keyof MessageCatalogue & string;

type Message = string | Readonly<Record<string, string>>;
const catalogues: Record<Language, Map<string, Message>> = { ar: new Map(), en: new Map() };

/** Adds a module's messages; called once per module when the program is built. Two modules cannot share a key. */
export function addMessages<En extends EnglishMessages>(en: En, ar: ArabicOf<En>): void {
  for (const key of Object.keys(en)) {
    if (catalogues.en.has(key) && catalogues.en.get(key) !== en[key]) throw new Error(`two modules have a message ${key}`);
    catalogues.en.set(key, en[key] as Message);
    catalogues.ar.set(key, ar[key] as Message);
  }
}

/** All keys with both texts, for the checks. */
export const allMessages = (): { key: string; en: Message; ar: Message }[] =>
  [...catalogues.en].map(([key, en]) => ({ key, en, ar: catalogues.ar.get(key) ?? '' }));

/** The raw message, or undefined for a key that no module has. */
export const rawMessage = (language: Language, key: string): Message | undefined => catalogues[language].get(key);
