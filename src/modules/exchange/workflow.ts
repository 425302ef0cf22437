import { workflow } from '#platform/workflow/workflow.ts';

/** domain.md 4.5, without `in_transfer`: a need is in transfer while an adoption of a practice runs, and adoptions are not kept yet. */
export const needWorkflow = workflow({
  name: 'exchange',
  states: ['open', 'matched', 'met', 'withdrawn'],
  moves: {
    match: { from: ['open'], to: 'matched' },
    unmatch: { from: ['matched'], to: 'open' },
    meet: { from: ['matched'], to: 'met' },
    withdraw: { from: ['open', 'matched'], to: 'withdrawn' },
    reopen: { from: ['met', 'withdrawn'], to: 'open' },
  },
});

export type NeedState = (typeof needWorkflow.states)[number];

/** States in which answers are looked for. */
export const isLooking = (state: NeedState): boolean => state === 'open' || state === 'matched';
