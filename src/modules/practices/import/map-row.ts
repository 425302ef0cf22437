import type { Cell, TableRow } from '#platform/sheets/table.ts';
import { asciiDigits, cleanLine, cleanText } from '#platform/values/clean-text.ts';
import { type Language, type LocalizedText, localizedText, otherLanguage } from '#platform/values/localized-text.ts';
import { isBefore, type PartialDate } from '#platform/values/partial-date.ts';
import { parseTypedDate } from '#platform/values/typed-date.ts';
import { type Content, emptyContent } from '../content/content.ts';
import type { Lookups } from './lookups.ts';
import { type CodedField, type ExternalSource, type ImportField, importFields, type Mapping, type RowProblem } from './mapping.ts';

export interface MappedRecord {
  readonly externalId: string;
  readonly content: Content;
  readonly country: string | null;
  readonly orig: Language;
  readonly source: { readonly document: 'import'; readonly external: ExternalSource };
}
export type MappedRow = { readonly record: MappedRecord } | { readonly externalId: string | null; readonly problems: readonly RowProblem[] };

interface Reading {
  readonly cells: TableRow['cells'];
  readonly at: ReadonlyMap<ImportField, number>;
  readonly mapping: Mapping;
  readonly lookups: Lookups;
  readonly problems: RowProblem[];
}

const titleMax = 300;
const textMax = 20_000;
const empties = new Set(['', '-', '–', '—', 'n/a', 'null', 'لا يوجد']);

/** How the rows of a file with these columns are read. Pure: the same row gives the same record. */
export function rowMapper(columns: readonly string[], mapping: Mapping, lookups: Lookups): (row: TableRow) => MappedRow {
  const at = new Map(
    importFields.flatMap((field) => {
      const index = columns.indexOf(mapping.columns[field] ?? '\0');
      return index < 0 ? [] : [[field, index] as const];
    }),
  );
  return (row) => readRow({ cells: row.cells, at, mapping, lookups, problems: [] });
}

