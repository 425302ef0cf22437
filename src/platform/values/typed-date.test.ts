import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type DateOrder, parseTypedDate } from './typed-date.ts';

const cases: readonly (readonly [typed: string, date: string | undefined, order?: DateOrder])[] = [
  ['2021', '2021'],
  ['2021.0', '2021'],
  ['٢٠٢١', '2021'],
  ['2021-03', '2021-03'],
  ['3/2021', '2021-03'],
  ['2021-03-14', '2021-03-14'],
  ['2021/3/4', '2021-03-04'],
  ['2021-03-14T10:00:00Z', '2021-03-14'],
  ['14/03/2021', '2021-03-14'],
  ['03/04/2021', '2021-04-03'],
  ['03/04/2021', '2021-03-04', 'mdy'],
  ['١٤/٠٣/٢٠٢١', '2021-03-14'],
  ['۱۴.۰۳.۲۰۲۱', '2021-03-14'],
  ['14 March 2021', '2021-03-14'],
  ['March 14, 2021', '2021-03-14'],
  ['Mar 2021', '2021-03'],
  ['١٤ مارس ٢٠٢١', '2021-03-14'],
  ['14 آذار 2021', '2021-03-14'],
  ['تشرين الثاني 2021', '2021-11'],
  ['2021 م', '2021'],
  ['44269', '2021-03-14'],
  // Days of the Umm al-Qura calendar that are publicly known: new year 1442, the end of Ramadan 1445, new year 1400.
  ['1442/01/01', '2020-08-20'],
  ['١٤٤٢/٠١/٠١ هـ', '2020-08-20'],
  ['1/10/1445هـ', '2024-04-10'],
  ['1 شوال 1445', '2024-04-10'],
  ['محرم 1442 هـ', '2020-08'],
  ['1442 هـ', '2020'],
  ['01-01-1442 AH', '2020-08-20'],
  ['2021-02-30', undefined],
  ['31/04/2021', undefined],
  ['14/13/2021', undefined],
  ['13/13/2021', undefined],
  ['0/3/2021', undefined],
  ['1445/13/01', undefined],
  ['31/01/1445', undefined],
  ['2021 هـ', undefined],
  ['رمضان 2021', undefined],
  ['soon', undefined],
  ['', undefined],
  ['14/03/21', undefined],
  ['99999', undefined],
];

test('dates are read as tables have them, in both calendars and both digit sets, and never guessed', () => {
  for (const [typed, date, order] of cases) assert.equal(parseTypedDate(typed, order)?.date, date, `${typed} ${order ?? ''}`);
});

test('a Hijri month or year is marked as inferred, a day is not', () => {
  assert.deepEqual(parseTypedDate('1442 هـ'), { date: '2020', precision: 'year', inferred: true });
  assert.deepEqual(parseTypedDate('محرم 1442'), { date: '2020-08', precision: 'month', inferred: true });
  assert.deepEqual(parseTypedDate('1442/01/01'), { date: '2020-08-20', precision: 'day' });
});

test('every day written in the Hijri calendar is read as that day', () => {
  const written = new Intl.DateTimeFormat('ar-u-ca-islamic-umalqura-nu-arab', { year: 'numeric', month: '2-digit', day: '2-digit', timeZone: 'UTC' });
  fc.assert(
    fc.property(fc.integer({ min: Date.UTC(1930, 0, 1) / 86_400_000, max: Date.UTC(2070, 0, 1) / 86_400_000 }), (day) => {
      const at = new Date(day * 86_400_000);
      const parts = Object.fromEntries(written.formatToParts(at).map(({ type, value }) => [type, value]));
      assert.equal(parseTypedDate(`${parts.day}/${parts.month}/${parts.year} هـ`)?.date, at.toISOString().slice(0, 10));
    }),
    { numRuns: 400, seed: 20_261_125 },
  );
});

test('whatever is typed, reading ends at once and gives a date that exists or none', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
      const read = parseTypedDate(text);
      assert.ok(read === undefined || !Number.isNaN(Date.parse(read.date)));
    }),
    { numRuns: 1_000, seed: 20_261_125 },
  );
});
