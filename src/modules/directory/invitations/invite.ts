import { randomBytes } from 'node:crypto';
import { hashPassword } from '#platform/auth/password.ts';
import { passwordProblem } from '#platform/auth/password-rules.ts';
import type { Ctx, TxCtx } from '#platform/context.ts';
import { optionalRow } from '#platform/db/statement.ts';
import { recordAudit } from '#platform/db/trace.ts';
import { transaction } from '#platform/db/transaction.ts';
import { InvalidInput, RuleBroken } from '#platform/errors/errors.ts';
import { uuidv7 } from '#platform/values/ids.ts';
import { insertAccount, selectAccountByEmail } from '../account/queries.ts';
import { insertPerson } from '../queries.ts';
import { tokenHash } from '../roles/load-actor.ts';
import { insertGrant, selectSameGrant } from '../roles/queries.ts';
import type { Role, ScopeKind } from '../roles/roles.ts';
import { openSignIn, type SignInOutcome } from '../sign-in/sign-in.ts';
import { type InvitationRow, insertInvitation, lockInvitation, selectInvitation, useInvitation, withdrawInvitationsTo } from './queries.ts';

export interface Invitation {
  readonly email: string;
  readonly role: Role;
  readonly scopeKind: ScopeKind;
  readonly scopeId: string | null;
  /** A person already in the directory who gets the account. */
  readonly personId?: string | null;
}

const validDays = 7;

/**
 * Makes a link that works once within seven days; an earlier open one to the same address ends. Its token
 * is given out here and never stored. An address with an account: RuleBroken `invitation.has-account`.
 */
export async function invite(
  tx: TxCtx,
  { email, role, scopeKind, scopeId, personId = null }: Invitation,
): Promise<{ id: string; token: string; expiresAt: Date }> {
  const address = email.trim().toLowerCase();
  if (optionalRow(await selectAccountByEmail(tx.db, address))) throw new RuleBroken('invitation.has-account');
  await withdrawInvitationsTo(tx.db, address, tx.now);
  const token = randomBytes(32).toString('base64url');
  const id = uuidv7(tx.now.getTime());
  const expiresAt = new Date(tx.now.getTime() + validDays * 86_400_000);
  await insertInvitation(tx.db, id, tokenHash(token), address, personId, role, scopeKind, scopeId, tx.actor.personId, tx.now, expiresAt);
  recordAudit(tx, { what: 'directory.invitation.made', ref: { kind: 'invitation', id }, after: { role, scopeKind, scopeId } });
  return { id, token, expiresAt };
}

/** Makes the link of the first administrator: for no address, with the programme office at the instance. An earlier unused one ends. */
export async function inviteFirstAdministrator(tx: TxCtx): Promise<{ token: string }> {
  await withdrawInvitationsTo(tx.db, '', tx.now);
  const token = randomBytes(32).toString('base64url');
  const id = uuidv7(tx.now.getTime());
  await insertInvitation(
    tx.db,
    id,
    tokenHash(token),
    '',
    null,
    'programme-office',
    'instance',
    null,
    null,
    tx.now,
    new Date(tx.now.getTime() + validDays * 86_400_000),
  );
  recordAudit(tx, { what: 'directory.invitation.made', ref: { kind: 'invitation', id }, note: 'first administrator' });
  return { token };
}

/** The open invitation behind a token, or RuleBroken `invitation.spent`. */
export async function readInvitation(ctx: Ctx, token: string): Promise<InvitationRow> {
  const row = optionalRow(await selectInvitation(ctx.db, tokenHash(token), ctx.now));
  if (!row) throw new RuleBroken('invitation.spent');
  return row;
}

export interface Acceptance {
  readonly token: string;
  /** Only asked by the link of the first administrator, which was made for no address. */
  readonly email: string;
  readonly nameAr: string;
  readonly nameEn: string;
  readonly nameOrig: string;
  readonly password: string;
}

/** Opens the account with the invited role and signs the person in. The link is spent. */
export async function acceptInvitation(ctx: Ctx, { token, email, nameAr, nameEn, nameOrig, password }: Acceptance): Promise<SignInOutcome> {
  const invitation = await readInvitation(ctx, token);
  const address = invitation.email || email.toLowerCase();
  const problems = [];
  if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(address)) problems.push({ field: 'email', code: 'input.bad-email', details: { value: address.slice(0, 60) } });
  const problem = passwordProblem(password, [address.split('@')[0] ?? '', nameEn, nameAr]);
  if (problem) problems.push({ field: 'password', code: problem });
  if (!invitation.person_id && !nameAr && !nameEn && !nameOrig) problems.push({ field: 'nameAr', code: 'invitation.name-needed' });
  if (problems.length > 0) throw new InvalidInput('input.invalid', {}, problems);
  const hash = await hashPassword(password);
  const { idempotency: _, ...plain } = ctx;
  const opened = await transaction(plain, async (tx) => {
    const row = optionalRow(await lockInvitation(tx, tokenHash(token), tx.now));
    if (!row) throw new RuleBroken('invitation.spent');
    const personId = row.person_id ?? uuidv7(tx.now.getTime());
    if (!row.person_id)
      await insertPerson(
        tx.db,
        personId,
        nameAr || null,
        nameEn || null,
        nameOrig || null,
        true,
        null,
        null,
        row.scope_kind === 'entity' ? row.scope_id : null,
        'record',
        null,
        tx.now,
      );
    const accountId = uuidv7(tx.now.getTime());
    if ((await insertAccount(tx.db, accountId, personId, address, hash, tx.now)).length === 0) throw new RuleBroken('invitation.has-account');
    const held = await selectSameGrant(tx.db, personId, row.role, row.scope_kind, row.scope_id);
    if (held.length === 0) await insertGrant(tx.db, uuidv7(tx.now.getTime()), personId, row.role, row.scope_kind, row.scope_id, row.invited_by, tx.now);
    await useInvitation(tx.db, row.id, tx.now);
    recordAudit(tx, { what: 'directory.invitation.accepted', ref: { kind: 'invitation', id: row.id }, after: { personId, role: row.role } });
    return { accountId, personId };
  });
  return openSignIn(ctx, { ...opened, secondFactor: false });
}
