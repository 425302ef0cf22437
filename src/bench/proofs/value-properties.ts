import assert from 'node:assert/strict';
import fc from 'fast-check';
import { asciiDigits, cleanLine, cleanText } from '#platform/values/clean-text.ts';
import { editedText, isOutOfDate, type Language, type LocalizedText, languages, otherLanguage, shownText } from '#platform/values/localized-text.ts';
import { earliestDay, isBefore, parsePartialDate } from '#platform/values/partial-date.ts';
import { parseNumber } from '#platform/values/quantity.ts';

/** Letters that have broken text before: direction marks, joiners, marks of their own, lone surrogates, controls. */
const awkward = fc.constantFrom(
  ...[
    '\u0000',
    '\u0007',
    '\u200b',
    '\u200c',
    '\u200d',
    '\u200e',
    '\u200f',
    '\u061c',
    '\u202a',
    '\u202e',
    '\u2066',
    '\u2069',
    '\ufeff',
    '\ufffd',
    '\u2028',
    '\r',
  ],
  ...['\r\n', '\n', ' ', '\u00a0', '\t', '\u0085', 'e\u0301', '\u0344', '\u2126', 'ا', 'لا', '٣', '۴', '٫', '٬', '😀', '\ud83d', '\ude00', '\u0e33', 'z'],
);
export const anyText = fc.string({ unit: fc.oneof(awkward, fc.string({ unit: 'binary', minLength: 1, maxLength: 1 })), maxLength: 60 });

// biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the point
const forbidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffd\ufeff\u200b\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\r\u2028\u2029]/;
const inArabicDigits = (text: string, zero: number): string =>
  text.replace(/\d/g, (digit) => String.fromCodePoint(zero + Number(digit))).replace('.', zero === 0x660 ? '٫' : '.');

const language = fc.constantFrom<Language>(...languages);
const typed = fc.record({ ar: fc.option(anyText, { nil: undefined }), en: fc.option(anyText, { nil: undefined }) });
/** A text after a few edits by people, in either language. */
const edits = fc.tuple(language, fc.array(fc.record({ typed, confirmed: fc.option(language, { nil: undefined }) }), { minLength: 1, maxLength: 6 }));

type Rounds = readonly { readonly typed: Partial<Record<Language, string | undefined>> }[];
const afterEdits = (orig: Language, rounds: Rounds): LocalizedText | null =>
  rounds.reduce<LocalizedText | null>((value, { typed: round }) => editedText(value, round, orig), null);

export interface Property {
  readonly name: string;
  readonly check: (runs: number, seed: number) => void;
}
const property = <T extends [unknown, ...unknown[]]>(
  name: string,
  arbitraries: { [K in keyof T]: fc.Arbitrary<T[K]> },
  predicate: (...values: T) => void,
): Property => ({
  name,
  check: (runs, seed) =>
    fc.assert(fc.property(...(arbitraries as unknown as [fc.Arbitrary<unknown>]), predicate as unknown as (value: unknown) => void), { numRuns: runs, seed }),
});