/** A sheet whose formulas were neutralised on export gets its values back. */
const unquoted = (text: string): string => (/^'+[=+\-@\t\r＝＋－＠]/.test(text) ? text.slice(1) : text);
const cellText = (cell: Cell | undefined): string => (Array.isArray(cell) ? cell.join('; ') : String(cell ?? ''));

function textOf({ cells, at }: Reading, field: ImportField): string {
  const index = at.get(field);
  const text = index === undefined ? '' : cleanText(unquoted(cellText(cells[index]).replaceAll('\u00a0', ' ')));
  return empties.has(text.toLowerCase()) ? '' : text;
}

/** The words of a cell that holds several: the items of a list, or what stands between semicolons or lines. */
function wordsOf(reading: Reading, field: ImportField, separator: RegExp): string[] {
  const index = reading.at.get(field);
  const cell = index === undefined ? null : reading.cells[index];
  const parts = Array.isArray(cell) ? (cell as readonly string[]) : textOf(reading, field).split(separator);
  return [...new Set(parts.map((part) => cleanLine(part)).filter((part) => !empties.has(part.toLowerCase())))];
}

function problem(reading: Reading, field: ImportField, code: string, details?: RowProblem['details']): void {
  reading.problems.push({ field, column: reading.mapping.columns[field] ?? null, code, ...(details && { details }) });
}

function pair(reading: Reading, name: 'title' | 'subtitle' | 'problem' | 'solution' | 'novelty', max: number): LocalizedText | null {
  const texts = { ar: textOf(reading, `${name}Ar`), en: textOf(reading, `${name}En`) };
  for (const [language, field] of [
    ['ar', `${name}Ar`],
    ['en', `${name}En`],
  ] as const)
    if (texts[language].length > max) problem(reading, field, 'input.too-long', { n: texts[language].length, max });
  const { orig } = reading.mapping;
  const given = texts[orig] !== '' ? orig : texts[otherLanguage(orig)] !== '' ? otherLanguage(orig) : undefined;
  return given ? localizedText(given, texts) : null;
}

/** What a word means: as the mapping says ('' is "nothing"), else as it says by itself, else undefined. */
const meaningOf = ({ mapping, lookups }: Reading, field: CodedField, word: string): string | undefined =>
  mapping.values[field]?.[word] ?? lookups.of[field](word);

function coded(reading: Reading, field: CodedField): string | null {
  const word = cleanLine(textOf(reading, field));
  if (word === '') return null;
  const code = meaningOf(reading, field, word);
  if (code === undefined) problem(reading, field, 'import.unknown-word', { value: word.slice(0, 80) });
  return code || null;
}

/** Countries by the column of codes; without one there, those that the words of the place name. A place that is none stays a place. */
function countriesOf(reading: Reading): { countries: string[]; places: string[] } {
  const places = wordsOf(reading, 'place', /[;\n|]|, /);
  const words = wordsOf(reading, 'country', /[;\n|,]/);
  if (words.length === 0) return { countries: [...new Set(places.flatMap((word) => meaningOf(reading, 'country', word) || []))], places };
  const found = words.map((word) => ({ word, code: meaningOf(reading, 'country', word) }));
  for (const { word, code } of found) if (code === undefined) problem(reading, 'country', 'import.unknown-country', { value: word.slice(0, 80) });
  return { countries: [...new Set(found.flatMap(({ code }) => code || []))], places };
}

/** The division and, where it stands under that division, the group: words such as "general services" are the same in several. */
function cofogOf(reading: Reading): string[] {
  const division = coded(reading, 'cofog');
  const group = cleanLine(textOf(reading, 'cofogGroup'));
  const code = group === '' ? undefined : meaningOf(reading, 'cofogGroup', group);
  if (code && (division === null || code.startsWith(`${division}.`))) return [code];
  return division === null ? [] : [division];
}

function sdgOf(reading: Reading): string[] {
  const codes = wordsOf(reading, 'sdg', /[;,\s]+/).map(asciiDigits);
  for (const code of codes) if (!reading.lookups.isSdg(code)) problem(reading, 'sdg', 'import.unknown-word', { value: code.slice(0, 80) });
  return codes;
}

function dateOf(reading: Reading, field: 'startedOn' | 'endedOn'): PartialDate | null {
  const typed = textOf(reading, field);
  if (typed === '') return null;
  const date = parseTypedDate(typed, reading.mapping.dateOrder);
  if (!date) problem(reading, field, 'import.unknown-date', { value: typed.slice(0, 80) });
  return date ?? null;
}

function linksOf(reading: Reading): { links: string[]; reference: string | null } {
  const text = textOf(reading, 'links');
  const links = [...new Set((text.match(/https?:\/\/[^\s<>"]+/g) ?? []).map((link) => link.replace(/[,;.]+$/, '').slice(0, 2_000)))];
  return { links: links.slice(0, 20), reference: links.length === 0 && text !== '' ? text.slice(0, 500) : null };
}

function readRow(reading: Reading): MappedRow {
  const { mapping, problems } = reading;
  const externalId = cleanLine(textOf(reading, 'externalId'));
  if (externalId === '') problem(reading, 'externalId', 'import.no-id');
  else if (externalId.length > 200) problem(reading, 'externalId', 'input.too-long', { n: externalId.length, max: 200 });
  const title = pair(reading, 'title', titleMax);
  if (!title) problem(reading, mapping.orig === 'ar' ? 'titleAr' : 'titleEn', 'input.required');
  const { countries, places } = countriesOf(reading);
  const [startedOn, endedOn] = [dateOf(reading, 'startedOn'), dateOf(reading, 'endedOn')];
  if (startedOn && endedOn && isBefore(endedOn, startedOn))
    problem(reading, 'endedOn', 'practices.ends-before-start', { start: startedOn.date, end: endedOn.date });
  const content: Content = {
    ...emptyContent(title ?? { orig: mapping.orig, texts: {} }),
    subtitle: pair(reading, 'subtitle', 1_000),
    problem: pair(reading, 'problem', textMax),
    solution: pair(reading, 'solution', textMax),
    novelty: pair(reading, 'novelty', textMax),
    level: (coded(reading, 'level') ?? (countries.length > 1 ? 'multi' : null)) as Content['level'],
    type: coded(reading, 'type') as Content['type'],
    stage: coded(reading, 'stage') as Content['stage'],
    licence: coded(reading, 'licence') as Content['licence'],
    cofog: cofogOf(reading),
    sdg: sdgOf(reading),
    startedOn,
    endedOn,
  };
  const external = externalOf(reading, externalId, countries, places);
  if (problems.length > 0) return { externalId: externalId || null, problems };
  const country = countries.length === 1 ? (countries[0] ?? null) : null;
  return { record: { externalId, content, country, orig: content.title.orig, source: { document: 'import', external } } };
}

function externalOf(reading: Reading, externalId: string, countries: readonly string[], places: readonly string[]): ExternalSource {
  const { source, orig } = reading.mapping;
  return {
    key: source.key,
    title: localizedText(orig, { ar: source.titleAr, en: source.titleEn }),
    licence: source.licence || null,
    address: source.address || null,
    externalId,
    owner: cleanLine(textOf(reading, 'owner')) || null,
    ...linksOf(reading),
    countries,
    places,
  };
}
