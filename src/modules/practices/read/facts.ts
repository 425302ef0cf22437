import { conflictsOf } from '#modules/review/public.ts';
import { holds } from '#platform/auth/actor.ts';
import type { Ctx } from '#platform/context.ts';
import { optionalRow } from '#platform/db/statement.ts';
import { NotFound } from '#platform/errors/errors.ts';
import { canSee, type PracticeFacts } from '../policy.ts';
import { type PracticeRow, selectByCode, selectMover, selectWriters } from '../queries.ts';

/** What the policy asks about a practice; writers, checker and conflicts are only looked up where they matter. */
export async function factsOf(ctx: Ctx, row: PracticeRow): Promise<PracticeFacts> {
  const judged = ['submitted', 'checked', 'reviewed'].includes(row.state);
  const writerIds = judged ? (optionalRow(await selectWriters(ctx.db, row.id, row.version))?.writers ?? []) : [];
  const checkerId = ['checked', 'reviewed'].includes(row.state)
    ? (optionalRow(await selectMover(ctx.db, row.id, row.version, 'check'))?.by_person ?? null)
    : null;
  return {
    state: row.state,
    publicState: row.public_state,
    authorId: row.author_id,
    writerIds,
    checkerId,
    conflicted: await isConflicted(ctx, row),
    place: placeOf(row),
  };
}

const placeOf = (row: PracticeRow) => ({ entity: row.entity_id, country: row.country_code });

/** Asked of people who review there, and while there is something that strangers do not see. */
async function isConflicted(ctx: Ctx, row: PracticeRow): Promise<boolean> {
  if (row.entity_id === null || row.state === row.public_state || ctx.actor.kind !== 'person') return false;
  return holds(ctx.actor, 'practices.review', placeOf(row)) && (await conflictsOf(ctx)).has(row.entity_id);
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
