import QRCode from 'qrcode';
import { hashPassword, passwordMatches } from '#platform/auth/password.ts';
import { passwordProblem } from '#platform/auth/password-rules.ts';
import { newTotpSecret, totpAddress, totpStep } from '#platform/auth/totp.ts';
import type { Ctx } from '#platform/context.ts';
import { onlyRow } from '#platform/db/statement.ts';
import { recordAudit } from '#platform/db/trace.ts';
import { transaction } from '#platform/db/transaction.ts';
import { InvalidInput, NotFound, RuleBroken } from '#platform/errors/errors.ts';
import { selectGrants, selectRoleRules } from '../roles/queries.ts';
import { type AccountRow, endOtherSignIns, endSignIn, lockAccount, markSecondFactor, updatePassword, updateTotp } from './queries.ts';

/** Changes the password after proving the old one, and ends every other sign-in of the account. */
export async function changePassword(ctx: Ctx, { password, newPassword }: { password: string; newPassword: string }): Promise<{ changed: true }> {
  const name = ctx.actor.name;
  const problem = passwordProblem(newPassword, [name?.en ?? '', name?.ar ?? '']);
  if (problem) throw new InvalidInput('input.invalid', {}, [{ field: 'newPassword', code: problem }]);
  const hash = await hashPassword(newPassword);
  return transaction(ctx, async (tx) => {
    const account = onlyRow(await lockAccount(tx, tx.actor.accountId));
    if (!(await passwordMatches(password, account.password_hash)))
      throw new InvalidInput('input.invalid', {}, [{ field: 'password', code: 'account.wrong-password' }]);
    await updatePassword(tx.db, account.id, hash);
    await endOtherSignIns(tx.db, account.id, tx.actor.signInId, tx.now);
    recordAudit(tx, { what: 'directory.password.changed', ref: { kind: 'account', id: account.id } });
    return { changed: true as const };
  });
}

export interface SecondFactorOffer {
  readonly active: boolean;
  /** Only before it is confirmed: the secret to type and its QR code as SVG paths. */
  readonly secret: string | null;
  readonly qr: { readonly size: number; readonly path: string } | null;
}

/** What the set-up page shows: whether it is on, or a secret to take into an authenticator app. */
export async function offerSecondFactor(ctx: Ctx, account: AccountRow): Promise<SecondFactorOffer> {
  if (account.totp_confirmed_at) return { active: true, secret: null, qr: null };
  const secret = account.totp_secret ?? newTotpSecret();
  if (!account.totp_secret) await updateTotp(ctx.db, account.id, secret, null, null);
  return { active: false, secret, qr: qrPath(totpAddress(secret, account.email)) };
}

function qrPath(text: string): { size: number; path: string } {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: 'M' });
  const { size } = modules;
  const dark = Array.from({ length: size * size }, (_, index) => index).filter((index) => modules.data[index]);
  return { size, path: dark.map((index) => `M${index % size} ${Math.floor(index / size)}h1v1h-1z`).join('') };
}

/** Turns the second factor on with a code from the app; this sign-in counts as having given it. */
export function confirmSecondFactor(ctx: Ctx, { code }: { code: string }): Promise<{ active: true }> {
  return transaction(ctx, async (tx) => {
    const account = onlyRow(await lockAccount(tx, tx.actor.accountId));
    const step = account.totp_secret && !account.totp_confirmed_at ? totpStep(account.totp_secret, code, tx.now) : undefined;
    if (step === undefined) throw new InvalidInput('input.invalid', {}, [{ field: 'code', code: 'sign-in.wrong-code' }]);
    await updateTotp(tx.db, account.id, account.totp_secret, tx.now, step);
    await markSecondFactor(tx.db, tx.actor.signInId);
    recordAudit(tx, { what: 'directory.second-factor.added', ref: { kind: 'account', id: account.id } });
    return { active: true as const };
  });
}

/** Turns it off with a code, unless a role of the person asks for it (RuleBroken `account.role-needs-it`). */
export function removeSecondFactor(ctx: Ctx, { code }: { code: string }): Promise<{ active: false }> {
  return transaction(ctx, async (tx) => {
    const account = onlyRow(await lockAccount(tx, tx.actor.accountId));
    const step = account.totp_secret && account.totp_confirmed_at ? totpStep(account.totp_secret, code, tx.now) : undefined;
    if (step === undefined || step <= (account.totp_last_step ?? 0))
      throw new InvalidInput('input.invalid', {}, [{ field: 'code', code: 'sign-in.wrong-code' }]);
    const asking = new Set((await selectRoleRules(tx.db)).filter((rule) => rule.second_factor).map((rule) => rule.role));
    const held = (await selectGrants(tx.db, account.person_id)).filter((grant) => grant.ended_at === null);
    if (held.some((grant) => asking.has(grant.role))) throw new RuleBroken('account.role-needs-it');
    await updateTotp(tx.db, account.id, null, null, null);
    recordAudit(tx, { what: 'directory.second-factor.removed', ref: { kind: 'account', id: account.id } });
    return { active: false as const };
  });
}

/** Ends one of one's own sign-ins; another person's is NotFound. */
export function endSignInOf(ctx: Ctx, id: string): Promise<{ ended: string }> {
  return transaction(ctx, async (tx) => {
    if (id === '' || (await endSignIn(tx.db, id, tx.actor.accountId, tx.now)).length === 0) throw new NotFound('page.not-found');
    recordAudit(tx, { what: 'directory.sign-in.ended', ref: { kind: 'sign-in', id } });
    return { ended: id };
  });
}
