import type { Ctx } from '#platform/context.ts';
import { optionalRow } from '#platform/db/statement.ts';
import { NotFound } from '#platform/errors/errors.ts';
import { canSee, type PracticeFacts } from '../policy.ts';
import { type PracticeRow, selectByCode, selectMover, selectWriters } from '../queries.ts';

/** What the policy asks about a practice; the checker is only looked up where it matters. */
export async function factsOf(ctx: Ctx, row: PracticeRow): Promise<PracticeFacts> {
  const judged = ['submitted', 'checked', 'reviewed'].includes(row.state);
  const writerIds = judged ? (optionalRow(await selectWriters(ctx.db, row.id, row.version))?.writers ?? []) : [];
  const checkerId = ['checked', 'reviewed'].includes(row.state)
    ? (optionalRow(await selectMover(ctx.db, row.id, row.version, 'check'))?.by_person ?? null)
    : null;
  return {
    state: row.state,
    publishedVersion: row.published_version,
    authorId: row.author_id,
    writerIds,
    checkerId,
    place: { entity: row.entity_id, country: row.country_code },
  };
}

/** The practice under a code, if the reader may know of it; otherwise NotFound, as if there were none. */
export async function visiblePractice(ctx: Ctx, code: string): Promise<{ row: PracticeRow; facts: PracticeFacts }> {
  const row = optionalRow(await selectByCode(ctx.db, code));
  const facts = row && (await factsOf(ctx, row));
  if (!row || !facts || !canSee(ctx.actor, facts)) throw new NotFound('page.not-found');
  return { row, facts };
}

/** What measures call the results of one version. */
export const versionSubject = (practiceId: string, version: number) => ({ kind: 'practice-version', id: `${practiceId}:${version}` });
