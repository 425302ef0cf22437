import assert from 'node:assert/strict';
import { test } from 'node:test';
import { wordsFor } from './format.ts';
import { type ArabicPlural, addMessages, type MessageKey } from './messages.ts';

const six: ArabicPlural = { zero: 'لا ملفات', one: 'ملف واحد', two: 'ملفان', few: '{n} ملفات', many: '{n} ملفاً', other: '{n} ملف' };
addMessages(
  { 'test.files': { one: 'One file', other: '{n} files' }, 'test.by': 'Written by {name} on {date}', 'test.twice': '{a} {a} {b}' },
  { 'test.files': six, 'test.by': 'كتبها {name} في {date}', 'test.twice': '{a} {a} {b}' },
);
const key = (name: string) => name as MessageKey;
const [arabic, arabicDigits, english] = [wordsFor('ar', 'latn', 'Asia/Dubai'), wordsFor('ar', 'arab', 'Asia/Dubai'), wordsFor('en', 'arab', 'Asia/Dubai')];

test('Arabic counts in six forms, English in two', () => {
  const expected: Readonly<Record<number, string>> = {
    0: 'لا ملفات',
    1: 'ملف واحد',
    2: 'ملفان',
    3: '3 ملفات',
    10: '10 ملفات',
    11: '11 ملفاً',
    99: '99 ملفاً',
    100: '100 ملف',
    101: '101 ملف',
    102: '102 ملف',
    103: '103 ملفات',
    111: '111 ملفاً',
    1000: '1,000 ملف',
  };
  for (const [n, text] of Object.entries(expected)) assert.equal(arabic.t(key('test.files'), { n: Number(n) }), text);
  assert.equal(arabic.t(key('test.files'), { n: 1.5 }), '1.5 ملف');
  assert.deepEqual(
    [0, 1, 2, 21].map((n) => english.t(key('test.files'), { n })),
    ['0 files', 'One file', '2 files', '21 files'],
  );
});

test('digits of Arabic pages follow the node, English ones are always Latin', () => {
  assert.equal(arabicDigits.t(key('test.files'), { n: 103 }), '١٠٣ ملفات');
  assert.deepEqual([arabic.number(1_234.5), arabicDigits.number(1_234.5), english.number(1_234.5)], ['1,234.5', '١٬٢٣٤٫٥', '1,234.5']);
  assert.equal(arabic.number(0.1 + 0.2), '0.3');
});

test('a share is a whole percentage', () => {
  assert.equal(english.percent(0.805), '81%');
  assert.match(arabic.percent(0.8), /^80\u200e?%\u200e?$/);
  assert.match(arabicDigits.percent(0.8), /^٨٠٪\u061c?$/);
});

test('dates are Gregorian in both languages, with Hijri beside them', () => {
  const at = new Date('2026-11-21T20:30:00Z');
  assert.equal(english.date(at), '22 November 2026', 'the day in Dubai, not in UTC');
  assert.equal(arabic.date(at), '22 نوفمبر 2026');
  assert.equal(arabicDigits.date(at), '٢٢ نوفمبر ٢٠٢٦');
  assert.equal(english.dateTime(at), '22 November 2026, 0:30');
  assert.match(arabic.dateTime(at), /^22 نوفمبر 2026، 12:30\s?ص$/);
  assert.match(english.hijri(at), /12 Jumada II 1448/);
  assert.match(arabic.hijri(at), /^12 جمادى الآخرة 1448/);
});

test('a date is shown as exactly as it is known, whatever the zone', () => {
  for (const zone of ['Asia/Dubai', 'America/Los_Angeles', 'Pacific/Kiritimati']) {
    const words = wordsFor('en', 'latn', zone);
    assert.deepEqual(
      [
        words.partialDate({ date: '2021', precision: 'year' }),
        words.partialDate({ date: '2021-03', precision: 'month' }),
        words.partialDate({ date: '2021-03-01', precision: 'day' }),
      ],
      ['2021', 'March 2021', '1 March 2021'],
    );
  }
  assert.equal(arabic.partialDate({ date: '2021-03', precision: 'month' }), 'مارس 2021');
  assert.equal(arabicDigits.partialDate({ date: '2021', precision: 'year' }), '٢٠٢١');
});

test('a text put into a sentence is isolated, so that it cannot turn the sentence round', () => {
  assert.equal(arabic.t(key('test.by'), { name: 'John (UK)', date: '2021' }), 'كتبها \u2068John (UK)\u2069 في \u20682021\u2069');
  assert.equal(english.t(key('test.by'), { name: 'محمد', date: '{name}' }), 'Written by \u2068محمد\u2069 on \u2068{name}\u2069', 'and is not a pattern itself');
  assert.equal(english.t(key('test.twice'), { a: 1, b: '$&' }), '1 1 \u2068$&\u2069');
  assert.equal(english.t(key('test.by'), { name: 'A' }), 'Written by \u2068A\u2069 on {date}', 'what is not given stays visible');
});

test('a message that nobody has is a bug, except where it may be', () => {
  assert.throws(() => english.t(key('test.nothing')), /test\.nothing/);
  assert.equal(english.maybe('test.nothing'), undefined);
  assert.throws(() => addMessages({ 'test.by': 'Another text' }, { 'test.by': 'نص آخر' }), /two modules/);
});

test('lists and order are of the language', () => {
  assert.equal(english.list(['a', 'b', 'c']), 'a, b and c');
  assert.equal(arabic.list(['أ', 'ب']), 'أ وب');
  assert.deepEqual(['ي', 'أ', 'ب'].sort(arabic.compare), ['أ', 'ب', 'ي']);
  assert.deepEqual(['QM-10', 'QM-9'].sort(english.compare), ['QM-9', 'QM-10']);
});
