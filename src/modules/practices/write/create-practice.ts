import { type Entity, entityByCode, placeOf } from '#modules/directory/public.ts';
import { replaceIndicators } from '#modules/measures/public.ts';
import { conflictsOf } from '#modules/review/public.ts';
import { readVocabulary } from '#modules/vocabulary/public.ts';
import type { Ctx } from '#platform/context.ts';
import { emit, recordAudit } from '#platform/db/trace.ts';
import { transaction } from '#platform/db/transaction.ts';
import { InvalidInput } from '#platform/errors/errors.ts';
import { uuidv7 } from '#platform/values/ids.ts';
import type { Language } from '#platform/values/localized-text.ts';
import { cardOf, divisionsOf } from '../content/card.ts';
import { emptyContent } from '../content/content.ts';
import { mayWriteFor } from '../policy.ts';
import { insertPractice, raiseNumber } from '../queries.ts';
import { versionSubject } from '../read/facts.ts';
import { applyForm, indicatorsFromForm } from './apply-form.ts';
import { indexPractice } from './index-practice.ts';
import { nextCode } from './next-code.ts';
import type { PracticeForm } from './practice-form.ts';

export interface NewPractice {
  readonly entity: string;
  readonly orig: Language;
  readonly form: PracticeForm;
  /** A code given from outside (the demonstration set); otherwise the next of the country. */
  readonly code?: string;
  readonly origin?: 'record' | 'demo';
}

/** Whether the actor may start a draft for the entity. Conflicts are looked up only for those who do not write there as its own people. */
async function startsFor(ctx: Ctx, entity: Pick<Entity, 'id' | 'country_code'>): Promise<boolean> {
  const place = placeOf(entity);
  if (!mayWriteFor(ctx.actor, place, false)) return false;
  return mayWriteFor(ctx.actor, place, true) || !(await conflictsOf(ctx)).has(entity.id);
}

/**
 * Starts a draft for an entity. The actor writes for that entity, else InvalidInput on `entity`: which
 * entities exist is public, which ones one writes for is one's own list. Gives the new code.
 */
export async function createPractice(ctx: Ctx, { entity: entityCode, orig, form, code: given, origin = 'record' }: NewPractice): Promise<{ code: string }> {
  const entity = await entityByCode(ctx, entityCode);
  if (!entity || !(await startsFor(ctx, entity))) throw new InvalidInput('input.invalid', {}, [{ field: 'entity', code: 'practices.not-your-entity' }]);
  const content = applyForm(emptyContent({ orig, texts: {} }), { title: {}, ...form }, orig, await readVocabulary(ctx));
  const code = given ?? (await nextCode(ctx, entity.country_code ?? 'ZZ'));
  return transaction(ctx, async (tx) => {
    if (given) await raiseNumber(tx.db, given.slice(0, 2), Number(given.slice(3)));
    const id = uuidv7(tx.now.getTime());
    const row = { id, code, entity_id: entity.id, country_code: entity.country_code, public_state: null, grade: null, published_at: null, created_at: tx.now };
    const { personId } = tx.actor;
    await Promise.all([
      insertPractice(
        tx.db,
        id,
        code,
        entity.id,
        entity.country_code,
        personId,
        orig,
        'draft',
        cardOf(content, entity),
        divisionsOf(content),
        content.stage,
        origin,
        null,
        tx.now,
        content,
      ),
      indexPractice(tx, row, content, 'own', { row, owner: entity }),
    ]);
    if (form.results && form.results.length > 0) await replaceIndicators(tx, versionSubject(id, 1), indicatorsFromForm(form.results, [], orig));
    recordAudit(tx, { what: 'practices.practice.created', ref: { kind: 'practice', id }, after: content, note: code });
    emit(tx, 'practices.created', { id, code });
    return { code };
  });
}
