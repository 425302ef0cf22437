/** Chosen as Cormack et al. 2009 have it: the higher, the less the first ranks stand out. */
const k = 60;
/** A rank by meaning counts this much of a rank by words. */
const shareOfMeaning = 0.8;

/** Two rankings as one by reciprocal rank: Σ share / (60 + rank). Equal ones keep the order by words. */
export function fuse(byWords: readonly string[], byMeaning: readonly string[]): string[] {
  const scores = new Map<string, number>();
  for (const [rank, key] of byWords.entries()) scores.set(key, 1 / (k + rank + 1));
  for (const [rank, key] of byMeaning.entries()) scores.set(key, (scores.get(key) ?? 0) + shareOfMeaning / (k + rank + 1));
  return [...scores].sort((a, b) => b[1] - a[1]).map(([key]) => key);
}
