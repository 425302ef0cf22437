import { statement } from '#platform/db/statement.ts';
import type { LocalizedText } from '#platform/values/localized-text.ts';

/** Adds counts of one day; a practice that is gone by now counts nothing. */
export const addUsage = statement(
  'practices.add-usage',
  `insert into practices.usage (practice_id, day, views, found)
   select t.practice_id, $1::date, t.views, t.found from unnest($2::uuid[], $3::int[], $4::int[]) as t(practice_id, views, found)
   where exists (select 1 from practices.practices p where p.id = t.practice_id)
   order by t.practice_id
   on conflict (practice_id, day) do update set views = usage.views + excluded.views, found = usage.found + excluded.found`,
);
export interface UsageDay {
  readonly day: string;
  readonly views: number;
  readonly found: number;
}
export const selectUsage = statement<UsageDay>(
  'practices.select-usage',
  'select day::text, views, found from practices.usage where practice_id = $1 and day > $2::date order by day',
);
export interface UsageRow {
  readonly code: string;
  readonly title: LocalizedText;
  readonly views: number;
  readonly found: number;
}
/** What was read most since a day, of what is public and within reach. */
export const selectMostRead = statement<UsageRow>(
  'practices.select-most-read',
  `select p.code, p.card->'title' as title, sum(u.views)::int as views, sum(u.found)::int as found
   from practices.usage u join practices.practices p on p.id = u.practice_id
   where u.day > $1::date and p.public_state is not null and ($2 or p.entity_id = any($3)) and not coalesce(p.entity_id = any($4), false)
   group by p.id, p.code, p.card order by views desc, found desc, p.code limit 50`,
);
export interface CoverageRow {
  readonly country: string;
  readonly field: string;
  readonly count: number;
  /** The best grade among them; null when none is graded. */
  readonly best: string | null;
}
/** Published practices by country and field, of a grade of at least $1 when there is one. */
export const selectCoverage = statement<CoverageRow>(
  'practices.select-coverage',
  `select country_code as country, d as field, count(*)::int as count, max(grade) as best
   from practices.practices, unnest(divisions) d
   where public_state = 'published' and country_code is not null and ($1::text is null or grade >= $1) group by country_code, d`,
);
