import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RuleBroken } from '#platform/errors/errors.ts';
import { afterMove, diagram, movesFrom, workflow } from './workflow.ts';

const door = workflow({
  name: 'doors',
  states: ['closed', 'open', 'locked'],
  moves: { open: { from: ['closed'], to: 'open' }, close: { from: ['open'], to: 'closed' }, lock: { from: ['closed', 'open'], to: 'locked' } },
});

test('a listed move gives its state, any other is refused under the name of the workflow', () => {
  assert.equal(afterMove(door, 'closed', 'open'), 'open');
  assert.throws(
    () => afterMove(door, 'locked', 'open'),
    (error) => error instanceof RuleBroken && error.code === 'doors.move-not-possible' && error.details.state === 'locked' && error.details.move === 'open',
  );
  for (const nothing of ['toString', '__proto__', 'constructor', ''])
    assert.throws(
      () => afterMove(door, 'closed', nothing as 'open'),
      (error) => error instanceof RuleBroken,
      nothing,
    );
});

test('the moves of a state are those that lead out of it', () => {
  assert.deepEqual(
    door.states.map((state) => movesFrom(door, state)),
    [['open', 'lock'], ['close', 'lock'], []],
  );
});

test('the diagram has one arrow for each state and move', () => {
  assert.equal(
    diagram(door),
    [
      '```mermaid',
      'stateDiagram-v2',
      '  [*] --> closed',
      '  closed --> open: open',
      '  open --> closed: close',
      '  closed --> locked: lock',
      '  open --> locked: lock',
      '```',
    ].join('\n'),
  );
});
