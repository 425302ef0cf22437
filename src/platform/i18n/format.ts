import type { Language } from '#platform/values/localized-text.ts';
import { earliestDay, type PartialDate } from '#platform/values/partial-date.ts';
import { type MessageKey, rawMessage } from './messages.ts';

export type Params = Readonly<Record<string, string | number>>;
export type Digits = 'latn' | 'arab';

/** Everything that turns values into words of one language. Built once per language, digits and zone: an `Intl` object per row cost 4.9 times a page. */
export interface Words {
  readonly locale: Language;
  readonly t: (key: MessageKey, params?: Params) => string;
  /** Same, for keys known only at run time (`errors.<code>`, states): undefined when there is no such message. */
  readonly maybe: (key: string, params?: Params) => string | undefined;
  readonly number: (value: number) => string;
  readonly percent: (share: number) => string;
  readonly partialDate: (date: PartialDate) => string;
  readonly date: (at: Date) => string;
  readonly dateTime: (at: Date) => string;
  readonly time: (at: Date) => string;
  readonly hijri: (at: Date) => string;
  readonly list: (items: readonly string[]) => string;
  readonly compare: (a: string, b: string) => number;
}

const made = new Map<string, Words>();

/** The words of a language under the node's digits and time zone. */
export function wordsFor(locale: Language, digits: Digits, timeZone: string): Words {
  const id = `${locale}/${digits}/${timeZone}`;
  const known = made.get(id);
  if (known) return known;
  const words = makeWords(locale, digits, timeZone);
  made.set(id, words);
  return words;
}

const FSI = '\u2068';
const PDI = '\u2069';

function makeWords(locale: Language, digits: Digits, timeZone: string): Words {
  const tag = `${locale === 'en' ? 'en-GB' : 'ar-AE'}-u-ca-gregory-nu-${locale === 'en' ? 'latn' : digits}`;
  const numbers = new Intl.NumberFormat(tag, { maximumFractionDigits: 6 });
  const percents = new Intl.NumberFormat(tag, { style: 'percent', maximumFractionDigits: 0 });
  const plurals = new Intl.PluralRules(locale);
  const lists = new Intl.ListFormat(tag, { type: 'conjunction' });
  const collator = new Intl.Collator(locale, { numeric: true });
  const dated = (options: Intl.DateTimeFormatOptions, zone = timeZone) => new Intl.DateTimeFormat(tag, { ...options, timeZone: zone });
  const day = dated({ year: 'numeric', month: 'long', day: 'numeric' });
  const dayUtc = dated({ year: 'numeric', month: 'long', day: 'numeric' }, 'UTC');
  const monthUtc = dated({ year: 'numeric', month: 'long' }, 'UTC');
  const yearUtc = dated({ year: 'numeric' }, 'UTC');
  const clock = dated({ hour: 'numeric', minute: '2-digit', hourCycle: locale === 'en' ? 'h23' : 'h12' });
  const islamic = new Intl.DateTimeFormat(tag.replace('ca-gregory', 'ca-islamic-umalqura'), { year: 'numeric', month: 'long', day: 'numeric', timeZone });
  const number = (value: number) => numbers.format(value);

  const fill = (text: string, params: Params): string =>
    text.replace(/\{(\w+)\}/g, (whole, name: string) => {
      const value = params[name];
      if (value === undefined) return whole;
      return typeof value === 'number' ? number(value) : `${FSI}${value}${PDI}`;
    });
  const maybe = (key: string, params: Params = {}): string | undefined => {
    const message = rawMessage(locale, key);
    if (message === undefined) return undefined;
    if (typeof message === 'string') return fill(message, params);
    return fill(message[plurals.select(Number(params.n ?? 0))] ?? message.other ?? '', params);
  };
  return {
    locale,
    t: (key, params) => maybe(key, params) ?? missing(key),
    maybe,
    number,
    percent: (share) => percents.format(share),
    partialDate: (date) => {
      const at = new Date(`${earliestDay(date)}T00:00:00Z`);
      return (date.precision === 'year' ? yearUtc : date.precision === 'month' ? monthUtc : dayUtc).format(at);
    },
    date: (at) => day.format(at),
    time: (at) => clock.format(at),
    dateTime: (at) => `${day.format(at)}${locale === 'ar' ? '، ' : ', '}${clock.format(at)}`,
    hijri: (at) => islamic.format(at),
    list: (items) => lists.format(items),
    compare: collator.compare,
  };
}

function missing(key: string): never {
  throw new Error(`no message ${key}`);
}
