import type { Ctx } from '#platform/context.ts';
import { optionalRow } from '#platform/db/statement.ts';
import { recordAudit } from '#platform/db/trace.ts';
import { transaction } from '#platform/db/transaction.ts';
import { NotFound, RuleBroken } from '#platform/errors/errors.ts';
import { uuidv7 } from '#platform/values/ids.ts';
import { mayManagePeople } from '../policy.ts';
import { lockPerson } from '../queries.ts';
import { insertGrant, selectSameGrant } from './queries.ts';
import { roleAtScope } from './role-at-scope.ts';
import type { RoleForm } from './role-form.ts';

/** Grants a role at a scope. It holds from the person's next request. The same open grant twice is RuleBroken `role.granted-already`. */
export function grantRole(ctx: Ctx, personId: string, form: RoleForm): Promise<{ id: string; personId: string }> {
  return transaction(ctx, async (tx) => {
    const person = personId === '' || !mayManagePeople(tx.actor) ? undefined : optionalRow(await lockPerson(tx, personId));
    if (!person) throw new NotFound('page.not-found');
    const { role, scopeKind, scopeId } = await roleAtScope(tx, form);
    if ((await selectSameGrant(tx.db, personId, role, scopeKind, scopeId)).length > 0) throw new RuleBroken('role.granted-already');
    const id = uuidv7(tx.now.getTime());
    await insertGrant(tx.db, id, personId, role, scopeKind, scopeId, tx.actor.personId, tx.now);
    recordAudit(tx, { what: 'directory.role.granted', ref: { kind: 'role-grant', id }, after: { personId, role, scopeKind, scopeId }, note: role });
    return { id, personId };
  });
}
