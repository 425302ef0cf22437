import { createHash, randomBytes } from 'node:crypto';
import type { Actor } from '#platform/auth/actor.ts';
import { passwordMatches } from '#platform/auth/password.ts';
import { totpStep } from '#platform/auth/totp.ts';
import type { Ctx, TxCtx } from '#platform/context.ts';
import { onlyRow, optionalRow } from '#platform/db/statement.ts';
import { recordAudit } from '#platform/db/trace.ts';
import { transaction } from '#platform/db/transaction.ts';
import { Busy, InvalidInput, RuleBroken } from '#platform/errors/errors.ts';
import { uuidv7 } from '#platform/values/ids.ts';
import {
  clearFailures,
  countFailure,
  deletePending,
  endSignIn,
  insertPending,
  insertSignIn,
  selectAccount,
  selectAccountByEmail,
  tryPending,
  useTotpStep,
} from '../account/queries.ts';
import { tokenHash } from '../roles/load-actor.ts';

/** What a successful step gives: the cookie of the sign-in, or a ticket for the page that asks the second factor. */
export type SignInOutcome =
  | { readonly kind: 'signed-in'; readonly token: string; readonly endsAt: Date }
  | { readonly kind: 'second-factor'; readonly ticket: string };

const failuresAllowed = 10;
const lifetimeMs = 7 * 24 * 3600_000;
const newToken = (): string => randomBytes(32).toString('base64url');
const bucketOf = (email: string): string => `email:${createHash('sha256').update(email).digest('base64url')}`;

/**
 * Checks e-mail and password. Unknown e-mail, wrong password and disabled account are the same refusal
 * after the same work: RuleBroken `sign-in.failed`. Ten failed attempts in an hour for one e-mail rest it for the
 * remainder of that hour (Busy 429 `sign-in.too-many`), known or not, before any hash is computed; someone
 * who is already signed in is not touched by it.
 */
export async function signIn(ctx: Ctx, { email, password }: { email: string; password: string }): Promise<SignInOutcome> {
  const address = email.trim().toLowerCase();
  const bucket = bucketOf(address);
  await countAttempt(ctx, bucket);
  const account = optionalRow(await selectAccountByEmail(ctx.db, address));
  const matches = await passwordMatches(password, account?.password_hash ?? null);
  if (!account || !matches || account.disabled_at) {
    throw new RuleBroken('sign-in.failed');
  }
  await clearFailures(ctx.db, bucket);
  if (account.totp_confirmed_at) {
    const ticket = newToken();
    await insertPending(ctx.db, tokenHash(ticket), account.id, new Date(ctx.now.getTime() + 10 * 60_000));
    return { kind: 'second-factor', ticket };
  }
  return openSignIn(ctx, { accountId: account.id, personId: account.person_id, secondFactor: false });
}

/** Counts before the work, so that guesses sent at once do not outrun the count; success clears it. */
async function countAttempt(ctx: Ctx, bucket: string): Promise<void> {
  const { failures, window_start } = onlyRow(await countFailure(ctx.db, bucket, ctx.now));
  if (failures <= failuresAllowed) return;
  const left = window_start.getTime() + 3600_000 - ctx.now.getTime();
  throw new Busy(429, 'sign-in.too-many', Math.max(1, left / 1000), { n: Math.max(1, Math.ceil(left / 60_000)) });
}

/** Finishes a sign-in with the six digits of the second factor. A ticket allows five tries in ten minutes; a code works once. */
export async function giveSecondFactor(ctx: Ctx, { ticket, code }: { ticket: string; code: string }): Promise<SignInOutcome> {
  const pending = optionalRow(await tryPending(ctx.db, tokenHash(ticket), ctx.now));
  if (!pending) throw new RuleBroken('sign-in.ticket-ended');
  const account = optionalRow(await selectAccount(ctx.db, pending.account_id));
  const bucket = `second-factor:${pending.account_id}`;
  await countAttempt(ctx, bucket);
  const step = account?.totp_secret ? totpStep(account.totp_secret, code, ctx.now) : undefined;
  const fresh = account && step !== undefined && !account.disabled_at && (await useTotpStep(ctx.db, account.id, step)).length === 1;
  if (!account || !fresh) throw new InvalidInput('input.invalid', {}, [{ field: 'code', code: 'sign-in.wrong-code' }]);
  await clearFailures(ctx.db, bucket);
  await deletePending(ctx.db, tokenHash(ticket));
  return openSignIn(ctx, { accountId: account.id, personId: account.person_id, secondFactor: true });
}

/** Opens a sign-in; its token is given out once and never stored. */
export function openSignIn(
  ctx: Ctx,
  { accountId, personId, secondFactor }: { accountId: string; personId: string; secondFactor: boolean },
): Promise<SignInOutcome> {
  const token = newToken();
  const endsAt = new Date(ctx.now.getTime() + lifetimeMs);
  const { idempotency: _, ...plain } = ctx;
  return transaction({ ...plain, actor: personActor(ctx.actor, personId, accountId) }, async (tx: TxCtx) => {
    const id = uuidv7(tx.now.getTime());
    await insertSignIn(tx.db, id, tokenHash(token), accountId, ctx.agent ?? '', secondFactor, tx.now, endsAt);
    recordAudit(tx, { what: 'directory.sign-in.opened', ref: { kind: 'sign-in', id } });
    return { kind: 'signed-in' as const, token, endsAt };
  });
}

const personActor = (actor: Actor, personId: string, accountId: string): Actor => ({ ...actor, kind: 'person', personId, accountId });

/** Ends the current sign-in. */
export function signOut(ctx: Ctx): Promise<{ ended: boolean }> {
  return transaction(ctx, async (tx) => {
    const ended = await endSignIn(tx.db, tx.actor.signInId, tx.actor.accountId, tx.now);
    if (ended.length > 0) recordAudit(tx, { what: 'directory.sign-in.ended', ref: { kind: 'sign-in', id: tx.actor.signInId ?? '' } });
    return { ended: ended.length > 0 };
  });
}
