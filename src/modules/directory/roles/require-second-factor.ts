import type { Ctx } from '#platform/context.ts';
import { recordAudit } from '#platform/db/trace.ts';
import { transaction } from '#platform/db/transaction.ts';
import { Forbidden } from '#platform/errors/errors.ts';
import { mayManagePeople } from '../policy.ts';
import { selectRoleRules, upsertRoleRule } from './queries.ts';
import { type Role, roleNames } from './roles.ts';

/**
 * Sets which roles require a second factor: exactly those given. Such a role rests at once for everyone whose sign-in gave none;
 * `resting` says whether that is so for the one who acts.
 */
export function requireSecondFactor(ctx: Ctx, required: readonly Role[]): Promise<{ required: readonly Role[]; resting: boolean }> {
  return transaction(ctx, async (tx) => {
    if (!mayManagePeople(tx.actor)) throw new Forbidden('page.not-allowed');
    const before = new Set((await selectRoleRules(tx.db)).filter((rule) => rule.second_factor).map((rule) => rule.role));
    for (const role of roleNames) {
      const now = required.includes(role);
      if (before.has(role) === now) continue;
      await upsertRoleRule(tx.db, role, now);
      recordAudit(tx, { what: 'directory.role-rule.changed', ref: { kind: 'role', id: role }, before: { secondFactor: !now }, after: { secondFactor: now } });
    }
    const resting = !tx.actor.secondFactor && tx.actor.grants.some((grant) => required.some((role) => role === grant.role));
    return { required, resting };
  });
}
