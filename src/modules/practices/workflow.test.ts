import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { RuleBroken } from '#platform/errors/errors.ts';
import { afterMove, diagram } from '#platform/workflow/workflow.ts';
import { practiceWorkflow } from './workflow.ts';

/** For each state, the moves that are listed and where they lead; every other pair is refused. */
const listed: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  stub: { complete: 'draft', archive: 'archived' },
  draft: { submit: 'submitted' },
  submitted: { withdraw: 'draft', check: 'checked', return: 'returned' },
  checked: { withdraw: 'draft', review: 'reviewed', return: 'returned' },
  reviewed: { return: 'returned', publish: 'published' },
  published: { revise: 'draft', supersede: 'superseded', archive: 'archived' },
  returned: { submit: 'submitted' },
  superseded: { reinstate: 'published', archive: 'archived' },
  archived: { restore: 'draft' },
};
const moves = ['complete', 'submit', 'withdraw', 'check', 'review', 'return', 'publish', 'revise', 'supersede', 'reinstate', 'archive', 'restore'] as const;

test('the table below names every state and every move', () => {
  assert.deepEqual(Object.keys(listed), [...practiceWorkflow.states]);
  assert.deepEqual([...moves], Object.keys(practiceWorkflow.moves));
});

for (const state of practiceWorkflow.states) {
  for (const move of moves) {
    const to = listed[state]?.[move];
    if (to) test(`${move} takes a practice from ${state} to ${to}`, () => assert.equal(afterMove(practiceWorkflow, state, move), to));
    else
      test(`${move} is refused for a practice that is ${state}`, () =>
        assert.throws(
          () => afterMove(practiceWorkflow, state, move),
          (error) => error instanceof RuleBroken && error.code === 'practices.move-not-possible',
        ));
  }
}

test('the diagram in the README is the workflow', async () => {
  const readme = await readFile(new URL('README.md', import.meta.url), 'utf8');
  assert.equal(/```mermaid\nstateDiagram[\s\S]*?```/.exec(readme)?.[0], diagram(practiceWorkflow));
});
