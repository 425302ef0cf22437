import { holdsEverywhere } from '#platform/auth/actor.ts';
import type { Ctx, TxCtx } from '#platform/context.ts';
import { statement } from './statement.ts';
import { recordAudit } from './trace.ts';
import { transaction } from './transaction.ts';

const nameActor = statement('platform.name-actor', "select set_config('tabadul.person', $1, true), set_config('tabadul.sees_all', $2, true)");

/**
 * The only way to confidential tables (row-level security refuses everything without it). It tells
 * PostgreSQL who looks, for this transaction alone, and writes the look to the audit log. `purpose` is the
 * table's name; the permission `<purpose>.read` held everywhere shows all rows, else only one's own.
 */
export function confidential<T>(ctx: Ctx, purpose: string, subject: { kind: string; id: string }, fn: (tx: TxCtx) => Promise<T>): Promise<T> {
  return transaction(ctx, async (tx) => {
    await nameActor(tx.db, ctx.actor.personId ?? '', holdsEverywhere(ctx.actor, `${purpose}.read`) ? purpose : '');
    recordAudit(tx, { what: `${purpose}.looked`, ref: subject });
    return fn(tx);
  });
}
