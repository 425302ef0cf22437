import { randomBytes } from 'node:crypto';
import type { Actor } from '#platform/auth/actor.ts';
import type { Ctx } from '#platform/context.ts';
import { onlyRow } from '#platform/db/statement.ts';
import { recordAudit } from '#platform/db/trace.ts';
import { transaction } from '#platform/db/transaction.ts';
import { type FieldProblem, InvalidInput, NotFound, RuleBroken } from '#platform/errors/errors.ts';
import { accountScope } from '#platform/http/bearer.ts';
import { uuidv7 } from '#platform/values/ids.ts';
import { lockAccount } from '../account/queries.ts';
import { tokenHash } from '../roles/load-actor.ts';
import { countOpenTokens, insertToken, updateRevoked } from './queries.ts';

/** How long a token may hold, in days. */
export const lifetimes = ['7', '30', '90', '365'] as const;
const openAtMost = 20;
const dayMs = 86_400_000;

/** The scopes somebody may give a token: what they hold now, and their own pages. */
export const scopesOf = (actor: Actor): string[] => [...new Set(actor.grants.flatMap((grant) => [...grant.permissions])), accountScope].sort();

export const endOf = (now: Date, days: string): Date => new Date(now.getTime() + Number(days) * dayMs);

export interface TokenForm {
  readonly name: string;
  readonly scopes: readonly string[];
  readonly days: (typeof lifetimes)[number];
}
export interface MadeToken extends TokenForm {
  readonly id: string;
  readonly token: string;
  readonly endsAt: string;
}

/**
 * Makes a token of the signed-in person: `tbd_` and 43 characters, given out this once. Its scopes are among the
 * person's own, else InvalidInput; more than twenty open tokens are RuleBroken `token.too-many`. A token makes none.
 */
export function makeToken(ctx: Ctx, { name, scopes, days }: TokenForm): Promise<MadeToken> {
  const own = new Set(scopesOf(ctx.actor));
  const problems: FieldProblem[] = [];
  if (name === '') problems.push({ field: 'name', code: 'input.required' });
  if (scopes.length === 0) problems.push({ field: 'scopes', code: 'token.scopes-needed' });
  for (const scope of scopes) if (!own.has(scope)) problems.push({ field: 'scopes', code: 'input.not-a-choice', details: { value: scope.slice(0, 60) } });
  if (problems.length > 0) throw new InvalidInput('input.invalid', {}, problems);
  const token = `tbd_${randomBytes(32).toString('base64url')}`;
  return transaction(ctx, async (tx) => {
    const account = onlyRow(await lockAccount(tx, tx.actor.accountId));
    if (onlyRow(await countOpenTokens(tx.db, account.id, tx.now)).count >= openAtMost) throw new RuleBroken('token.too-many', { n: openAtMost });
    const id = uuidv7(tx.now.getTime());
    const endsAt = endOf(tx.now, days);
    await insertToken(tx.db, id, tokenHash(token), account.id, name, scopes, tx.actor.secondFactor, tx.now, endsAt);
    recordAudit(tx, { what: 'directory.token.made', ref: { kind: 'token', id }, after: { scopes, endsAt: endsAt.toISOString() } });
    return { id, token, name, scopes, days, endsAt: endsAt.toISOString() };
  });
}

/** Ends one of the person's own tokens; programs that hold it are refused from their next request. Any other is NotFound. */
export function revokeToken(ctx: Ctx, id: string): Promise<{ id: string }> {
  return transaction(ctx, async (tx) => {
    const revoked = id === '' ? [] : await updateRevoked(tx.db, id, tx.actor.accountId, tx.now);
    if (revoked.length === 0) throw new NotFound('page.not-found');
    recordAudit(tx, { what: 'directory.token.revoked', ref: { kind: 'token', id } });
    return { id };
  });
}
