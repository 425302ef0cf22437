import type { Ctx } from '#platform/context.ts';
import { recordAudit } from '#platform/db/trace.ts';
import { transaction } from '#platform/db/transaction.ts';
import { NotFound } from '#platform/errors/errors.ts';
import { mayManagePeople } from '../policy.ts';
import { withdrawInvitation } from './queries.ts';

/** Ends an open invitation: its link works no more. One that is not open is NotFound. */
export function withdrawOpenInvitation(ctx: Ctx, id: string): Promise<{ id: string }> {
  return transaction(ctx, async (tx) => {
    if (id === '' || !mayManagePeople(tx.actor) || (await withdrawInvitation(tx.db, id, tx.now)).length === 0) throw new NotFound('page.not-found');
    recordAudit(tx, { what: 'directory.invitation.withdrawn', ref: { kind: 'invitation', id } });
    return { id };
  });
}
