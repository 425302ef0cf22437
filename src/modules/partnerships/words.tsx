import type { ComponentChildren, VNode } from 'preact';
import type { View } from '#platform/html/view.ts';
import type { PartialDate } from '#platform/values/partial-date.ts';
import { Mark, type Shape, type Tone } from '#ui/parts.tsx';
import { Line } from '#ui/text.tsx';
import type { AgreementRow } from './queries.ts';
import type { Party } from './read-agreements.ts';
import type { AgreementState, AxisStatus } from './workflow.ts';

const marks: Readonly<Record<AgreementState, readonly [Tone, Shape]>> = {
  proposed: ['off', 'dash'],
  negotiating: ['acc', 'open'],
  initialled: ['acc', 'half'],
  signed: ['acc', ''],
  in_force: ['good', ''],
  renewed: ['good', ''],
  expired: ['off', 'sq'],
  suspended: ['warn', 'half'],
  terminated: ['bad', 'sq'],
};
const axisMarks: Readonly<Record<AxisStatus, readonly [Tone, Shape]>> = {
  not_started: ['off', 'dash'],
  active: ['acc', 'half'],
  on_hold: ['warn', 'half'],
  completed: ['good', ''],
  dropped: ['off', 'sq'],
};

/** The state of an agreement: shape and word. */
export function agreementMark(view: View, state: AgreementState): VNode {
  const [tone, shape] = marks[state];
  return (
    <Mark tone={tone} shape={shape}>
      {view.t(`partnerships.state.${state}`)}
    </Mark>
  );
}

/** The status of an axis: shape and word. */
export function axisMark(view: View, status: AxisStatus): VNode {
  const [tone, shape] = axisMarks[status];
  return (
    <Mark tone={tone} shape={shape}>
      {view.t(`partnerships.axis-status.${status}`)}
    </Mark>
  );
}

/** A party by the name of its organisation, or of its country where it is no more than that. */
export const partyName = (view: View, { country, entity }: Party): VNode => <Line view={view} value={entity?.name ?? country?.name ?? null} />;

/** The parties in one line. */
export const PartiesLine = ({ view, parties }: { view: View; parties: readonly Party[] }): VNode => (
  <>
    {parties.map(
      (party, index): ComponentChildren => (
        <>
          {index > 0 && ' · '}
          {partyName(view, party)}
        </>
      ),
    )}
  </>
);

/** A day as the reader writes days. */
export const dayText = (view: View, day: string): string => view.partialDate({ date: day, precision: 'day' });

/** Why what a fact says is not ours. */
export const isReportedElsewhere = ({ origin }: Pick<AgreementRow, 'origin'>): boolean => origin === 'fact';

/** The beginning and the end of something, as far as they are known. */
export const spanText = (view: View, from: PartialDate | null, to: PartialDate | null): string =>
  [from, to].flatMap((date) => (date ? [view.partialDate(date)] : [])).join(' – ');

/** Says beside a day that it has passed. */
export const Overdue = ({ view }: { view: View }): VNode => (
  <>
    {' '}
    <Mark tone="warn" shape="tri">
      {view.t('partnerships.overdue')}
    </Mark>
  </>
);
