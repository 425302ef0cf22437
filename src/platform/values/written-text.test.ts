import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isOutOfDate, localizedText } from './localized-text.ts';
import { textValues, writtenAliases, writtenText } from './written-text.ts';

test('a new text has the language of its writer as original, or the one that was typed', () => {
  assert.equal(writtenText(null, { ar: 'وزارة', en: 'Ministry' }, 'ar')?.orig, 'ar');
  assert.equal(writtenText(null, { ar: '', en: 'Ministry' }, 'ar')?.orig, 'en');
  assert.equal(writtenText(null, { ar: '', en: '' }, 'ar'), null);
});

test('a corrected original leaves its translation valid, since the form shows both', () => {
  const before = localizedText('en', { en: 'Minstry', ar: 'وزارة' });
  const after = writtenText(before, { en: 'Ministry', ar: 'وزارة' }, 'ar');
  assert.equal(after?.orig, 'en');
  assert.equal(after?.texts.en?.rev, 2);
  assert.equal(after && isOutOfDate(after, 'ar'), false);
});

test('an emptied original makes the other language the original', () => {
  const after = writtenText(localizedText('en', { en: 'Ministry', ar: 'وزارة' }), { en: '', ar: 'وزارة' }, 'en');
  assert.deepEqual([after?.orig, after?.texts.ar?.status, after?.texts.en], ['ar', 'original', undefined]);
});

test('an absent text keeps what it has', () => {
  const before = localizedText('en', { en: 'Ministry', ar: 'وزارة' });
  assert.equal(writtenText(before, undefined, 'ar'), before);
  assert.equal(writtenText(before, { en: 'Department' }, 'ar')?.texts.ar?.text, 'وزارة');
});

test('other names keep their rows, and emptied rows go', () => {
  const before = [localizedText('en', { en: 'One' }), localizedText('ar', { ar: 'اثنان' })];
  const after = writtenAliases(before, [{ ar: '', en: '' }, { ar: 'اثنان', en: 'Two' }, { en: 'Three' }], 'ar');
  assert.deepEqual(
    after.map((alias) => textValues('n', alias)),
    [
      { 'n.ar': 'اثنان', 'n.en': 'Two' },
      { 'n.ar': '', 'n.en': 'Three' },
    ],
  );
  assert.equal(after[0]?.texts.ar?.rev, 1);
  assert.equal(writtenAliases(before, undefined, 'ar'), before);
});
