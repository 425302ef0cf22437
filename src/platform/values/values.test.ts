import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cleanLine, cleanText } from './clean-text.ts';
import { editedText, isOutOfDate, localizedText, plainText, shownText } from './localized-text.ts';
import { earliestDay, isBefore, parsePartialDate, partialDateSchema } from './partial-date.ts';
import { parseNumber, plainNumber, quantitySchema } from './quantity.ts';

const escaped = (text: string): string => JSON.stringify(text).replace(/[^ -~]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);

const texts: readonly (readonly [raw: string, clean: string, why: string])[] = [
  ['  text \n', 'text', 'space around it'],
  ['a\r\nb\rc\u2028d\u2029e', 'a\nb\nc\nd\ne', 'one kind of line end'],
  ['a\u0000b\u0007c\u009bd', 'abcd', 'NUL and controls'],
  ['pay \u202e001\u202c now', 'pay 001 now', 'an override that would make 001 read as 100'],
  ['\u2066a\u2069\u200e\u200f\u061c\u202ab', 'ab', 'every other direction mark'],
  ['a\ud83db\ude00c', 'abc', 'halves of a character'],
  ['😀', '😀', 'a whole one stays'],
  ['\ufeffa\u200bb', 'ab', 'byte order mark and zero-width space'],
  ['می\u200cرود क\u094d\u200dष', 'می\u200cرود क\u094d\u200dष', 'the joiners that scripts need stay'],
  ['cafe\u0301', 'caf\u00e9', 'one form of a letter with its mark'],
  ['مَدْرَسَة', 'مَدْرَسَة', 'vowel signs stay'],
  ['a\tb\n\nc', 'a\tb\n\nc', 'tabs and paragraphs stay'],
];
for (const [raw, clean, why] of texts) test(`clean text: ${why}: ${escaped(raw)}`, () => assert.equal(cleanText(raw), clean));

test('a line has no line ends and no runs of space', () => assert.equal(cleanLine(' a \u00a0 b\r\n\tc '), 'a b c'));

test('clean text has no zero-width mark but the joiners that scripts need', () => {
  for (const mark of ['\u2060', '\u2061', '\u2064', '\u00ad', '\u180e', '\u{e0041}']) assert.equal(cleanText(`a${mark}b`), 'ab', escaped(mark));
});

const numbers: readonly (readonly [raw: string, value: number | undefined])[] = [
  ['45', 45],
  ['12.5', 12.5],
  ['1,200', 1_200],
  ['1,234,567.25', 1_234_567.25],
  ['-3', -3],
  ['\u22123', -3],
  ['٤٥', 45],
  ['١٢٫٥', 12.5],
  ['١٬٢٠٠', 1_200],
  ['۱۲۳', 123],
  [' 7 ', 7],
  ['007', 7],
  ['', undefined],
  ['about 40', undefined],
  ['40%', undefined],
  ['1,5', undefined],
  ['12,34', undefined],
  ['1.200.000', undefined],
  ['1,2000', undefined],
  ['1e5', undefined],
  ['0x10', undefined],
  ['+5', undefined],
  ['.5', undefined],
  ['5.', undefined],
  ['--5', undefined],
  ['١٢,٥', undefined],
  ['Infinity', undefined],
  ['9'.repeat(40), undefined],
  ['½', undefined],
  ['٪٤٠', undefined],
];
for (const [raw, value] of numbers) test(`the number ${JSON.stringify(raw)} is ${value}`, () => assert.equal(parseNumber(raw), value));

test('a number that was read can be read again as it is written into a form', () => {
  for (const value of [0.0000001, 1e15, -2.5, 0, 123456.789]) assert.equal(parseNumber(plainNumber(value)), value);
});

test('a quantity has one of the five qualifiers', () => {
  for (const qualifier of ['exact', 'about', 'more_than', 'at_least', 'at_most']) assert.ok(quantitySchema.safeParse({ value: 1, qualifier }).success);
  for (const wrong of [{ value: 1 }, { value: 1, qualifier: 'over' }, { value: '1', qualifier: 'exact' }, { value: Number.NaN, qualifier: 'exact' }])
    assert.equal(quantitySchema.safeParse(wrong).success, false);
});

const dates: readonly (readonly [raw: string, precision: 'year' | 'month' | 'day' | undefined])[] = [
  ['2021', 'year'],
  ['2021-03', 'month'],
  ['2021-03-14', 'day'],
  ['٢٠٢١-٠٣', 'month'],
  ['۲۰۲۱', 'year'],
  ['2021-02-31', undefined],
  ['2021-04-31', undefined],
  ['2021-02-29', undefined],
  ['2024-02-29', 'day'],
  ['1900-02-29', undefined],
  ['2000-02-29', 'day'],
  ['2021-13', undefined],
  ['2021-00', undefined],
  ['2021-01-00', undefined],
  ['0999', undefined],
  ['21', undefined],
  ['2021-3', undefined],
  ['14/03/2021', undefined],
  ['2021-03-14T00:00', undefined],
  ['', undefined],
];
for (const [raw, precision] of dates) test(`the date "${raw}" has the precision ${precision}`, () => assert.equal(parsePartialDate(raw)?.precision, precision));

