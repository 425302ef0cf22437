import type { Actor, Grant } from '#platform/auth/actor.ts';
import { optionalRow, type Queryable } from '#platform/db/statement.ts';
import { onDirectoryChange } from '#platform/db/trace.ts';
import { NotSignedIn } from '#platform/errors/errors.ts';
import { personOf, tokenHash } from '../roles/load-actor.ts';
import { selectPersonActor, selectTokenActor } from '../roles/queries.ts';
import { touchToken } from './queries.ts';

const kept = new Map<string, { at: number; endsAt: number; actor: Actor }>();
const keptMs = 1_000;
const keptAtMost = 5_000;
onDirectoryChange(() => kept.clear());

/**
 * The person behind a token, holding of their roles only what the token's scopes name; kept for a second.
 * NotSignedIn `token.unknown`, `token.revoked` or `token.ended`: whoever has the token may know which.
 */
export async function loadTokenActor(db: Queryable, token: string, now: Date): Promise<Actor> {
  const known = kept.get(token);
  if (known && Math.abs(now.getTime() - known.at) < keptMs && now.getTime() < known.endsAt) return known.actor;
  const row = optionalRow(await selectTokenActor(db, tokenHash(token)));
  if (!row || row.disabled_at) throw new NotSignedIn('token.unknown');
  if (row.revoked_at) throw new NotSignedIn('token.revoked');
  if (row.ends_at <= now) throw new NotSignedIn('token.ended');
  if (!row.last_used_at || now.getTime() - row.last_used_at.getTime() > 60_000) await touchToken(db, row.token_id, now);
  const scopes = new Set(row.scopes);
  const person = personOf(row);
  const actor = { ...person, grants: person.grants.map((grant) => within(grant, scopes)), token: { id: row.token_id, scopes } };
  if (kept.size >= keptAtMost) kept.clear();
  kept.set(token, { at: now.getTime(), endsAt: row.ends_at.getTime(), actor });
  return actor;
}

/** The grant with those of its permissions that are scopes; its place stays, because policies ask where somebody stands. */
const within = (grant: Grant, scopes: ReadonlySet<string>): Grant => ({
  ...grant,
  permissions: new Set([...grant.permissions].filter((permission) => scopes.has(permission))),
});

/**
 * The person as they were when they asked for work that is done later: the roles they have now, and of these what a
 * second factor or the scopes of a token allowed then. NotSignedIn `sign-in.needed` when the account is closed.
 */
export async function actorLike(
  db: Queryable,
  asked: { readonly personId: string; readonly secondFactor: boolean; readonly scopes: readonly string[] | null },
): Promise<Actor> {
  const row = optionalRow(await selectPersonActor(db, asked.personId, asked.secondFactor));
  if (!row) throw new NotSignedIn('sign-in.needed');
  const person = personOf(row);
  if (!asked.scopes) return person;
  const scopes = new Set(asked.scopes);
  return { ...person, grants: person.grants.map((grant) => within(grant, scopes)) };
}
