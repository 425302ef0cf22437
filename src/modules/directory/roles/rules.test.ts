import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isGrantedAt } from './roles.ts';
import { isLastAdministrator } from './rules.ts';

const real = (person_id: string) => ({ person_id, origin: 'record' as const });
const demo = (person_id: string) => ({ person_id, origin: 'demo' as const });

test('the last person who runs the node is the one without whom nobody does', () => {
  const cases: readonly (readonly [string, Parameters<typeof isLastAdministrator>[1], boolean])[] = [
    ['nobody runs it', [], false],
    ['alone', [real('a')], true],
    ['two', [real('a'), real('b')], false],
    ['somebody else alone', [real('b')], false],
    ['people of the demonstration set do not count beside a real one', [real('a'), demo('b')], true],
    ['one of the set leaves while a real one stays', [demo('a'), real('b')], false],
    ['only the set runs it', [demo('a'), demo('b')], false],
    ['the last of the set, when there is nobody real', [demo('a')], true],
  ];
  for (const [name, administrators, expected] of cases) assert.equal(isLastAdministrator('a', administrators), expected, name);
});

test('a role is granted only at its own scopes', () => {
  assert.equal(isGrantedAt('programme-office', 'instance'), true);
  assert.equal(isGrantedAt('programme-office', 'country'), false);
  assert.equal(isGrantedAt('focal-point', 'country'), true);
  assert.equal(isGrantedAt('focal-point', 'instance'), false);
  assert.equal(isGrantedAt('reviewer', 'programme'), true);
  assert.equal(isGrantedAt('entity-coordinator', 'programme'), false);
});
