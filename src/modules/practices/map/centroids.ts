import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '#platform/root.ts';

/** Longitude and latitude in degrees. */
export type Point = readonly [longitude: number, latitude: number];

let points: ReadonlyMap<string, Point> | undefined;

/** Where a country's dot stands, by ISO 3166-1 code; see reference/SOURCES.md. A country without a point is in the table alone. */
export function centroids(): ReadonlyMap<string, Point> {
  points ??= new Map(
    Object.entries((JSON.parse(readFileSync(join(projectRoot, 'reference/centroids.json'), 'utf8')) as { points: Record<string, Point> }).points),
  );
  return points;
}
