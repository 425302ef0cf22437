import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Dimension, dimensions } from './content.ts';
import { fitOf } from './fit.ts';

const all = (value: number) => Object.fromEntries(dimensions.map((dimension) => [dimension, value])) as Record<Dimension, number>;

test('fit is one less the weighted gaps over four times the weights', () => {
  const cases: readonly (readonly [string, ReturnType<typeof all>, ReturnType<typeof all>, Partial<ReturnType<typeof all>>, number])[] = [
    ['everything asked and there', all(5), all(5), {}, 1],
    ['everything asked, nothing there', all(5), all(1), {}, 0],
    ['more than asked does not count twice', all(2), all(5), {}, 1],
    ['one gap of two among eight', all(3), { ...all(3), legal: 1 }, {}, 1 - 2 / 32],
    ['the same with its weight doubled', all(3), { ...all(3), legal: 1 }, { legal: 2 }, 1 - 4 / 36],
    ['a dimension without weight does not count', all(3), { ...all(3), legal: 1 }, { legal: 0 }, 1],
    ['dependency asks as the others do', { ...all(1), dependency: 5 }, { ...all(1), dependency: 2 }, {}, 1 - 3 / 32],
  ];
  for (const [name, required, available, weights, fit] of cases) assert.equal(fitOf(required, available, weights).fit, fit, name);
});

test('only dimensions rated on both sides count; without any there is no fit', () => {
  assert.equal(fitOf({ legal: 5, data: 3 }, { legal: 3 }).fit, 0.5);
  assert.deepEqual(fitOf({ legal: 5 }, { data: 3 }), { fit: null, gaps: [] });
});

test('fit lies between 0 and 1 and never falls when the adopter has more', () => {
  const vector = fc.record(Object.fromEntries(dimensions.map((d) => [d, fc.integer({ min: 1, max: 5 })])) as Record<Dimension, fc.Arbitrary<number>>);
  fc.assert(
    fc.property(vector, vector, fc.constantFrom(...dimensions), (required, available, dimension) => {
      const { fit } = fitOf(required, available);
      assert.ok(fit !== null && fit >= 0 && fit <= 1);
      const more = fitOf(required, { ...available, [dimension]: Math.min(5, available[dimension] + 1) }).fit;
      assert.ok(more !== null && more >= fit);
    }),
    { numRuns: 300, seed: 20_261_125 },
  );
});
