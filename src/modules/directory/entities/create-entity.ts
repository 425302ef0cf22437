import type { Ctx } from '#platform/context.ts';
import { emit, recordAudit } from '#platform/db/trace.ts';
import { transaction } from '#platform/db/transaction.ts';
import { Forbidden, InvalidInput } from '#platform/errors/errors.ts';
import { uuidv7 } from '#platform/values/ids.ts';
import { mayAddPlaces } from '../policy.ts';
import { insertEntity } from '../queries.ts';
import { applyEntityForm } from './apply-entity-form.ts';
import type { EntityForm } from './entity-form.ts';

/** Adds an entity under a code that stays for good. What is added among the demonstration set belongs to the set. */
export function createEntity(ctx: Ctx, { code, ...form }: EntityForm & { code: string }): Promise<{ code: string }> {
  return transaction(ctx, async (tx) => {
    if (!mayAddPlaces(tx.actor)) throw new Forbidden('page.not-allowed');
    const { country_code, type, parent_id, name, aliases, amongDemo } = await applyEntityForm(tx, null, form);
    const id = uuidv7(tx.now.getTime());
    const added = await insertEntity(
      tx.db,
      id,
      code,
      country_code,
      type,
      parent_id,
      name,
      JSON.stringify(aliases),
      amongDemo ? 'demo' : 'record',
      null,
      tx.now,
    );
    if (added.length === 0) throw new InvalidInput('input.invalid', {}, [{ field: 'code', code: 'directory.code-taken', details: { value: code } }]);
    recordAudit(tx, { what: 'directory.entity.added', ref: { kind: 'entity', id }, after: { code, country_code, type, parent_id, name, aliases }, note: code });
    emit(tx, 'directory.entity-added', { id });
    return { code };
  });
}
