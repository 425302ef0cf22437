import { earliestDay } from '#platform/values/partial-date.ts';
import type { IndicatorRow, ReadingRow } from './queries.ts';

/** A figure computed here: what it says, from which readings, and how. */
export interface Figure {
  readonly difference: number;
  /** Share of the baseline, or undefined when the baseline is zero. */
  readonly share: number | undefined;
  readonly from: ReadingRow;
  readonly to: ReadingRow;
  /** True when the change goes the way the indicator wants. */
  readonly wanted: boolean;
}

/**
 * Change from the baseline to the last value by date: last − baseline, and that over the baseline. A
 * disputed reading counts in no figure (design.md section 1); undefined when no baseline or no value is left.
 */
export function changeOf(indicator: IndicatorRow): Figure | undefined {
  const usable = indicator.readings
    .filter((reading) => reading.verification !== 'disputed')
    .sort((a, b) => (earliestDay(a.dated) < earliestDay(b.dated) ? -1 : earliestDay(a.dated) > earliestDay(b.dated) ? 1 : 0));
  const from = usable.find((reading) => reading.role === 'baseline');
  const to = usable.findLast((reading) => reading.role === 'value');
  if (!from || !to) return undefined;
  const difference = Number((to.quantity.value - from.quantity.value).toPrecision(12));
  return {
    difference,
    share: from.quantity.value === 0 ? undefined : difference / Math.abs(from.quantity.value),
    from,
    to,
    wanted: indicator.direction === 'increase' ? difference > 0 : difference < 0,
  };
}
