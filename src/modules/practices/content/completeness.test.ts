import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { localizedText } from '#platform/values/localized-text.ts';
import { completeness, missingForPublication, type Part, partsOf, publishThreshold } from './completeness.ts';
import { type Content, emptyContent } from './content.ts';

const text = localizedText('en', { en: 'text' });
const full: Content = {
  ...emptyContent(text),
  subtitle: text,
  level: 'national',
  type: 'service',
  cofog: ['01.1'],
  problem: text,
  solution: text,
  steps: [text],
  beneficiaries: { who: text, count: null },
  stage: 'implemented',
  startedOn: { date: '2021', precision: 'year' },
  conditions: text,
  adaptation: text,
  evidence: [{ file: { hash: '0'.repeat(64), name: 'a.pdf', type: 'application/pdf', bytes: 1 }, title: text, kind: 'report' }],
  licence: 'CC-BY-4.0',
};
const gate = (content: Content, results = 1) => {
  const parts = partsOf(content, results);
  return { share: Math.round(completeness(parts) * 1000) / 1000, missing: missingForPublication(parts) };
};

test('completeness is the filled weight over all weight, 27 in all', () => {
  assert.equal(
    partsOf(full, 1).reduce((sum, part) => sum + part.weight, 0),
    27,
  );
  const cases: readonly (readonly [string, Content, number, number, readonly string[]])[] = [
    ['everything', full, 1, 1, []],
    [
      'only a title',
      emptyContent(text),
      0,
      0.074,
      [
        'subtitle',
        'level',
        'type',
        'cofog',
        'licence',
        'problem',
        'solution',
        'steps',
        'beneficiaries',
        'stage',
        'startedOn',
        'results',
        'evidence',
        'conditions',
        'adaptation',
      ],
    ],
    ['without results, whatever the share', full, 0, 0.889, ['results']],
    ['without conditions, whatever the share', { ...full, conditions: null }, 1, 0.926, ['conditions']],
    ['without evidence, whatever the share', { ...full, evidence: [] }, 1, 0.889, ['evidence']],
    ['without all three', { ...full, conditions: null, evidence: [] }, 0, 0.704, ['results', 'evidence', 'conditions']],
    ['22 of 27: the gate is open', { ...full, subtitle: null, level: null, type: null, cofog: [], licence: null }, 1, 0.815, []],
    [
      '21 of 27: below 0.8',
      { ...full, subtitle: null, level: null, type: null, cofog: [], licence: null, stage: null },
      1,
      0.778,
      ['subtitle', 'level', 'type', 'cofog', 'licence', 'stage'],
    ],
    ['without problem and solution', { ...full, problem: null, solution: null }, 1, 0.778, ['problem', 'solution']],
  ];
  for (const [name, content, results, share, missing] of cases) assert.deepEqual(gate(content, results), { share, missing }, name);
});

test('a number of beneficiaries without saying who they are does not count', () => {
  assert.ok(gate({ ...full, beneficiaries: { who: null, count: { value: 5, qualifier: 'exact' } } }).share < 1);
});

test('the gate is open exactly when the share is 0.8 and results, conditions and evidence are there', () => {
  const parts = partsOf(full, 1);
  fc.assert(
    fc.property(fc.array(fc.boolean(), { minLength: parts.length, maxLength: parts.length }), (filled) => {
      const some: Part[] = parts.map((part, i) => ({ ...part, filled: filled[i] === true }));
      const has = (field: string) => some.some((part) => part.field === field && part.filled);
      const open = completeness(some) >= publishThreshold && has('results') && has('conditions') && has('evidence');
      const missing = missingForPublication(some);
      assert.equal(missing.length === 0, open);
      for (const field of missing) assert.equal(has(field), false);
    }),
    { numRuns: 500, seed: 20_261_121 },
  );
});
