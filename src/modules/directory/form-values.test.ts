import assert from 'node:assert/strict';
import { test } from 'node:test';
import { flag, onRevision, several } from './form-values.ts';

test('a checkbox arrives from a form, from a program, or not at all', () => {
  const cases: readonly (readonly [unknown, boolean | undefined])[] = [
    [undefined, undefined],
    ['', false],
    [['', 'yes'], true],
    [true, true],
    [false, false],
  ];
  for (const [typed, expected] of cases) assert.equal(flag.parse(typed), expected);
});

test('several values come each once, the empty one of the form goes, and an unknown one is refused', () => {
  const some = several(['a', 'b']);
  assert.equal(some.parse(undefined), undefined);
  assert.deepEqual(some.parse(''), []);
  assert.deepEqual(some.parse(['', 'b', 'b', 'a']), ['b', 'a']);
  assert.equal(some.safeParse(['c']).success, false);
});

test('only a conflict moves a form to the present revision', () => {
  const values = { rev: '3' };
  assert.equal(onRevision({ values, problems: [], refusal: { code: 'directory.edited-meanwhile', details: {} } }, 5).values.rev, '5');
  assert.equal(onRevision({ values, problems: [{ field: 'name', code: 'input.required' }] }, 5).values.rev, '3');
});
