import { analyse } from '../analysis/analyse.ts';
import type { Unknown } from '../find/spell-near-words.ts';

/** The query with each word that no record has replaced by the nearest that some record has; null when there is none. */
export function spelledAnew(q: string, unknown: readonly Unknown[]): string | null {
  const nearest = new Map(unknown.flatMap(({ word, near }) => (near[0] ? [[word, near[0]] as const] : [])));
  if (nearest.size === 0) return null;
  let spelled = '';
  let done = 0;
  for (const { word, start, end } of analyse(q)) {
    const other = nearest.get(word);
    if (other === undefined || start < done) continue;
    spelled += q.slice(done, start) + other;
    done = end;
  }
  return done === 0 ? null : spelled + q.slice(done);
}
