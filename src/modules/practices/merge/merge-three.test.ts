import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { editedText, localizedText } from '#platform/values/localized-text.ts';
import { type Content, emptyContent } from '../content/content.ts';
import { mergeSets, mergeThree, saysTheSame } from './merge-three.ts';

const text = (ar: string, en: string) => localizedText('ar', { ar, en });
const base: Content = {
  ...emptyContent(text('عنوان', 'Title')),
  problem: text('مشكلة', 'A problem'),
  cofog: ['01.1'],
  staff: { value: 2, qualifier: 'exact' },
  steps: [text('أول', 'one'), text('ثانٍ', 'two')],
};
const edited = (value: Content['problem'], typed: { ar?: string; en?: string }) => editedText(value, typed, 'ar');

test('changes in different fields, languages and rows come together', () => {
  const mine: Content = {
    ...base,
    problem: edited(base.problem, { ar: 'مشكلة أوضح' }),
    level: 'local',
    steps: [base.steps[0] as never, text('ثانٍ', 'second')],
  };
  const saved: Content = {
    ...base,
    problem: edited(base.problem, { en: 'A clearer problem' }),
    type: 'policy',
    steps: [text('أول', 'first'), base.steps[1] as never],
  };
  const { value, conflicts } = mergeThree(base, mine, saved);
  assert.deepEqual(conflicts, []);
  assert.deepEqual(
    [value.problem?.texts.ar?.text, value.problem?.texts.en?.text, value.level, value.type],
    ['مشكلة أوضح', 'A clearer problem', 'local', 'policy'],
  );
  assert.equal(value.problem?.texts.en?.basedOn, 1, 'the translation is of the original before my change, and so out of date');
  assert.deepEqual(
    value.steps.map((step) => step.texts.en?.text),
    ['first', 'second'],
  );
});

test('the same field changed by both is a conflict under the name the form has for it, until somebody decides', () => {
  const cases: readonly (readonly [string, Partial<Content>, Partial<Content>])[] = [
    ['problem.ar', { problem: edited(base.problem, { ar: 'مني' }) }, { problem: edited(base.problem, { ar: 'منهم' }) }],
    ['problem', { problem: null }, { problem: edited(base.problem, { ar: 'منهم' }) }],
    ['staff', { staff: { value: 3, qualifier: 'exact' } }, { staff: { value: 2, qualifier: 'about' } }],
    ['cofog', { cofog: ['01.1', '02.1'] }, { cofog: [] }],
    ['level', { level: 'local' }, { level: 'national' }],
    ['steps', { steps: [] }, { steps: [text('أول', 'first'), text('ثانٍ', 'two')] }],
    ['steps.1.en', { steps: [text('أول', 'one'), text('ثانٍ', 'B')] }, { steps: [text('أول', 'one'), text('ثانٍ', 'C')] }],
  ];
  for (const [path, mine, saved] of cases) {
    const [own, other] = [
      { ...base, ...mine },
      { ...base, ...saved },
    ];
    assert.deepEqual(mergeThree(base, own, other).conflicts, [path]);
    const decided = (side: 'mine' | 'saved') => mergeThree(base, own, other, (at) => (at === path ? side : undefined));
    assert.ok(decided('mine').conflicts.length === 0 && saysTheSame(decided('mine').value, own), `${path} mine`);
    assert.ok(decided('saved').conflicts.length === 0 && saysTheSame(decided('saved').value, other), `${path} saved`);
  }
});

test('both making the same change is no conflict', () => {
  const same = { ...base, level: 'local' as const, problem: edited(base.problem, { ar: 'نفسه' }) };
  assert.deepEqual(mergeThree(base, same, { ...same }).conflicts, []);
});

test('merging with somebody who changed nothing gives mine, and the other way round', () => {
  const value = fc.record({
    a: fc.integer({ min: 0, max: 3 }),
    b: fc.record({ c: fc.string({ maxLength: 2 }), d: fc.array(fc.integer({ min: 0, max: 2 }), { maxLength: 3 }) }),
  });
  fc.assert(
    fc.property(value, value, (old, own) => {
      assert.deepEqual(mergeThree(old, own, old), { value: own, conflicts: [] });
      assert.deepEqual(mergeThree(old, old, own), { value: own, conflicts: [] });
      assert.deepEqual(mergeThree(old, own, own), { value: own, conflicts: [] });
    }),
    { numRuns: 200, seed: 20_261_125 },
  );
});

test('files: mine added stay, mine removed go, theirs stay', () => {
  const merged = mergeSets(['a', 'b'], ['b', 'mine'], ['a', 'b', 'theirs'], (name) => name);
  assert.deepEqual(merged, ['b', 'theirs', 'mine']);
});
