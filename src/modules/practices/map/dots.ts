import type { Point } from './centroids.ts';

/** The part of the world that has countries, plate carrée: 2 units a degree. */
export const frame = { width: 720, height: 290, top: 85, scale: 2 } as const;
export const xOf = (longitude: number): number => (longitude + 180) * frame.scale;
export const yOf = (latitude: number): number => (frame.top - latitude) * frame.scale;

const [smallest, largest] = [3, 18] as const;

/** Radius of a dot: its area goes with the count, from a size that can still be seen. */
export const radiusOf = (count: number, most: number): number => Math.round((smallest + (largest - smallest) * Math.sqrt(count / Math.max(1, most))) * 10) / 10;

export interface Dot {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
}
export const dotOf = ([longitude, latitude]: Point, count: number, most: number): Dot => ({
  x: Math.round(xOf(longitude) * 10) / 10,
  y: Math.round(yOf(latitude) * 10) / 10,
  radius: radiusOf(count, most),
});
