import type { VNode } from 'preact';
import type { View } from '#platform/html/view.ts';
import { Mark, type Shape, type Tone } from '#ui/parts.tsx';
import type { NeedState } from './workflow.ts';

const marks: Readonly<Record<NeedState, readonly [Tone, Shape]>> = {
  open: ['acc', 'open'],
  matched: ['acc', 'half'],
  met: ['good', ''],
  withdrawn: ['off', 'sq'],
};

/** The state of a need: shape and word. */
export function needMark(view: View, state: NeedState): VNode {
  const [tone, shape] = marks[state];
  return (
    <Mark tone={tone} shape={shape}>
      {view.t(`exchange.state.${state}`)}
    </Mark>
  );
}

export const needDay = (view: View, day: string): string => view.partialDate({ date: day, precision: 'day' });
