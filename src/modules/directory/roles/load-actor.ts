import { createHash } from 'node:crypto';
import { type Actor, type Grant, type Scope, visitor } from '#platform/auth/actor.ts';
import { permissionsOfRole } from '#platform/auth/roles.ts';
import { optionalRow, type Queryable } from '#platform/db/statement.ts';
import { onDirectoryChange } from '#platform/db/trace.ts';
import { type ActorRow, selectActor, touchSignIn } from './queries.ts';

/** Tokens are kept as SHA-256, so that a copy of the database opens no account. */
export const tokenHash = (token: string): Buffer => createHash('sha256').update(token).digest();

const kept = new Map<string, { at: number; actor: Actor }>();
const keptMs = 1_000;
const keptAtMost = 5_000;
onDirectoryChange(() => kept.clear());

/**
 * The person behind a sign-in cookie, kept for a second: a page brings several requests. A change of people,
 * roles or sign-ins on this node shows at once, one on another node within the second.
 */
export async function loadActor(db: Queryable, token: string, now: Date): Promise<Actor> {
  const known = kept.get(token);
  if (known && Math.abs(now.getTime() - known.at) < keptMs) return known.actor;
  const actor = await readActor(db, token, now);
  if (actor.kind === 'person') {
    if (kept.size >= keptAtMost) kept.clear();
    kept.set(token, { at: now.getTime(), actor });
  }
  return actor;
}

/** The person behind a sign-in cookie; a visitor when it is unknown, ended, idle for 12 hours, or of a disabled account. */
async function readActor(db: Queryable, token: string, now: Date): Promise<Actor> {
  if (token.length !== 43) return visitor;
  const row = optionalRow(await selectActor(db, tokenHash(token), now));
  if (!row) return visitor;
  if (now.getTime() - row.seen_at.getTime() > 60_000) await touchSignIn(db, row.sign_in_id, now);
  return { ...personOf(row), signInId: row.sign_in_id };
}

/** The person of a row with their roles; those that ask for a second factor rest when none was given. */
export function personOf(row: ActorRow): Actor {
  const given = row.grants ?? [];
  const active = given.filter((grant) => row.second_factor || !grant.second_factor);
  return {
    kind: 'person',
    personId: row.person_id,
    accountId: row.account_id,
    signInId: null,
    name: { ar: row.name_ar ?? row.name_en ?? '', en: row.name_en ?? row.name_ar ?? '' },
    secondFactor: row.second_factor,
    secondFactorNeeded: active.length < given.length,
    grants: active.map((grant): Grant => ({ role: grant.role, permissions: permissionsOfRole(grant.role), scope: scopeOf(grant) })),
  };
}

function scopeOf(grant: { kind: string; id: string | null; below: string[] | null }): Scope {
  const id = grant.id ?? '';
  if (grant.kind === 'country' || grant.kind === 'programme') return { kind: grant.kind, id };
  if (grant.kind === 'entity') return { kind: 'entity', id, below: grant.below ?? [] };
  return { kind: 'instance' };
}
