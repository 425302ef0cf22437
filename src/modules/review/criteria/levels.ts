/** The two levels of review, each with criteria of its own: those of the expert are scored 1 to 5. */
export const levels = ['check', 'expert'] as const;
export type Level = (typeof levels)[number];
export const criteriaAtMost = 40;
