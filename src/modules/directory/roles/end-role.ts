import type { Ctx } from '#platform/context.ts';
import { onlyRow, optionalRow } from '#platform/db/statement.ts';
import { recordAudit } from '#platform/db/trace.ts';
import { transaction } from '#platform/db/transaction.ts';
import { NotFound, RuleBroken } from '#platform/errors/errors.ts';
import { mayManagePeople } from '../policy.ts';
import { endGrant, lockAdministrators, lockGrant, selectGrant } from './queries.ts';
import { isLastAdministrator } from './rules.ts';

/**
 * Takes a role back. It ends with the person's next request, since roles are read for each. The last
 * programme office of the node stays: RuleBroken `directory.last-administrator`.
 */
export function endRole(ctx: Ctx, id: string): Promise<{ id: string; personId: string }> {
  return transaction(ctx, async (tx) => {
    const known = id === '' || !mayManagePeople(tx.actor) ? undefined : optionalRow(await selectGrant(tx.db, id));
    if (!known) throw new NotFound('page.not-found');
    const runsTheNode = known.role === 'programme-office' && known.scope_kind === 'instance';
    const administrators = runsTheNode ? await lockAdministrators(tx) : [];
    const grant = onlyRow(await lockGrant(tx, id));
    if (grant.ended_at) throw new RuleBroken('role.ended-already');
    if (runsTheNode && isLastAdministrator(grant.person_id, administrators)) throw new RuleBroken('directory.last-administrator');
    await endGrant(tx.db, id, tx.now);
    recordAudit(tx, { what: 'directory.role.ended', ref: { kind: 'role-grant', id }, before: grant, note: grant.role });
    return { id, personId: grant.person_id };
  });
}
