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
  costs: [{ kind: 'capital', amount: { value: 1, qualifier: 'exact' }, currency: 'AED', year: 2023 }],
  months: { value: 6, qualifier: 'exact' },
  conditions: text,
  constraints: text,
  adaptation: text,
  transferability: { legal: { rating: 3, reason: null } },
  supportKinds: ['documents'],
  evidence: [{ file: { hash: '0'.repeat(64), name: 'a.pdf', type: 'application/pdf', bytes: 1 }, title: text, kind: 'report' }],
  licence: 'CC-BY-4.0',
};
/** What came to the record later. */
const withoutTransfer = { costs: [], months: null, constraints: null, transferability: {}, supportKinds: [] } as const;
const gate = (content: Content, results = 1) => {
  const parts = partsOf(content, results);
  return { share: Math.round(completeness(parts) * 1000) / 1000, missing: missingForPublication(parts) };
};

test('completeness is the filled weight over all weight, 32 in all', () => {
  assert.equal(
    partsOf(full, 1).reduce((sum, part) => sum + part.weight, 0),
    32,
  );
  const cases: readonly (readonly [string, Content, number, number, readonly string[]])[] = [
    ['everything', full, 1, 1, []],
    [
      'only a title',
      emptyContent(text),
      0,
      0.063,
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
        'costs',
        'months',
        'results',
        'evidence',
        'conditions',
        'constraints',
        'adaptation',
        'transferability',
        'supportKinds',
      ],
    ],
    ['without results, whatever the share', full, 0, 0.906, ['results']],
    ['without conditions, whatever the share', { ...full, conditions: null }, 1, 0.938, ['conditions']],
    ['without evidence, whatever the share', { ...full, evidence: [] }, 1, 0.906, ['evidence']],
    ['without all three', { ...full, conditions: null, evidence: [] }, 0, 0.75, ['results', 'evidence', 'conditions']],
    ['as much as was asked before: the gate is open', { ...full, ...withoutTransfer }, 1, 0.844, []],
    ['26 of 32: the gate is open', { ...full, ...withoutTransfer, subtitle: null }, 1, 0.813, []],
    [
      '25 of 32: below 0.8',
      { ...full, ...withoutTransfer, subtitle: null, stage: null },
      1,
      0.781,
      ['subtitle', 'stage', 'costs', 'months', 'constraints', 'transferability', 'supportKinds'],
    ],
    ['without problem, solution and level', { ...full, problem: null, solution: null, level: null }, 1, 0.781, ['level', 'problem', 'solution']],
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
