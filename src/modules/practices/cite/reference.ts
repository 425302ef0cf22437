import type { PracticeView } from '../read/read-practice.ts';
import type { Reference } from './citation.ts';

/** What to cite of a practice as strangers see it; nothing of a stub or of a version that is not published. */
export function referenceOf(origin: string, { row, content, version, entity, working }: PracticeView): Reference | null {
  if (working || row.public_state === null || row.public_state === 'stub' || !row.published_at) return null;
  return {
    code: row.code,
    version,
    title: content.title,
    owner: entity?.name ?? null,
    publishedAt: row.published_at,
    licence: content.licence,
    address: (language) => `${origin}/${language}/practices/${row.code}`,
  };
}
