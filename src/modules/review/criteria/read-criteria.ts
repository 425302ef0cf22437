import type { Ctx } from '#platform/context.ts';
import { onlyRow } from '#platform/db/statement.ts';
import { type CriterionRow, selectCriteria, selectCriteriaRevision } from './queries.ts';

export interface Criteria {
  readonly rev: number;
  /** In the order of their levels, those no longer in use included. */
  readonly rows: readonly CriterionRow[];
}

/** What records are held against. Public: whoever submits one may know. */
export async function readCriteria(ctx: Ctx): Promise<Criteria> {
  const [revision, rows] = await Promise.all([selectCriteriaRevision(ctx.db), selectCriteria(ctx.db)]);
  return { rev: onlyRow(revision).rev, rows };
}
