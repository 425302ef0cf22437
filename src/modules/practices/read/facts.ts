import { conflictsOf } from '#modules/review/public.ts';
import { holds } from '#platform/auth/actor.ts';
import type { Ctx } from '#platform/context.ts';
import { optionalRow } from '#platform/db/statement.ts';
import { NotFound } from '#platform/errors/errors.ts';
import { canSee, type PracticeFacts } from '../policy.ts';
import { type PracticeRow, selectByCode, selectMover, selectWriters } from '../queries.ts';

/** What somebody is about to do: a declared conflict of interest is looked up (and the look logged) before acting, and before reading only what strangers do not see. */
type Purpose = 'reading' | 'acting';

/** What the policy asks about a practice; writers, checker and conflicts are only looked up where they matter. */
export async function factsOf(ctx: Ctx, row: PracticeRow, purpose: Purpose = 'reading'): Promise<PracticeFacts> {
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
    conflicted: (purpose === 'acting' || row.state !== row.public_state) && (await isConflicted(ctx, row)),
    place: placeOf(row),
  };
}

const placeOf = (row: PracticeRow) => ({ entity: row.entity_id, country: row.country_code });

async function isConflicted(ctx: Ctx, row: PracticeRow): Promise<boolean> {
  if (row.entity_id === null || ctx.actor.kind !== 'person') return false;
  return holds(ctx.actor, 'practices.review', placeOf(row)) && (await conflictsOf(ctx)).has(row.entity_id);
}

/** The practice under a code, if the reader may know of it; otherwise NotFound, as if there were none. */
export async function visiblePractice(ctx: Ctx, code: string, purpose?: Purpose): Promise<{ row: PracticeRow; facts: PracticeFacts }> {
  const row = optionalRow(await selectByCode(ctx.db, code));
  const facts = row && (await factsOf(ctx, row, purpose));
  if (!row || !facts || !canSee(ctx.actor, facts)) throw new NotFound('page.not-found');
  return { row, facts };
}

/** The state as strangers see it. */
export const publicState = (row: Pick<PracticeRow, 'state' | 'public_state'>): string => row.public_state ?? row.state;

/** What measures call the results of one version. */
export const versionSubject = (practiceId: string, version: number) => ({ kind: 'practice-version', id: `${practiceId}:${version}` });
