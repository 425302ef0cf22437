import type { FastifyRequest } from 'fastify';
import type { Actor } from '#platform/auth/actor.ts';
import { Forbidden, NotSignedIn, type Refusal } from '#platform/errors/errors.ts';
import type { Route } from './route.ts';

/**
 * The token a program sends, or undefined when the request has no Authorization. Such a request is the
 * token's alone: its cookies are not read. Anything but a bearer token is NotSignedIn `token.unknown`.
 */
export function bearerOf(request: FastifyRequest): string | undefined {
  const { authorization } = request.headers;
  if (authorization === undefined) return undefined;
  const token = /^bearer +([\w-]{20,100})$/i.exec(authorization)?.[1];
  if (!token) throw new NotSignedIn('token.unknown');
  return token;
}

/** What a token may be given besides permissions: the reader's own pages under `/me`. */
export const accountScope = 'account';

/** Why a token does not open a route that the person behind it may use, if so. */
export function outOfScope(route: Route, actor: Actor): Refusal | undefined {
  const scope = route.permission === 'signed-in' ? accountScope : route.permission;
  return actor.token && scope !== 'public' && !actor.token.scopes.has(scope) ? new Forbidden('token.scope', { scope }) : undefined;
}
