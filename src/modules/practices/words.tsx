import type { VNode } from 'preact';
import type { View } from '#platform/html/view.ts';
import type { MessageKey } from '#platform/i18n/messages.ts';
import type { Quantity } from '#platform/values/quantity.ts';
import { Mark, type Shape, type Tone } from '#ui/parts.tsx';

const marks: Readonly<Record<string, readonly [Tone, Shape]>> = {
  stub: ['off', 'open'],
  draft: ['off', 'dash'],
  submitted: ['acc', 'half'],
  checked: ['acc', 'half'],
  reviewed: ['acc', 'half'],
  published: ['acc', ''],
  returned: ['warn', 'tri'],
  superseded: ['off', 'half'],
  archived: ['off', 'sq'],
};

/** The state of a practice: shape and word. */
export function stateMark(view: View, state: string): VNode {
  const [tone, shape] = marks[state] ?? ['off', ''];
  return (
    <Mark tone={tone} shape={shape}>
      {view.t(`practices.state.${state}` as MessageKey)}
    </Mark>
  );
}

export const quantityLine = (view: View, quantity: Quantity): string =>
  view.t(`measures.qualified.${quantity.qualifier}` as MessageKey, { value: view.number(quantity.value) });

/** "about AED 250,000": the amount with its qualifier and its currency. */
export const costLine = (view: View, { amount, currency }: { readonly amount: Quantity; readonly currency: string }): VNode => (
  <>
    {quantityLine(view, amount)} <bdi dir="ltr">{currency}</bdi>
  </>
);
