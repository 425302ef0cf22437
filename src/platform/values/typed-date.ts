import { asciiDigits } from './clean-text.ts';
import { type PartialDate, parsePartialDate } from './partial-date.ts';

export type DateOrder = 'dmy' | 'mdy';

const gregorianMonths: readonly (readonly string[])[] = [
  ['january', 'jan', 'يناير', 'كانون الثاني'],
  ['february', 'feb', 'فبراير', 'شباط'],
  ['march', 'mar', 'مارس', 'آذار', 'اذار'],
  ['april', 'apr', 'أبريل', 'ابريل', 'إبريل', 'نيسان'],
  ['may', 'مايو', 'أيار', 'ايار'],
  ['june', 'jun', 'يونيو', 'يونيه', 'حزيران'],
  ['july', 'jul', 'يوليو', 'يوليه', 'تموز'],
  ['august', 'aug', 'أغسطس', 'اغسطس', 'آب', 'اب'],
  ['september', 'sep', 'sept', 'سبتمبر', 'أيلول', 'ايلول'],
  ['october', 'oct', 'أكتوبر', 'اكتوبر', 'تشرين الأول', 'تشرين الاول'],
  ['november', 'nov', 'نوفمبر', 'تشرين الثاني'],
  ['december', 'dec', 'ديسمبر', 'كانون الأول', 'كانون الاول'],
];
const hijriMonths: readonly (readonly string[])[] = [
  ['محرم', 'muharram'],
  ['صفر', 'safar'],
  ['ربيع الأول', 'ربيع الاول', 'rabi al-awwal'],
  ['ربيع الآخر', 'ربيع الاخر', 'ربيع الثاني', 'rabi al-thani'],
  ['جمادى الأولى', 'جمادى الاولى', 'جمادي الأولى', 'jumada al-ula'],
  ['جمادى الآخرة', 'جمادى الاخرة', 'جمادي الآخرة', 'جمادى الثانية', 'jumada al-akhirah'],
  ['رجب', 'rajab'],
  ['شعبان', 'shaban'],
  ['رمضان', 'ramadan'],
  ['شوال', 'shawwal'],
  ['ذو القعدة', 'ذي القعدة', 'dhu al-qadah'],
  ['ذو الحجة', 'ذي الحجة', 'dhu al-hijjah'],
];
const numberOf = (months: readonly (readonly string[])[], name: string): number => months.findIndex((names) => names.includes(name)) + 1;

const two = (n: number): string => String(n).padStart(2, '0');
const partial = (year: number, month?: number, day?: number): PartialDate | undefined =>
  parsePartialDate([String(year), ...(month ? [two(month)] : []), ...(day ? [two(day)] : [])].join('-'));

const umalqura = new Intl.DateTimeFormat('en-u-ca-islamic-umalqura-nu-latn', { year: 'numeric', month: 'numeric', day: 'numeric', timeZone: 'UTC' });
const hijriOf = (at: number): { year: number; month: number; day: number } => {
  const parts = Object.fromEntries(umalqura.formatToParts(at).map(({ type, value }) => [type, Number.parseInt(value, 10)]));
  return { year: parts.year ?? 0, month: parts.month ?? 0, day: parts.day ?? 0 };
};
const dayMs = 86_400_000;

/** The Gregorian day of a day of the Umm al-Qura calendar, found by searching round its estimate; undefined when that month has no such day. */
function gregorianOf(year: number, month: number, day: number): string | undefined {
  const from = Date.UTC(1900, 3, 30) + Math.floor((year - 1318) * 354.367 + (month - 1) * 29.53 + day - 3) * dayMs;
  for (let at = from; at <= from + 8 * dayMs; at += dayMs) {
    const hijri = hijriOf(at);
    if (hijri.year === year && hijri.month === month && hijri.day === day) return new Date(at).toISOString().slice(0, 10);
  }
  return undefined;
}

