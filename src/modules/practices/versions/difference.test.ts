import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { localizedText } from '#platform/values/localized-text.ts';
import type { Entry } from '../content/entries.ts';
import { differences, markWords, type Stretch } from './difference.ts';

const shown = (stretches: readonly Stretch[]): string =>
  stretches.map(({ text, change }) => (change === 'added' ? `[+${text}]` : change === 'removed' ? `[-${text}]` : text)).join('');

test('words are marked whole, in either script', () => {
  assert.equal(shown(markWords('The clinics were twelve.', 'The clinics were thirty-four.', 'en')), 'The clinics were [-twelve][+thirty-four].');
  assert.equal(shown(markWords('بدأت في 12 عيادة، ثم توسعت', 'بدأت في 34 عيادة، ثم توقفت', 'ar')), 'بدأت في [-12][+34] عيادة، ثم [-توسعت][+توقفت]');
  assert.equal(shown(markWords('The old solution held', 'The new answer held', 'en')), 'The [-old solution][+new answer] held');
  assert.equal(shown(markWords('', 'جديد', 'ar')), '[+جديد]');
  assert.equal(shown(markWords('gone', '', 'en')), '[-gone]');
});

test('what is kept and removed gives the old text, what is kept and added the new one', () => {
  const words = fc.array(fc.constantFrom('ماء', 'قناة،', 'a', 'b.', ' ', '\n', 'الصيانة', '12%'), { maxLength: 40 }).map((list) => list.join(' '));
  fc.assert(
    fc.property(words, words, fc.constantFrom('ar' as const, 'en' as const), (before, after, language) => {
      const stretches = markWords(before, after, language);
      const without = (change: Stretch['change']) => stretches.flatMap((one) => (one.change === change ? [] : one.text)).join('');
      assert.equal(without('added'), before);
      assert.equal(without('removed'), after);
    }),
    { numRuns: 300, seed: 20_261_125 },
  );
});

test('two long texts without a common word take a moment, not minutes', () => {
  const long = (word: string) => Array.from({ length: 4_000 }, (_, index) => `${word}${index}`).join(' ');
  const started = performance.now();
  const stretches = markWords(long('a'), long('ب'), 'en');
  assert.ok(performance.now() - started < 4_000);
  assert.equal(
    stretches
      .filter(({ change }) => change === 'removed')
      .map(({ text }) => text)
      .join('').length > 0,
    true,
  );
});

const step = (index: number, ar: string, en: string): Entry => ({ id: `steps.${index}`, name: `step ${index}`, text: localizedText('ar', { ar, en }) });

test('a row put into a list is one addition; fields keep their order and equal ones are left out', () => {
  const title: Entry = { id: 'title', name: 'Title', text: localizedText('ar', { ar: 'عنوان', en: 'A title' }) };
  const before = [title, step(0, 'أول', 'one'), step(1, 'ثالث', 'three')];
  const after = [title, { id: 'level', name: 'Level', fact: 'National' }, step(0, 'أول', 'one'), step(1, 'ثانٍ', 'two'), step(2, 'ثالث', 'three')];
  const changes = differences(before, after, 'en', (list) => `all ${list}`);
  assert.deepEqual(
    changes.map(({ id, name, stretches }) => [id, name, shown(stretches)]),
    [
      ['level', 'Level', '[+National]'],
      ['steps', 'all steps', 'one\n[+two\n]three'],
    ],
  );
  assert.deepEqual(differences(after, after, 'ar', String), []);
});

test('a change in one language is a change in that language only', () => {
  const of = (en: string): Entry[] => [{ id: 'problem', name: 'Problem', text: localizedText('ar', { ar: 'نص', en }) }];
  assert.equal(differences(of('old'), of('new'), 'en', String).length, 1);
  assert.equal(differences(of('old'), of('new'), 'ar', String).length, 0);
});
