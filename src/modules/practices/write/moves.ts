import { copyIndicators } from '#modules/measures/public.ts';
import { closeOpenReviews, openReview } from '#modules/review/public.ts';
import type { Ctx } from '#platform/context.ts';
import { canArchive, canRestore, canRevise, canSubmit, canWithdraw } from '../policy.ts';
import { insertNextVersion } from '../queries.ts';
import { versionSubject } from '../read/facts.ts';
import { indexPractice } from './index-practice.ts';
import { freeze, movePractice, requireComplete, thaw } from './move-practice.ts';

/** Hands the practice over for review. What is missing for publication is said now, not after weeks of waiting. */
export const submitPractice = (ctx: Ctx, code: string) =>
  movePractice(ctx, code, 'submit', canSubmit, async (tx, { row, content }) => {
    await requireComplete(tx, row, content);
    await freeze(tx, row);
    await openReview(tx, { kind: 'practice', id: row.id }, 'check');
    return {};
  });

/** The author's side takes it back before it is reviewed; the text is theirs to change again. */
export const withdrawPractice = (ctx: Ctx, code: string) =>
  movePractice(ctx, code, 'withdraw', canWithdraw, async (tx, { row }) => {
    await closeOpenReviews(tx, { kind: 'practice', id: row.id });
    await thaw(tx, row);
    return {};
  });

/** Starts the next version from the published one, which stays public until the new one is. */
export const revisePractice = (ctx: Ctx, code: string) =>
  movePractice(ctx, code, 'revise', canRevise, async (tx, { row }) => {
    await insertNextVersion(tx.db, row.id, tx.actor.personId, tx.now);
    await copyIndicators(tx, versionSubject(row.id, row.version), versionSubject(row.id, row.version + 1));
    return {};
  });

/** Takes the practice out of the library; the record and its history stay. */
export const archivePractice = (ctx: Ctx, code: string) =>
  movePractice(ctx, code, 'archive', canArchive, async (tx, { row, content }) => {
    await indexPractice(tx, row, content, 'nobody');
    return {};
  });

/** Brings an archived practice back as a draft of its next version. */
export const restorePractice = (ctx: Ctx, code: string) =>
  movePractice(ctx, code, 'restore', canRestore, async (tx, { row, content }) => {
    await insertNextVersion(tx.db, row.id, tx.actor.personId, tx.now);
    await copyIndicators(tx, versionSubject(row.id, row.version), versionSubject(row.id, row.version + 1));
    await indexPractice(tx, row, content, row.published_version === null ? 'own' : 'public');
    return {};
  });