/** A Hijri day is a Gregorian day; a Hijri month or year begins in the Gregorian one that is given, marked as inferred. */
function fromHijri(year: number, month?: number, day?: number): PartialDate | undefined {
  const found = gregorianOf(year, month ?? 1, day ?? 1);
  if (!found) return undefined;
  if (day) return { date: found, precision: 'day' };
  return month ? { date: found.slice(0, 7), precision: 'month', inferred: true } : { date: found.slice(0, 4), precision: 'year', inferred: true };
}

const isHijriYear = (year: number): boolean => year >= 1318 && year <= 1600;

function built(hijri: boolean, year: number, month?: number, day?: number): PartialDate | undefined {
  if (month !== undefined && (month < 1 || month > 12)) return undefined;
  if (hijri || isHijriYear(year)) return isHijriYear(year) ? fromHijri(year, month, day) : undefined;
  return partial(year, month, day);
}

/** The day number of a spreadsheet (from 1900), which is left when a date cell lost its format. */
const fromSerial = (serial: number): PartialDate => ({ date: new Date(Date.UTC(1899, 11, 30) + serial * dayMs).toISOString().slice(0, 10), precision: 'day' });

/**
 * Reads a date as people and programs write it in tables: years, ISO, day before month (or as `order` says),
 * months by name in Arabic and English, either digit set, the Hijri calendar (Umm al-Qura; known by its years or
 * by هـ), day numbers of spreadsheets. Undefined when there is no such date.
 */
export function parseTypedDate(raw: string, order: DateOrder = 'dmy'): PartialDate | undefined {
  const plain = asciiDigits(raw)
    .replace(/[\u200e\u200f\u00a0\u0640]/g, (mark) => (mark === '\u00a0' ? ' ' : ''))
    .trim()
    .toLowerCase();
  const hijri = /(?:هـ|\sه|\dه|\bah|هجري)\.?$/.test(plain) || /\dه$/.test(plain);
  const text = plain
    .replace(/\s*(?:هجرية|هجري|ه|ah|م|ad|ce)\.?$/, '')
    .replace(/\s+/g, ' ')
    .trim();
  const serial = /^(\d{5})(?:\.0+)?$/.exec(text);
  if (serial && Number(serial[1]) >= 20_000 && Number(serial[1]) <= 80_000) return fromSerial(Number(serial[1]));
  const year = /^(\d{4})(?:\.0+)?$/.exec(text);
  if (year) return built(hijri, Number(year[1]));
  const yearFirst = /^(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?(?:[t ]\d{1,2}:\d{2}.*)?$/.exec(text);
  if (yearFirst) return built(hijri, Number(yearFirst[1]), Number(yearFirst[2]), yearFirst[3] === undefined ? undefined : Number(yearFirst[3]) || 99);
  const yearLast = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$/.exec(text);
  if (yearLast) {
    const [first, second] = [Number(yearLast[1]), Number(yearLast[2])];
    const [day, month] = order === 'dmy' ? [first, second] : [second, first];
    return built(hijri, Number(yearLast[3]), month, day || 99);
  }
  const monthYear = /^(\d{1,2})[-/.](\d{4})$/.exec(text);
  if (monthYear) return built(hijri, Number(monthYear[2]), Number(monthYear[1]));
  return named(text, hijri);
}

/** `14 March 2021`, `March 14, 2021`, `مارس 2021`, `17 رمضان 1445`. */
function named(text: string, hijri: boolean): PartialDate | undefined {
  const match = /^(?:(\d{1,2}) )?([^\d,،]+?)(?: (\d{1,2})[,،]?)?[ ,،]+(\d{4})$/u.exec(text);
  if (!match) return undefined;
  const [, before, name = '', behind, year] = match;
  const day = before ?? behind;
  const ofHijri = numberOf(hijriMonths, name.trim());
  const month = ofHijri || numberOf(gregorianMonths, name.trim());
  if (month === 0) return undefined;
  if (ofHijri && !isHijriYear(Number(year))) return undefined;
  return built(hijri || ofHijri > 0, Number(year), month, day === undefined ? undefined : Number(day) || 99);
}
