import { lockStatement, statement } from '#platform/db/statement.ts';
import type { LocalizedText } from '#platform/values/localized-text.ts';
import type { Level } from './levels.ts';

export interface CriterionRow {
  readonly code: string;
  readonly level: Level;
  readonly title: LocalizedText;
  readonly guidance: LocalizedText | null;
  readonly in_use: boolean;
}
export const selectCriteria = statement<CriterionRow>(
  'review.select-criteria',
  'select code, level, title, guidance, in_use from review.criteria order by level, position, code',
);
export const selectCriteriaRevision = statement<{ rev: number }>('review.select-criteria-revision', 'select rev from review.criteria_revision');
export const lockCriteria = lockStatement<{ rev: number }>('review.lock-criteria', 'select rev from review.criteria_revision for update');
export const raiseCriteriaRevision = statement('review.raise-criteria-revision', 'update review.criteria_revision set rev = rev + 1');
export const upsertCriterion = statement(
  'review.upsert-criterion',
  `insert into review.criteria (code, level, position, title, guidance, in_use) values ($1, $2, $3, $4, $5, $6)
   on conflict (code) do update set position = excluded.position, title = excluded.title, guidance = excluded.guidance, in_use = excluded.in_use`,
);
