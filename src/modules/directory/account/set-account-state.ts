import type { Ctx, TxCtx } from '#platform/context.ts';
import { onlyRow, optionalRow } from '#platform/db/statement.ts';
import { recordAudit } from '#platform/db/trace.ts';
import { transaction } from '#platform/db/transaction.ts';
import { NotFound, RuleBroken } from '#platform/errors/errors.ts';
import { mayManagePeople } from '../policy.ts';
import { selectPerson } from '../queries.ts';
import { lockAdministrators } from '../roles/queries.ts';
import { isLastAdministrator } from '../roles/rules.ts';
import { type AccountRow, deletePendingOf, endOtherSignIns, lockAccount, selectAccountOfPerson, setDisabled } from './queries.ts';

/** The locked account of a person: NotFound for a stranger, RuleBroken `directory.no-account` for a person without one. */
async function lockAccountOf(tx: TxCtx, personId: string): Promise<AccountRow> {
  const person = personId === '' || !mayManagePeople(tx.actor) ? undefined : optionalRow(await selectPerson(tx.db, personId));
  if (!person) throw new NotFound('page.not-found');
  const account = optionalRow(await selectAccountOfPerson(tx.db, personId));
  if (!account) throw new RuleBroken('directory.no-account');
  return onlyRow(await lockAccount(tx, account.id));
}

async function endAllSignIns(tx: TxCtx, accountId: string): Promise<void> {
  await endOtherSignIns(tx.db, accountId, null, tx.now);
  await deletePendingOf(tx.db, accountId);
}

/** Closes an account and ends its sign-ins at once. The last administrator's stays open: RuleBroken `directory.last-administrator`. */
export function disableAccount(ctx: Ctx, personId: string): Promise<{ id: string }> {
  return transaction(ctx, async (tx) => {
    const administrators = await lockAdministrators(tx);
    const account = await lockAccountOf(tx, personId);
    if (account.disabled_at) return { id: personId };
    if (isLastAdministrator(personId, administrators)) throw new RuleBroken('directory.last-administrator');
    await setDisabled(tx.db, account.id, tx.now);
    await endAllSignIns(tx, account.id);
    recordAudit(tx, { what: 'directory.account.disabled', ref: { kind: 'account', id: account.id } });
    return { id: personId };
  });
}

/** Opens a disabled account again; its roles hold as before. */
export function enableAccount(ctx: Ctx, personId: string): Promise<{ id: string }> {
  return transaction(ctx, async (tx) => {
    const account = await lockAccountOf(tx, personId);
    if (!account.disabled_at) return { id: personId };
    await setDisabled(tx.db, account.id, null);
    recordAudit(tx, { what: 'directory.account.enabled', ref: { kind: 'account', id: account.id } });
    return { id: personId };
  });
}

/** Ends every sign-in of the person, half-finished ones too: for a lost device or a password somebody saw. */
export function signOutEverywhere(ctx: Ctx, personId: string): Promise<{ id: string }> {
  return transaction(ctx, async (tx) => {
    const account = await lockAccountOf(tx, personId);
    await endAllSignIns(tx, account.id);
    recordAudit(tx, { what: 'directory.sign-ins.ended', ref: { kind: 'account', id: account.id } });
    return { id: personId };
  });
}
