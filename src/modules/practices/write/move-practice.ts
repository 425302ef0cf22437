import { indicatorsOf, plainIndicators } from '#modules/measures/public.ts';
import { digestOf } from '#platform/audit/canonical-json.ts';
import type { Ctx, TxCtx } from '#platform/context.ts';
import { onlyRow, optionalRow } from '#platform/db/statement.ts';
import { emit, recordAudit } from '#platform/db/trace.ts';
import { transaction } from '#platform/db/transaction.ts';
import { Forbidden, NotFound, RuleBroken } from '#platform/errors/errors.ts';
import { uuidv7 } from '#platform/values/ids.ts';
import { afterMove } from '#platform/workflow/workflow.ts';
import { noteChange } from '../changes/note-change.ts';
import { completeness, missingForPublication, partsOf } from '../content/completeness.ts';
import { type Content, type StoredContent, textFields } from '../content/content.ts';
import { canSee, canSeeWorking, type PracticeFacts } from '../policy.ts';
import { freezeVersion, insertMove, lockByCode, type PracticeRow, selectStored, selectVersion, thawVersion, updateState } from '../queries.ts';
import { factsOf, publicState, versionSubject } from '../read/facts.ts';
import { type PracticeMove, practiceWorkflow } from '../workflow.ts';

export interface Moving {
  readonly row: PracticeRow;
  readonly facts: PracticeFacts;
  readonly content: Content;
}

/**
 * The frame of every move: lock, may one know of it (else NotFound), is the move listed for the state
 * (else RuleBroken `practices.move-not-possible`), may one make it (else Forbidden), then the work, then
 * the new state, the history, the audit entry and the event, all in one transaction.
 */
export function movePractice<T extends object>(
  ctx: Ctx,
  code: string,
  move: PracticeMove,
  may: (actor: Ctx['actor'], facts: PracticeFacts) => boolean,
  work: (tx: TxCtx, moving: Moving) => Promise<T>,
): Promise<T & { code: string }> {
  return transaction(ctx, async (tx) => {
    const row = optionalRow(await lockByCode(tx, code));
    const facts = row && (await factsOf(tx, row, 'acting'));
    if (!row || !facts || !canSee(tx.actor, facts)) throw new NotFound('page.not-found');
    // To somebody who may not know of the working version, the refusal is the one of the state that strangers see.
    const known = canSeeWorking(tx.actor, facts) ? row.state : publicState(row);
    afterMove(practiceWorkflow, known as never, move);
    if (!may(tx.actor, facts)) throw new Forbidden(`practices.may-not-${move}`);
    const to = afterMove(practiceWorkflow, row.state as never, move);
    const { content } = onlyRow(await selectVersion(tx.db, row.id, row.version));
    const done = await work(tx, { row, facts, content });
    await updateState(tx.db, row.id, to, tx.now);
    await noteChange(tx, row, move);
    await insertMove(tx.db, uuidv7(tx.now.getTime()), row.id, row.version, move, row.state, to, tx.actor.personId, tx.now);
    recordAudit(tx, {
      what: `practices.practice.${move}`,
      ref: { kind: 'practice', id: row.id },
      before: { state: row.state },
      after: { state: to },
      note: code,
    });
    emit(tx, `practices.${move}`, { id: row.id, code, version: row.version, by: tx.actor.personId });
    return { ...done, code };
  });
}

/** What the digest of a version is taken of: its content and its results, so that an auditor can recompute it. */
export const versionRecord = (code: string, no: number, content: StoredContent, indicators: readonly unknown[]) => ({
  code,
  version: no,
  content,
  results: indicators,
});

/** Closes a version to writing and puts its digest beside it and into the audit log. */
export async function freeze(tx: TxCtx, row: PracticeRow): Promise<void> {
  const { content } = onlyRow(await selectStored(tx.db, row.id, row.version));
  const record = versionRecord(row.code, row.version, content, plainIndicators(await indicatorsOf(tx, versionSubject(row.id, row.version))));
  await freezeVersion(tx.db, row.id, row.version, tx.now, digestOf(record));
  recordAudit(tx, {
    what: 'practices.version.frozen',
    ref: { kind: 'practice-version', id: versionSubject(row.id, row.version).id },
    after: record,
    note: `${row.code} ${row.version}`,
  });
}

/** Opens it again when it comes back to its author. */
export async function thaw(tx: TxCtx, row: PracticeRow): Promise<void> {
  await thawVersion(tx.db, row.id, row.version);
}

/** RuleBroken `practices.not-ready` with the share and what is missing, unless the publish gate is open. */
export async function requireComplete(tx: TxCtx, row: PracticeRow, content: Content): Promise<void> {
  const indicators = await indicatorsOf(tx, versionSubject(row.id, row.version));
  const parts = partsOf(content, indicators.length);
  const missing = missingForPublication(parts);
  if (missing.length === 0) return;
  throw new RuleBroken(
    'practices.not-ready',
    { share: Math.floor(completeness(parts) * 100), n: missing.length },
    missing.map((field) => ({
      field: (textFields as readonly string[]).includes(field) ? `${field}.${row.orig}` : field === 'months' ? 'months.value' : field,
      code: 'practices.missing',
    })),
  );
}
