/** Where a role holds: everywhere, in a country, in an entity and all below it, or in a programme. */
export type Scope =
  | { readonly kind: 'instance' }
  | { readonly kind: 'country'; readonly id: string }
  | { readonly kind: 'entity'; readonly id: string; readonly below: readonly string[] }
  | { readonly kind: 'programme'; readonly id: string };

export interface Grant {
  readonly role: string;
  readonly scope: Scope;
  readonly permissions: ReadonlySet<string>;
}

export interface Actor {
  readonly kind: 'visitor' | 'person' | 'system';
  readonly personId: string | null;
  readonly accountId: string | null;
  readonly signInId: string | null;
  readonly name: { readonly ar: string; readonly en: string } | null;
  readonly grants: readonly Grant[];
  /** Whether this sign-in gave a second factor. */
  readonly secondFactor: boolean;
  /** A role of this person asks for a second factor that this sign-in has not given: the role is at rest until it has. */
  readonly secondFactorNeeded: boolean;
  /** Set when a program acts with this person's token: it holds the token's scopes and no more. */
  readonly token?: { readonly id: string; readonly scopes: ReadonlySet<string> };
  /** For system work: why a program acts without a person. */
  readonly reason?: string;
}

/** Somebody who has not signed in. */
export const visitor: Actor = {
  kind: 'visitor',
  personId: null,
  accountId: null,
  signInId: null,
  name: null,
  grants: [],
  secondFactor: false,
  secondFactorNeeded: false,
};

/** A program acting without a person: migrations, demonstration set, sweeps. The reason goes to the audit log. */
export const dangerousSystem = (reason: string): Actor => ({ ...visitor, kind: 'system', reason });

/** Where a record stands, for asking whether a role reaches it. */
export interface Place {
  readonly country?: string | null;
  readonly entity?: string | null;
  readonly programme?: string | null;
}

/** Whether the actor holds the permission at the place; a role at the instance reaches every place. */
export function holds(actor: Actor, permission: string, place: Place): boolean {
  if (actor.kind === 'system') return true;
  return actor.grants.some((grant) => grant.permissions.has(permission) && reaches(grant.scope, place));
}

/** Whether the actor holds the permission at any place: the first check of a route. */
export const holdsSomewhere = (actor: Actor, permission: string): boolean =>
  actor.kind === 'system' || actor.grants.some((grant) => grant.permissions.has(permission));

/** Whether the actor holds the permission everywhere. */
export const holdsEverywhere = (actor: Actor, permission: string): boolean => holds(actor, permission, {});

function reaches(scope: Scope, place: Place): boolean {
  switch (scope.kind) {
    case 'instance':
      return true;
    case 'country':
      return place.country === scope.id;
    case 'entity':
      return place.entity != null && scope.below.includes(place.entity);
    case 'programme':
      return place.programme === scope.id;
  }
}

/** The places where the actor holds the permission, for a list's SQL filter. */
export function reachOf(actor: Actor, permission: string): { everywhere: boolean; countries: string[]; entities: string[] } {
  const reach = { everywhere: actor.kind === 'system', countries: [] as string[], entities: [] as string[] };
  for (const { permissions, scope } of actor.grants) {
    if (!permissions.has(permission)) continue;
    if (scope.kind === 'instance') reach.everywhere = true;
    if (scope.kind === 'country') reach.countries.push(scope.id);
    if (scope.kind === 'entity') reach.entities.push(...scope.below);
  }
  return reach;
}
