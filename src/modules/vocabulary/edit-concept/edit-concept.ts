import { holdsEverywhere } from '#platform/auth/actor.ts';
import type { Ctx } from '#platform/context.ts';
import { optionalRow } from '#platform/db/statement.ts';
import { emit, recordAudit } from '#platform/db/trace.ts';
import { transaction } from '#platform/db/transaction.ts';
import { Conflict, Forbidden, InvalidInput, NotFound } from '#platform/errors/errors.ts';
import { editedText, type Language, languages } from '#platform/values/localized-text.ts';
import { conceptId } from '../browse/search-source.ts';
import { forgetVocabulary } from '../public.ts';
import { type ConceptRow, lockConcept, selectConcept, updateConceptLabel } from '../queries.ts';
import { revisionOf } from './revision.ts';

interface Correction {
  readonly scheme: string;
  readonly code: string;
  readonly rev: number;
  readonly label: Readonly<Partial<Record<Language, string | undefined>>>;
}

/** The concept whose label is to be corrected. */
export async function readConcept(ctx: Ctx, scheme: string, code: string): Promise<ConceptRow> {
  const concept = optionalRow(await selectConcept(ctx.db, scheme, code));
  if (!concept) throw new NotFound('page.not-found');
  if (!holdsEverywhere(ctx.actor, 'vocabulary.edit')) throw new Forbidden('page.not-allowed');
  return concept;
}

/**
 * Corrects the label of a concept; its code stays, so no record changes. Both languages have words, since a
 * tag reads in either. Another correction since `rev` is Conflict `vocabulary.edited-meanwhile`.
 */
export async function editConcept(ctx: Ctx, { scheme, code, rev, label: typed }: Correction): Promise<{ scheme: string; code: string; rev: number }> {
  const edited = await transaction(ctx, async (tx) => {
    await readConcept(tx, scheme, code);
    const before = optionalRow(await lockConcept(tx, scheme, code));
    if (!before) throw new NotFound('page.not-found');
    if (revisionOf(before.label) !== rev) throw new Conflict('vocabulary.edited-meanwhile');
    // The form shows both languages, so the one that stays as it was has been looked at.
    const label = editedText(before.label, typed, before.label.orig, new Set(languages));
    const problems = languages.filter((language) => !label?.texts[language]).map((language) => ({ field: `label.${language}`, code: 'input.required' }));
    if (problems.length > 0 || !label) throw new InvalidInput('input.invalid', {}, problems);
    await updateConceptLabel(tx.db, scheme, code, label);
    recordAudit(tx, { what: 'vocabulary.label.corrected', ref: { kind: 'concept', id: `${scheme}:${code}` }, before: before.label, after: label });
    emit(tx, 'vocabulary.label-corrected', { id: conceptId(scheme, code) });
    return { scheme, code, rev: revisionOf(label) };
  });
  forgetVocabulary();
  return edited;
}
