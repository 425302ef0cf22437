import { defaultWeights, type MatchPartName, type MatchWeights, matchParts } from './weights.ts';

/** Shared of all codes that either has (Jaccard): 0 when there are none. */
export function jaccard(a: readonly string[], b: readonly string[]): number {
  const [one, other] = [new Set(a), new Set(b)];
  const shared = [...one].filter((code) => other.has(code)).length;
  const all = one.size + other.size - shared;
  return all === 0 ? 0 : shared / all;
}

const groupOf = (code: string): string | null =>
  code
    .split('.')
    .slice(0, 2)
    .join('.')
    .match(/^\d+\.\d+$/)?.[0] ?? null;
const divisionOf = (code: string): string => code.split('.')[0] as string;

/** Of two sets of COFOG codes: 1 when they share a group (`07.2`), 0.5 when only a division (`07`), else 0. */
export function cofogLikeness(a: readonly string[], b: readonly string[]): number {
  const groups = new Set(b.map(groupOf).filter((group) => group !== null));
  if (a.some((code) => groups.has(groupOf(code) as string))) return 1;
  const divisions = new Set(b.map(divisionOf));
  return a.some((code) => divisions.has(divisionOf(code))) ? 0.5 : 0;
}

/** A grade of evidence, E0 to E5, as a share of the highest; 0 without one. */
export const evidenceShare = (grade: string | undefined): number => (/^E[0-5]$/.test(grade ?? '') ? Number((grade as string)[1]) / 5 : 0);

/** How well each part is met, 0 to 1. */
export type PartValues = Readonly<Record<MatchPartName, number>>;

/** Σ weight·value / Σ weight, 0 to 1 (domain.md 4.5, whose weights add up to 1). */
export function matchScore(values: PartValues, weights: MatchWeights = defaultWeights): number {
  const all = matchParts.reduce((sum, part) => sum + weights[part], 0);
  return all === 0 ? 0 : matchParts.reduce((sum, part) => sum + weights[part] * values[part], 0) / all;
}
