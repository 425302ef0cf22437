import { z } from 'zod';
import type { Ctx } from '#platform/context.ts';
import { pageById, pageByIdInput } from '#platform/http/next-page.ts';
import { instant, pageOf } from '#platform/http/output.ts';
import { route } from '#platform/http/route.ts';
import { cleanLine } from '#platform/values/clean-text.ts';
import { lifetimes, makeToken, revokeToken, scopesOf } from './make-token.ts';
import { selectTokens } from './queries.ts';
import { madeTokenPage, tokenLabels, tokensPage } from './tokens-page.tsx';

async function readTokens(ctx: Ctx, { after, limit }: { after: string | null; limit: number } = { after: null, limit: 50 }) {
  const { rows: tokens, next } = pageById(await selectTokens(ctx.db, ctx.actor.accountId, ctx.now, after, limit + 1), limit);
  return { tokens, next, first: after === null, scopes: scopesOf(ctx.actor) };
}

export const showTokens = route({
  name: 'directory.tokens',
  method: 'GET',
  path: '/me/tokens',
  permission: 'signed-in',
  input: z.strictObject(pageByIdInput),
  handle: readTokens,
  page: (view, found) => tokensPage(view, found, { values: { days: '30' }, problems: [] }),
  json: ({ tokens, next }) => ({
    next,
    items: tokens.map((token) => ({
      id: token.id,
      name: token.name,
      scopes: token.scopes,
      createdAt: token.created_at,
      endsAt: token.ends_at,
      lastUsedAt: token.last_used_at,
      revokedAt: token.revoked_at,
    })),
  }),
  output: pageOf(
    z.object({
      id: z.guid(),
      name: z.string(),
      scopes: z.array(z.string()),
      createdAt: instant,
      endsAt: instant,
      lastUsedAt: instant.nullable(),
      revokedAt: instant.nullable(),
    }),
  ),
});

const scopes = z
  .union([z.string(), z.array(z.string())])
  .optional()
  .transform((value) => [...new Set([value ?? []].flat().filter((scope) => scope !== ''))]);

/** Answers with the page itself, under which the token is shown this once. Only in a browser: a token makes no tokens. */
export const postToken = route({
  name: 'directory.make-token',
  method: 'POST',
  path: '/me/tokens',
  permission: 'signed-in',
  input: z.strictObject({ name: z.string().max(80).transform(cleanLine), scopes, days: z.enum(lifetimes) }),
  handle: makeToken,
  page: madeTokenPage,
  again: async (ctx, view, state) => tokensPage(view, await readTokens(ctx), state),
  labels: tokenLabels,
  json: false,
});

export const postRevokeToken = route({
  name: 'directory.revoke-token',
  method: 'POST',
  path: '/me/tokens/:id/revoke',
  permission: 'signed-in',
  input: z.strictObject({ id: z.guid().catch('') }),
  handle: (ctx, { id }) => revokeToken(ctx, id),
  redirect: () => '/me/tokens',
  output: z.object({ id: z.guid() }),
});
