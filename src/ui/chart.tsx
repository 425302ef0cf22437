import type { View } from '#platform/html/view.ts';

interface Box {
  readonly width: number;
  readonly start: number;
  readonly end: number;
}

/** Place of a share (0 to 1) of the ordered axis: time runs in reading direction, so Arabic is mirrored. */
export const scaleX = (view: View, box: Box, share: number): number => {
  const x = box.start + (box.width - box.start - box.end) * share;
  return view.dir === 'rtl' ? box.width - x : x;
};

/** Direction and anchor of a chart's text. The side is that of the reader: in Arabic the start is the right edge. */
export const chartText = (view: View, anchor: 'start' | 'middle' | 'end') => ({ direction: view.dir, 'text-anchor': anchor }) as const;
