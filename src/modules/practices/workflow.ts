import { workflow } from '#platform/workflow/workflow.ts';

/** domain.md 4.2: two levels of review, each by somebody other than the author. */
export const practiceWorkflow = workflow({
  name: 'practices',
  states: ['stub', 'draft', 'submitted', 'checked', 'reviewed', 'published', 'returned', 'superseded', 'archived'],
  moves: {
    complete: { from: ['stub'], to: 'draft' },
    submit: { from: ['draft', 'returned'], to: 'submitted' },
    withdraw: { from: ['submitted', 'checked'], to: 'draft' },
    check: { from: ['submitted'], to: 'checked' },
    review: { from: ['checked'], to: 'reviewed' },
    return: { from: ['submitted', 'checked', 'reviewed'], to: 'returned' },
    publish: { from: ['reviewed'], to: 'published' },
    revise: { from: ['published'], to: 'draft' },
    supersede: { from: ['published'], to: 'superseded' },
    reinstate: { from: ['superseded'], to: 'published' },
    archive: { from: ['published', 'superseded', 'stub'], to: 'archived' },
    restore: { from: ['archived'], to: 'draft' },
  },
});

export type PracticeState = (typeof practiceWorkflow.states)[number];
export type PracticeMove = keyof typeof practiceWorkflow.moves;

/** States in which the author's side writes. */
export const writable: ReadonlySet<string> = new Set<PracticeState>(['stub', 'draft', 'returned']);
