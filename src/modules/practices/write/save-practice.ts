import { copyIndicators, indicatorsOf, replaceIndicators } from '#modules/measures/public.ts';
import { readVocabulary } from '#modules/vocabulary/public.ts';
import type { Ctx, TxCtx } from '#platform/context.ts';
import { onlyRow, optionalRow } from '#platform/db/statement.ts';
import { recordAudit } from '#platform/db/trace.ts';
import { transaction } from '#platform/db/transaction.ts';
import { Conflict, Forbidden, NotFound, RuleBroken } from '#platform/errors/errors.ts';
import { uuidv7 } from '#platform/values/ids.ts';
import { cardOf, divisionsOf } from '../content/card.ts';
import { textFields } from '../content/content.ts';
import { canSee, canTranslate, canWrite } from '../policy.ts';
import { insertMove, insertNextVersion, lockByCode, type PracticeRow, selectVersion, updateContent, updateState } from '../queries.ts';
import { factsOf, versionSubject } from '../read/facts.ts';
import { writable } from '../workflow.ts';
import { applyForm, indicatorsFromForm } from './apply-form.ts';
import { indexPractice } from './index-practice.ts';
import type { PracticeForm } from './practice-form.ts';

export interface Save {
  readonly code: string;
  /** The revision the writer started from; another one in between is Conflict `practices.edited-meanwhile`. */
  readonly rev: number;
  readonly form: PracticeForm;
}

/** Saves the working version. Writing into a stub starts the draft of its next version; strangers go on seeing the stub. A translator changes only the other language's texts. */
export function savePractice(ctx: Ctx, { code, rev, form }: Save): Promise<{ code: string; rev: number }> {
  return transaction(ctx, async (tx) => {
    const row = optionalRow(await lockByCode(tx, code));
    const facts = row && (await factsOf(tx, row));
    if (!row || !facts || !canSee(tx.actor, facts)) throw new NotFound('page.not-found');
    const writes = canWrite(tx.actor, facts);
    if (!writes && !canTranslate(tx.actor, facts))
      throw writable.has(row.state) ? new Forbidden('practices.may-not-write') : new RuleBroken('practices.not-writable', { state: row.state });
    if (row.rev !== rev) throw new Conflict('practices.edited-meanwhile');
    const before = onlyRow(await selectVersion(tx.db, row.id, row.version)).content;
    const allowed = writes ? form : translationOnly(form, row.orig);
    const content = applyForm(before, allowed, row.orig, await readVocabulary(tx));
    const version = row.state === 'stub' ? await startFromStub(tx, row) : row.version;
    const saved = await updateContent(
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
    );
    if (allowed.results) {
      const subject = versionSubject(row.id, version);
      await replaceIndicators(tx, subject, indicatorsFromForm(allowed.results, await indicatorsOf(tx, subject), row.orig));
    }
    if (row.published_version === null) await indexPractice(tx, row, content, 'own');
    recordAudit(tx, { what: 'practices.practice.saved', ref: { kind: 'practice', id: row.id }, before, after: content, note: code });
    return { code, rev: onlyRow(saved).rev };
  });
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
