import { type Actor, holdsSomewhere } from '#platform/auth/actor.ts';
import { Forbidden, NotSignedIn, type Refusal } from '#platform/errors/errors.ts';
import { outOfScope } from './bearer.ts';
import type { Route } from './route.ts';

/** Why the actor may not use the route at all, if so. */
export function refusalOf(route: Route, actor: Actor): Refusal | undefined {
  if (route.permission === 'public') return undefined;
  if (actor.kind !== 'person') return new NotSignedIn('sign-in.needed');
  const beyond = outOfScope(route, actor);
  if (beyond) return beyond;
  return route.permission === 'signed-in' || holdsSomewhere(actor, route.permission) ? undefined : new Forbidden('page.not-allowed');
}
