import type { IndicatorInput } from '#modules/measures/public.ts';
import { statement } from '#platform/db/statement.ts';
import type { StoredContent } from '../content/content.ts';

/** How far back a writer may have started. */
export const revisionsKept = 100;
/** Keeps what the working version said until now; the newest hundred stay. */
export const insertRevision = statement(
  'practices.insert-revision',
  `with old as (delete from practices.revisions where practice_id = $1 and rev <= $2::int - 100)
   insert into practices.revisions (practice_id, rev, content, results) values ($1, $2, $3, $4) on conflict do nothing`,
);
/** What a writer who started from a revision had before them: moves count as revisions and change no text. */
export const selectRevision = statement<{ content: StoredContent; results: IndicatorInput[] }>(
  'practices.select-revision',
  'select content, results from practices.revisions where practice_id = $1 and rev >= $2 order by rev limit 1',
);