test('a stored date is of the precision it says', () => {
  assert.ok(partialDateSchema.safeParse({ date: '2021-03', precision: 'month', inferred: true }).success);
  for (const wrong of [
    { date: '2021-03', precision: 'day' },
    { date: '2021-02-31', precision: 'day' },
    { date: '2021', precision: 'decade' },
  ])
    assert.equal(partialDateSchema.safeParse(wrong).success, false);
});

test('a date lies before another only when every day it can mean does', () => {
  const date = (raw: string) => parsePartialDate(raw) as NonNullable<ReturnType<typeof parsePartialDate>>;
  const cases: readonly (readonly [string, string, boolean])[] = [
    ['2020', '2021', true],
    ['2021', '2021-03', false],
    ['2021-03', '2021', false],
    ['2021-02-28', '2021-03', true],
    ['2021-03-14', '2021-03', false],
    ['2021-03-14', '2021-03-15', true],
    ['2021-03-15', '2021-03-15', false],
  ];
  for (const [a, b, expected] of cases) assert.equal(isBefore(date(a), date(b)), expected, `${a} before ${b}`);
  assert.deepEqual(
    ['2021', '2021-03', '2021-03-14'].map((raw) => earliestDay(date(raw))),
    ['2021-01-01', '2021-03-01', '2021-03-14'],
  );
});

test('both languages written at once: one is the original, the other a translation of its first revision', () => {
  const value = localizedText('ar', { ar: 'خدمة', en: 'Service' }, 'reviewed');
  assert.deepEqual(value, {
    orig: 'ar',
    texts: { ar: { text: 'خدمة', status: 'original', rev: 1 }, en: { text: 'Service', status: 'reviewed', rev: 1, basedOn: 1 } },
  });
  assert.deepEqual(localizedText('ar', { ar: 'خدمة', en: '' }).texts, { ar: { text: 'خدمة', status: 'original', rev: 1 } });
});

test('an edit of the original marks its translation as out of date until that is written or confirmed again', () => {
  const first = localizedText('ar', { ar: 'خدمة', en: 'Service' }, 'reviewed');
  const changed = editedText(first, { ar: 'خدمة جديدة', en: 'Service' }, 'ar');
  assert.deepEqual([changed?.texts.ar?.rev, changed && isOutOfDate(changed, 'en'), changed && isOutOfDate(changed, 'ar')], [2, true, false]);
  const confirmed = editedText(changed, { en: 'Service' }, 'ar', new Set(['en']));
  assert.deepEqual([confirmed?.texts.en, confirmed && isOutOfDate(confirmed, 'en')], [{ text: 'Service', status: 'reviewed', rev: 1, basedOn: 2 }, false]);
  const rewritten = editedText(changed, { en: 'New service' }, 'ar');
  assert.deepEqual(rewritten?.texts.en, { text: 'New service', status: 'human', rev: 2, basedOn: 2 }, 'no longer reviewed');
  const both = editedText(first, { ar: 'خدمة أخرى', en: 'Another service' }, 'ar');
  assert.equal(both && isOutOfDate(both, 'en'), false);
  assert.equal(editedText(first, { ar: '', en: ' ' }, 'ar'), null);
  assert.deepEqual(editedText(null, { en: 'Only' }, 'ar')?.texts, { en: { text: 'Only', status: 'human', rev: 1, basedOn: 0 } });
});

test('an original that was emptied and written anew leaves its translation out of date', () => {
  const third = editedText(editedText(localizedText('ar', { ar: 'أ', en: 'A' }), { ar: 'ب' }, 'ar'), { ar: 'ج', en: 'C' }, 'ar');
  const emptied = editedText(third, { ar: '' }, 'ar');
  const anew = editedText(emptied, { ar: 'نص آخر تماماً' }, 'ar');
  assert.equal(anew && isOutOfDate(anew, 'en'), true);
});

test('a reader is told when the other language stands in, and sees nothing where there is nothing', () => {
  const value = localizedText('ar', { ar: 'خدمة' });
  assert.deepEqual(shownText(value, 'en'), { text: 'خدمة', language: 'ar', status: 'original', missing: true, outOfDate: false });
  assert.equal(shownText(value, 'ar')?.missing, false);
  assert.equal(shownText(null, 'ar'), undefined);
  assert.equal(shownText({ orig: 'ar', texts: {} }, 'ar'), undefined);
  assert.deepEqual([plainText(value, 'en'), plainText(undefined, 'en')], ['خدمة', '']);
});
