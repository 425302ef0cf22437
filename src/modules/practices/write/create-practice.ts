import { entityByCode, placeOf } from '#modules/directory/public.ts';
import { replaceIndicators } from '#modules/measures/public.ts';
import { readVocabulary } from '#modules/vocabulary/public.ts';
import { holds } from '#platform/auth/actor.ts';
import type { Ctx } from '#platform/context.ts';
import { onlyRow } from '#platform/db/statement.ts';
import { emit, recordAudit } from '#platform/db/trace.ts';
import { transaction } from '#platform/db/transaction.ts';
import { InvalidInput } from '#platform/errors/errors.ts';
import { uuidv7 } from '#platform/values/ids.ts';
import type { Language } from '#platform/values/localized-text.ts';
import { emptyContent } from '../content/content.ts';
import { insertPractice, raiseNumber, takeNumber } from '../queries.ts';
import { versionSubject } from '../read/facts.ts';
import { applyForm, indicatorsFromForm } from './apply-form.ts';
import { cardOf, divisionsOf, indexPractice } from './index-practice.ts';
import type { PracticeForm } from './practice-form.ts';

export interface NewPractice {
  readonly entity: string;
  readonly orig: Language;
  readonly form: PracticeForm;
  /** A code given from outside (the demonstration set); otherwise the next of the country. */
  readonly code?: string;
  readonly origin?: 'record' | 'demo';
}

/**
 * Starts a draft for an entity. The actor writes for that entity, else InvalidInput on `entity`: which
 * entities exist is public, which ones one writes for is one's own list. Gives the new code.
 */
export function createPractice(ctx: Ctx, { entity: entityCode, orig, form, code: given, origin = 'record' }: NewPractice): Promise<{ code: string }> {
  return transaction(ctx, async (tx) => {
    const entity = await entityByCode(tx, entityCode);
    if (!entity || !holds(tx.actor, 'practices.write', placeOf(entity)))
      throw new InvalidInput('input.invalid', {}, [{ field: 'entity', code: 'practices.not-your-entity' }]);
    const content = applyForm(emptyContent({ orig, texts: {} }), { title: {}, ...form }, orig, await readVocabulary(tx));
    const prefix = entity.country_code ?? 'ZZ';
    const code = given ?? `${prefix}-${String(onlyRow(await takeNumber(tx.db, prefix)).last_number).padStart(4, '0')}`;
    if (given) await raiseNumber(tx.db, prefix, Number(given.slice(3)));
    const id = uuidv7(tx.now.getTime());
    await insertPractice(
      tx.db,
      id,
      code,
      entity.id,
      entity.country_code,
      tx.actor.personId,
      orig,
      'draft',
      cardOf(content),
      divisionsOf(content),
      content.stage,
      origin,
      null,
      tx.now,
      content,
    );
    if (form.results && form.results.length > 0) await replaceIndicators(tx, versionSubject(id, 1), indicatorsFromForm(form.results, [], orig));
    await indexPractice(tx, { id, code, entity_id: entity.id, country_code: entity.country_code }, content, 'own');
    recordAudit(tx, { what: 'practices.practice.created', ref: { kind: 'practice', id }, after: content, note: code });
    emit(tx, 'practices.created', { id, code });
    return { code };
  });
}
