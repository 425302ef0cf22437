import { copyIndicators, type IndicatorInput, indicatorsOf, replaceIndicators } from '#modules/measures/public.ts';
import { readVocabulary } from '#modules/vocabulary/public.ts';
import type { Ctx, TxCtx } from '#platform/context.ts';
import { onlyRow, optionalRow } from '#platform/db/statement.ts';
import { recordAudit } from '#platform/db/trace.ts';
import { transaction } from '#platform/db/transaction.ts';
import { Conflict, Forbidden, NotFound, RuleBroken } from '#platform/errors/errors.ts';
import { uuidv7 } from '#platform/values/ids.ts';
import { cardOf, divisionsOf } from '../content/card.ts';
import { type Content, textFields } from '../content/content.ts';
import { type Merging, mergeSaves, plainResults, revisionOf } from '../merge/merge-saves.ts';
import { insertRevision } from '../merge/queries.ts';
import { canSee, canSeeWorking, canTranslate, canWrite } from '../policy.ts';
import { insertMove, insertNextVersion, lockByCode, type PracticeRow, selectVersion, updateContent, updateState } from '../queries.ts';
import { factsOf, versionSubject } from '../read/facts.ts';
import { writable } from '../workflow.ts';
import { applyForm, indicatorsFromForm } from './apply-form.ts';
import { indexPractice } from './index-practice.ts';
import type { PracticeForm } from './practice-form.ts';

export interface Save {
  readonly code: string;
  /** The revision the writer started from. */
  readonly rev: number;
  readonly form: PracticeForm;
  /** With it, what others saved since then is merged with what was typed; without it, it is a Conflict. */
  readonly merging?: Merging;
}

/**
 * Saves the working version. Writing into a stub starts the draft of its next version; strangers go on seeing the stub.
 * A translator changes only the other language's texts. Somebody else saved meanwhile: Conflict
 * `practices.edited-meanwhile`, with the fields both changed where merging was asked for.
 */
export function savePractice(ctx: Ctx, { code, rev, form, merging }: Save): Promise<{ code: string; rev: number }> {
  return transaction(ctx, async (tx) => {
    const row = optionalRow(await lockByCode(tx, code));
    const facts = row && (await factsOf(tx, row, 'acting'));
    if (!row || !facts || !canSee(tx.actor, facts)) throw new NotFound('page.not-found');
    const writes = canWrite(tx.actor, facts);
    if (!writes && !canTranslate(tx.actor, facts))
      throw writable.has(row.state) || !canSeeWorking(tx.actor, facts)
        ? new Forbidden('practices.may-not-write')
        : new RuleBroken('practices.not-writable', { state: row.state });
    if (row.rev !== rev && !merging) throw new Conflict('practices.edited-meanwhile');
    const saved = await savedVersion(tx, row);
    const started = row.rev === rev ? saved : await revisionOf(tx, row, rev, saved);
    const mine = await typedInto(tx, started ?? saved, writes ? form : translationOnly(form, row.orig), row.orig);
    const { content, results } = row.rev === rev ? mine : mergeSaves(started, mine, saved, row.rev, merging);
    await insertRevision(tx.db, row.id, row.rev, saved.content, JSON.stringify(saved.results));
    const written = await writeVersion(tx, row, content, results === saved.results ? null : results);
    recordAudit(tx, { what: 'practices.practice.saved', ref: { kind: 'practice', id: row.id }, before: saved.content, after: content, note: code });
    return { code, rev: written };
  });
}

/** A version as its writer sees it: the content and the results. */
export interface Written {
  readonly content: Content;
  readonly results: readonly IndicatorInput[];
}

async function savedVersion(tx: TxCtx, row: PracticeRow): Promise<Written> {
  const { content } = onlyRow(await selectVersion(tx.db, row.id, row.version));
  return { content, results: plainResults(await indicatorsOf(tx, versionSubject(row.id, row.version))) };
}

async function typedInto(tx: TxCtx, { content, results }: Written, form: PracticeForm, orig: 'ar' | 'en'): Promise<Written> {
  return {
    content: applyForm(content, form, orig, await readVocabulary(tx)),
    results: form.results ? indicatorsFromForm(form.results, results, orig) : results,
  };
}

/** Writes into the working version; results only where they were typed. Gives the new revision. */
async function writeVersion(tx: TxCtx, row: PracticeRow, content: Content, results: readonly IndicatorInput[] | null): Promise<number> {
  const version = row.state === 'stub' ? await startFromStub(tx, row) : row.version;
  const { rev } = onlyRow(
    await updateContent(
      tx.db,
      row.id,
      version,
      tx.now,
      content,
      tx.actor.personId,
      row.entity_id,
      row.country_code,
      cardOf(content, row.card.entity),
      divisionsOf(content),
      content.stage,
    ),
  );
  if (results) await replaceIndicators(tx, versionSubject(row.id, version), results);
  if (row.published_version === null) await indexPractice(tx, row, content, 'own');
  return rev;
}

/** Opens the next version of a stub as a draft of whoever writes; gives its number. */
async function startFromStub(tx: TxCtx, { id, version }: PracticeRow): Promise<number> {
  await insertNextVersion(tx.db, id, tx.actor.personId, tx.now);
  await copyIndicators(tx, versionSubject(id, version), versionSubject(id, version + 1));
  await updateState(tx.db, id, 'draft', tx.now);
  await insertMove(tx.db, uuidv7(tx.now.getTime()), id, version + 1, 'complete', 'stub', 'draft', tx.actor.personId, tx.now);
  return version + 1;
}

/** A translator's share of a form: the texts of the language that is not the original, nothing else. */
function translationOnly(form: PracticeForm, orig: 'ar' | 'en'): PracticeForm {
  const kept: Record<string, unknown> = { confirmTranslation: form.confirmTranslation };
  for (const field of textFields) {
    const typed = form[field];
    if (typed) kept[field] = { ...typed, [orig]: undefined };
  }
  return kept as PracticeForm;
}
