import { z } from 'zod';
import type { Ctx } from '#platform/context.ts';
import type { View } from '#platform/html/view.ts';
import { type FormState, route } from '#platform/http/route.ts';
import { cleanLine } from '#platform/values/clean-text.ts';
import { acceptLabels, acceptPage } from './accept-page.tsx';
import { acceptInvitation, readInvitation } from './invite.ts';

const token = z.string().max(60);
const name = z
  .string()
  .max(120)
  .optional()
  .transform((text) => cleanLine(text ?? ''));

export const showInvitation = route({
  name: 'directory.invitation',
  method: 'GET',
  path: '/invitations/:token',
  permission: 'public',
  input: z.strictObject({ token }),
  handle: async (ctx, input) => ({ invitation: await readInvitation(ctx, input.token), token: input.token }),
  page: (view, { invitation, token: given }) => acceptPage(view, invitation, { values: { token: given }, problems: [] }),
  json: false,
});

export const postInvitation = route({
  name: 'directory.accept-invitation',
  method: 'POST',
  path: '/invitations/:token',
  permission: 'public',
  input: z.strictObject({
    token,
    email: z
      .string()
      .max(254)
      .optional()
      .transform((text) => cleanLine(text ?? '')),
    nameAr: name,
    nameEn: name,
    nameOrig: name,
    password: z.string().min(1).max(512),
  }),
  handle: async (ctx, input) => ({ outcome: await acceptInvitation(ctx, input) }),
  redirect: () => '/me',
  session: ({ outcome }) => (outcome.kind === 'signed-in' ? { token: outcome.token, endsAt: outcome.endsAt } : undefined),
  again: async (ctx: Ctx, view: View, state: FormState) => acceptPage(view, await readInvitation(ctx, state.values.token ?? ''), state),
  labels: acceptLabels,
  json: false,
});
