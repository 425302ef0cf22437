import { type Dimension, dimensions } from './content.ts';

export interface Gap {
  readonly dimension: Dimension;
  /** What the practice asks, 1 to 5. */
  readonly required: number;
  /** What the adopter has, 1 to 5. */
  readonly available: number;
  /** How much is lacking, 0 to 4. */
  readonly gap: number;
}
export interface Fit {
  /** 0 to 1: 1 where nothing is lacking, 0 where everything is asked and nothing is there. Null when no dimension is rated on both sides. */
  readonly fit: number | null;
  readonly gaps: readonly Gap[];
}

/**
 * How well an adopter's setting suits a practice (domain.md 4.4): gap = max(0, required − available) for each
 * dimension rated on both sides, fit = 1 − Σ w·gap / (4·Σ w). On the reversed dimension, dependency on one supplier
 * or leader, a high rating asks much as everywhere else: of the adopter's ability to do without them.
 */
export function fitOf(
  required: Readonly<Partial<Record<Dimension, number>>>,
  available: Readonly<Partial<Record<Dimension, number>>>,
  weights: Readonly<Partial<Record<Dimension, number>>> = {},
): Fit {
  const gaps = dimensions.flatMap((dimension): Gap[] => {
    const [asked, there] = [required[dimension], available[dimension]];
    return asked === undefined || there === undefined ? [] : [{ dimension, required: asked, available: there, gap: Math.max(0, asked - there) }];
  });
  const weightOf = (gap: Gap): number => weights[gap.dimension] ?? 1;
  const weight = gaps.reduce((sum, gap) => sum + weightOf(gap), 0);
  const lacking = gaps.reduce((sum, gap) => sum + weightOf(gap) * gap.gap, 0);
  return { fit: weight === 0 ? null : 1 - lacking / (4 * weight), gaps };
}
