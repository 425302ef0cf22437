import { statement } from '#platform/db/statement.ts';
import type { LocalizedText } from '#platform/values/localized-text.ts';

export const updateConfirmed = statement('practices.update-confirmed', 'update practices.practices set confirmed_at = $2, asked_at = null where id = $1');
export const updateFeatured = statement('practices.update-featured', 'update practices.practices set featured_at = $2 where id = $1');
/** By which practice it was replaced; a replaced one is no longer among the featured. */
export const updateSuccessor = statement('practices.update-successor', 'update practices.practices set superseded_by = $2, featured_at = null where id = $1');

export interface DueRow {
  readonly id: string;
  readonly code: string;
  readonly entity_id: string | null;
  readonly country_code: string | null;
  readonly author_id: string | null;
  readonly title: LocalizedText;
}
/** Marks practices whose owner has not been asked since they became due, and gives them: each once, whoever runs it. */
export const takeDue = statement<DueRow>(
  'practices.take-due',
  `update practices.practices set asked_at = $2 where id in (
     select id from practices.practices where public_state = 'published' and confirmed_at <= $1 and asked_at is null order by confirmed_at limit 500 for update skip locked)
   returning id, code, entity_id, country_code, author_id, card->'title' as title`,
);
/** Practices of entities that wait for confirmation. */
export const selectToConfirm = statement<{ code: string; title: LocalizedText }>(
  'practices.select-to-confirm',
  `select code, card->'title' as title from practices.practices where entity_id = any($1) and public_state = 'published' and confirmed_at <= $2 order by confirmed_at limit 100`,
);
export const selectFeatured = statement<{ code: string; title: LocalizedText; subtitle: LocalizedText | null; grade: string | null }>(
  'practices.select-featured',
  `select code, card->'title' as title, card->'subtitle' as subtitle, grade from practices.practices where featured_at is not null and public_state = 'published' order by featured_at desc limit 6`,
);
