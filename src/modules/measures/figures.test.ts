import assert from 'node:assert/strict';
import { test } from 'node:test';
import { localizedText } from '#platform/values/localized-text.ts';
import { changeOf } from './figures.ts';
import type { IndicatorRow, ReadingRow } from './queries.ts';

const name = localizedText('en', { en: 'Waiting time' });
type Short = readonly [role: ReadingRow['role'], value: number, verification?: ReadingRow['verification'], date?: string];
const reading = ([role, value, verification = 'reported', date = '2021']: Short, index: number): ReadingRow => ({
  id: String(index),
  role,
  quantity: { value, qualifier: 'exact' },
  dated: { date, precision: 'year' },
  verification,
  reason: null,
});
const indicator = (direction: 'increase' | 'decrease', readings: readonly Short[]): IndicatorRow => ({
  id: 'x',
  name,
  unit: name,
  kind: 'outcome',
  direction,
  method: null,
  attribution: null,
  comparison: null,
  readings: readings.map(reading),
});

type Expected = readonly [difference: number, share: number | undefined, wanted: boolean] | undefined;
const cases: readonly (readonly [string, 'increase' | 'decrease', readonly Short[], Expected])[] = [
  [
    'down by three quarters, as wanted',
    'decrease',
    [
      ['baseline', 40],
      ['value', 10],
    ],
    [-30, -0.75, true],
  ],
  [
    'up, though down is wanted',
    'decrease',
    [
      ['baseline', 10],
      ['value', 12],
    ],
    [2, 0.2, false],
  ],
  [
    'no change is not the wanted change',
    'increase',
    [
      ['baseline', 10],
      ['value', 10],
    ],
    [0, 0, false],
  ],
  [
    'from zero there is no share',
    'increase',
    [
      ['baseline', 0],
      ['value', 5],
    ],
    [5, undefined, true],
  ],
  [
    'a share of a negative baseline is of its size',
    'increase',
    [
      ['baseline', -10],
      ['value', -5],
    ],
    [5, 0.5, true],
  ],
  [
    'decimals do not grow tails',
    'increase',
    [
      ['baseline', 0.1],
      ['value', 0.3],
    ],
    [0.2, 2, true],
  ],
  [
    'the last value counts',
    'increase',
    [
      ['baseline', 10],
      ['value', 15],
      ['value', 20],
    ],
    [10, 1, true],
  ],
  [
    'a target is a plan and never the value',
    'increase',
    [
      ['baseline', 10],
      ['target', 50],
    ],
    undefined,
  ],
  ['without a baseline there is no change', 'increase', [['value', 10]], undefined],
  ['without a value either', 'increase', [['baseline', 10]], undefined],
  ['nothing at all', 'increase', [], undefined],
  [
    'a disputed baseline counts in no figure',
    'increase',
    [
      ['baseline', 10, 'disputed'],
      ['value', 20],
    ],
    undefined,
  ],
  [
    'nor does a disputed value',
    'increase',
    [
      ['baseline', 10],
      ['value', 20, 'disputed'],
    ],
    undefined,
  ],
  [
    'before a disputed last value stands the one before it',
    'increase',
    [
      ['baseline', 10],
      ['value', 15],
      ['value', 20, 'disputed'],
    ],
    [5, 0.5, true],
  ],
  [
    'a confirmed value counts like a reported one',
    'increase',
    [
      ['baseline', 10, 'confirmed'],
      ['value', 20, 'confirmed'],
    ],
    [10, 1, true],
  ],
];
for (const [title, direction, readings, expected] of cases) {
  test(`change of an indicator: ${title}`, () => {
    const figure = changeOf(indicator(direction, readings));
    const share = figure?.share === undefined ? undefined : Math.round(figure.share * 1e9) / 1e9;
    assert.deepEqual(figure && [figure.difference, share, figure.wanted], expected);
    for (const used of figure ? [figure.from, figure.to] : []) assert.notEqual(used.verification, 'disputed');
  });
}

test('the last value is the latest one, whatever the order in which they were entered', () => {
  const readings: readonly Short[] = [
    ['baseline', 10, 'reported', '2019'],
    ['value', 30, 'reported', '2023'],
    ['value', 20, 'reported', '2021'],
  ];
  assert.equal(changeOf(indicator('increase', readings))?.to.quantity.value, 30);
});
