import { indicatorsOf } from '#modules/measures/public.ts';
import { commentsOf, reviewsOf } from '#modules/review/public.ts';
import { readVocabulary } from '#modules/vocabulary/public.ts';
import type { Ctx } from '#platform/context.ts';
import { onlyRow } from '#platform/db/statement.ts';
import { Forbidden, RuleBroken } from '#platform/errors/errors.ts';
import { completeness, partsOf } from '../content/completeness.ts';
import { canSeeWorking, canTranslate, canWrite } from '../policy.ts';
import { selectVersion } from '../queries.ts';
import { versionSubject, visiblePractice } from '../read/facts.ts';
import { writable } from '../workflow.ts';

/** What the editor shows: the working version, how complete it is, and what reviewers said. */
export async function readForEditing(ctx: Ctx, code: string) {
  const { row, facts } = await visiblePractice(ctx, code, 'acting');
  const writes = canWrite(ctx.actor, facts);
  if (!writes && !canTranslate(ctx.actor, facts))
    throw writable.has(row.state) || !canSeeWorking(ctx.actor, facts)
      ? new Forbidden('practices.may-not-write')
      : new RuleBroken('practices.not-writable', { state: row.state });
  const { content } = onlyRow(await selectVersion(ctx.db, row.id, row.version));
  const indicators = await indicatorsOf(ctx, versionSubject(row.id, row.version));
  const vocabulary = await readVocabulary(ctx);
  const returned =
    row.state === 'returned' ? (await reviewsOf(ctx, { kind: 'practice', id: row.id })).find((review) => review.state === 'returned') : undefined;
  const comments = returned ? await commentsOf(ctx, [returned]) : [];
  const parts = partsOf(content, indicators.length);
  return { row, content, indicators, vocabulary, comments, parts, share: completeness(parts), translatorOnly: !writes };
}
export type Editing = Awaited<ReturnType<typeof readForEditing>>;
