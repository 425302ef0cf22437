import type { Ctx } from '#platform/context.ts';
import { onlyRow, optionalRow } from '#platform/db/statement.ts';
import { emit, recordAudit } from '#platform/db/trace.ts';
import { transaction } from '#platform/db/transaction.ts';
import { Conflict, Forbidden, NotFound } from '#platform/errors/errors.ts';
import { mayEditPlace } from '../policy.ts';
import { lockEntity, selectEntityByCode, updateEntity } from '../queries.ts';
import { applyEntityForm } from './apply-entity-form.ts';
import type { EntityForm } from './entity-form.ts';

/** Changes an entity; its code stays. Another change since `rev` is Conflict `directory.edited-meanwhile`. */
export function editEntity(ctx: Ctx, { code, rev, ...form }: EntityForm & { code: string; rev: number }): Promise<{ code: string; rev: number }> {
  return transaction(ctx, async (tx) => {
    const known = optionalRow(await selectEntityByCode(tx.db, code));
    if (!known) throw new NotFound('page.not-found');
    const before = onlyRow(await lockEntity(tx, known.id));
    if (!mayEditPlace(tx.actor, { entity: before.id, country: before.country_code })) throw new Forbidden('page.not-allowed');
    if (before.rev !== rev) throw new Conflict('directory.edited-meanwhile');
    const { amongDemo: _, ...after } = await applyEntityForm(tx, before, form);
    await updateEntity(tx.db, before.id, after.country_code, after.type, after.parent_id, after.name, JSON.stringify(after.aliases));
    recordAudit(tx, { what: 'directory.entity.edited', ref: { kind: 'entity', id: before.id }, before, after, note: code });
    emit(tx, 'directory.entity-edited', { id: before.id });
    return { code, rev: rev + 1 };
  });
}
