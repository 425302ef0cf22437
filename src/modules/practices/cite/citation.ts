import type { Words } from '#platform/i18n/format.ts';
import { type Language, type LocalizedText, plainText } from '#platform/values/localized-text.ts';

/** What a reference says, whatever its form. */
export interface Reference {
  readonly code: string;
  readonly version: number;
  readonly title: LocalizedText;
  /** Null where the source names no entity. */
  readonly owner: LocalizedText | null;
  readonly publishedAt: Date;
  readonly licence: string | null;
  /** Of the record in a language; it never changes. */
  readonly address: (language: Language) => string;
}
export const citationFormats = ['text', 'bibtex', 'csl', 'jsonld'] as const;
export type CitationFormat = (typeof citationFormats)[number];

const day = (at: Date): string => at.toISOString().slice(0, 10);
const languageTag = { ar: 'ar', en: 'en' } as const;

/** A sentence in the reader's language, as it stands in a list of sources. */
export const citationText = (words: Words, reference: Reference): string =>
  words.t('practices.cite-text', {
    owner: plainText(reference.owner, words.locale) || words.t('practices.owner-unknown'),
    year: day(reference.publishedAt).slice(0, 4),
    title: plainText(reference.title, words.locale),
    version: words.number(reference.version),
    code: reference.code,
    address: reference.address(words.locale),
  });

const latexSigns: Readonly<Record<string, string>> = { '\\': '\\textbackslash{}', '~': '\\textasciitilde{}', '^': '\\textasciicircum{}' };
/** Text as BibTeX takes it: the signs that LaTeX reads as commands are written out, everything on one line. */
const bibtexText = (text: string): string =>
  text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[\\{}&%$#_~^]/g, (sign) => latexSigns[sign] ?? `\\${sign}`);

/** One entry for BibTeX and BibLaTeX. Braces around title and author keep their capitals and the name of an entity whole. */
export function bibtex(language: Language, { code, version, title, owner, publishedAt, address }: Reference): string {
  const fields: readonly (readonly [string, string])[] = [
    ['title', `{{${bibtexText(plainText(title, language))}}}`],
    ...(owner ? ([['author', `{{${bibtexText(plainText(owner, language))}}}`]] as const) : []),
    ['year', `{${day(publishedAt).slice(0, 4)}}`],
    ['date', `{${day(publishedAt)}}`],
    ['version', `{${version}}`],
    ['number', `{${code}}`],
    ['organization', '{Tabadul}'],
    ['language', `{${language === 'ar' ? 'arabic' : 'english'}}`],
    ['url', `{${address(language)}}`],
  ];
  return `@online{${code},\n${fields.map(([name, value]) => `  ${name} = ${value}`).join(',\n')}\n}\n`;
}

/** CSL-JSON, as reference managers import it. */
export const cslJson = (language: Language, { code, version, title, owner, publishedAt, address }: Reference) => [
  {
    id: code,
    type: 'webpage',
    title: plainText(title, language),
    ...(owner && { author: [{ literal: plainText(owner, language) }] }),
    issued: { 'date-parts': [day(publishedAt).split('-').map(Number)] },
    version: String(version),
    number: code,
    'container-title': 'Tabadul',
    language: languageTag[language],
    URL: address(language),
  },
];

const licenceAddresses: Readonly<Record<string, string>> = {
  'CC-BY-4.0': 'https://creativecommons.org/licenses/by/4.0/',
  'CC-BY-SA-4.0': 'https://creativecommons.org/licenses/by-sa/4.0/',
  'CC0-1.0': 'https://creativecommons.org/publicdomain/zero/1.0/',
};
const inLanguages = (text: LocalizedText) => Object.entries(text.texts).map(([language, entry]) => ({ '@language': language, '@value': entry.text }));

/** schema.org JSON-LD with both languages. */
export function citationJsonLd(language: Language, { code, version, title, owner, publishedAt, licence, address }: Reference) {
  return {
    '@context': 'https://schema.org',
    '@type': 'CreativeWork',
    '@id': address(language),
    identifier: code,
    name: inLanguages(title),
    ...(owner && { author: { '@type': 'GovernmentOrganization', name: inLanguages(owner) } }),
    datePublished: day(publishedAt),
    version: String(version),
    ...(licence && licenceAddresses[licence] && { license: licenceAddresses[licence] }),
    inLanguage: Object.keys(title.texts),
    url: address(language),
    isPartOf: { '@type': 'Collection', name: 'Tabadul' },
  };
}