/** What holds for every value, whatever is typed: run with a few hundred cases by the tests and with thousands by `npm run prove`. */
export const valueProperties: readonly Property[] = [
  property('clean text is well formed, without controls, and clean already', [anyText], (raw) => {
    for (const clean of [cleanText(raw), cleanLine(raw)]) {
      assert.equal(clean.isWellFormed(), true);
      assert.doesNotMatch(clean, forbidden);
      assert.equal(clean, clean.trim());
      assert.equal(clean, clean.normalize('NFC'));
      assert.equal(cleanText(clean), clean);
    }
    assert.doesNotMatch(cleanLine(raw), /[\n\t]| {2}/);
  }),
  property('clean text keeps every letter and digit of any script', [fc.string({ unit: 'grapheme', maxLength: 40 })], (raw) => {
    const letters = (text: string): string => text.normalize('NFC').replace(/[^\p{L}\p{N}]/gu, '');
    assert.equal(letters(cleanText(raw)), letters(raw));
  }),
  property('a number is read in all three digit sets alike', [fc.integer({ min: -1e15, max: 1e15 }), fc.integer({ min: 0, max: 999 })], (whole, fraction) => {
    const plain = `${whole}.${fraction}`;
    const value = Number(plain);
    const expected = Math.abs(value) <= 1e15 ? value : undefined;
    assert.equal(parseNumber(plain), expected);
    assert.equal(parseNumber(inArabicDigits(plain, 0x660)), expected);
    assert.equal(parseNumber(inArabicDigits(plain, 0x6f0)), expected);
    assert.equal(parseNumber(` ${plain.replace('-', '\u2212')} `), expected);
    assert.equal(parseNumber(whole.toLocaleString('en')), whole);
    assert.equal(parseNumber(whole.toLocaleString('ar-EG').replace('\u061c', '')), whole);
  }),
  property('what is not a number is not guessed', [anyText], (raw) => {
    const value = parseNumber(raw);
    if (value === undefined) return;
    assert.equal(Number.isFinite(value), true);
    assert.match(asciiDigits(raw.trim()), /^[-\u2212]?[\d,]+(\.\d+)?$/);
  }),
  property('a day is read when the calendar has it, and only then', [fc.integer({ min: 1_000, max: 9_999 }), fc.nat(13), fc.nat(32)], (year, month, day) => {
    const text = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
    const at = new Date(`${text}T00:00:00Z`);
    const exists = !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
    assert.deepEqual(parsePartialDate(text), exists ? { date: text, precision: 'day' } : undefined);
    assert.deepEqual(parsePartialDate(inArabicDigits(text, 0x660)), parsePartialDate(text));
  }),
  property(
    'no date lies before one that it may be',
    [fc.date({ min: new Date('1000-01-01'), max: new Date('9999-12-31'), noInvalidDate: true }), fc.constantFrom(4, 7, 10), fc.constantFrom(4, 7, 10)],
    (at, a, b) => {
      const [one, other] = [a, b].map((length) => parsePartialDate(at.toISOString().slice(0, length)));
      assert.ok(one && other, 'both are dates');
      assert.equal(isBefore(one, other), false);
      assert.ok(earliestDay(one) <= at.toISOString().slice(0, 10), 'the earliest day is not after the day');
    },
  ),
  property('after any edits a translation is out of date exactly when the original changed after it', [edits], ([orig, rounds]) => {
    let value = null as LocalizedText | null;
    /** The words of the original that the translation was last written or confirmed against; unknown once a side was emptied. */
    let against: string | undefined;
    const other = otherLanguage(orig);
    for (const { typed: round, confirmed } of rounds) {
      const before = value;
      value = editedText(before, round, orig, new Set(confirmed ? [confirmed] : []));
      const [now, was] = [value?.texts[other]?.text, before?.texts[other]?.text];
      if (now !== was || (confirmed === other && round[other] !== undefined)) against = value?.texts[orig]?.text;
      if (!value?.texts[orig] || !before?.texts[orig]) return;
      if (now !== undefined && against !== undefined && value.texts[orig]?.text !== against) assert.equal(isOutOfDate(value, other), true);
      if (now !== undefined && value.texts[orig]?.text === before.texts[orig]?.text && now !== was) assert.equal(isOutOfDate(value, other), false);
      assert.equal(isOutOfDate(value, orig), false);
      assert.equal(value.texts[orig]?.status, 'original');
    }
  }),
  property('an edit that changes nothing changes nothing', [edits], ([orig, rounds]) => {
    const value = afterEdits(orig, rounds);
    if (value === null) return;
    const same = Object.fromEntries(languages.map((one) => [one, value.texts[one]?.text ?? '']));
    assert.deepEqual(editedText(value, same, orig), value);
    assert.deepEqual(editedText(value, {}, orig), value);
  }),
  property('a text in the other language is never shown as if it were in the reader’s', [edits, language], ([orig, rounds], reader) => {
    const value = afterEdits(orig, rounds);
    const shown = shownText(value, reader);
    assert.equal(shown === undefined, value === null);
    if (shown) {
      assert.equal(shown.missing, shown.language !== reader);
      assert.equal(shown.text, value?.texts[shown.language]?.text);
      assert.equal(shown.missing, value?.texts[reader] === undefined);
    }
  }),
];
