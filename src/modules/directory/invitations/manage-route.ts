import { z } from 'zod';
import type { Ctx } from '#platform/context.ts';
import { Forbidden, NotFound } from '#platform/errors/errors.ts';
import { pageById, pageByIdInput } from '#platform/http/next-page.ts';
import { route } from '#platform/http/route.ts';
import * as outputs from '../outputs.ts';
import { placesOf, readPlaceChoices } from '../people/read-people.ts';
import { mayManagePeople } from '../policy.ts';
import { peopleNames } from '../public.ts';
import { invitationsPage } from './invitations-page.tsx';
import { invitationFields, makeInvitation, personToInvite } from './make-invitation.ts';
import { invitationLabels, madeInvitationPage, newInvitationPage } from './new-invitation-page.tsx';
import { selectOpenInvitations } from './queries.ts';
import { withdrawOpenInvitation } from './withdraw-invitation.ts';

export const listInvitations = route({
  name: 'directory.invitations',
  method: 'GET',
  path: '/invitations',
  permission: 'directory.people',
  input: z.strictObject(pageByIdInput),
  output: outputs.invitations,
  handle: async (ctx, { after, limit }) => {
    if (!mayManagePeople(ctx.actor)) throw new Forbidden('page.not-allowed');
    const { rows: invitations, next } = pageById(await selectOpenInvitations(ctx.db, ctx.now, after, limit + 1), limit);
    const [names, places] = await Promise.all([
      peopleNames(
        ctx,
        invitations.flatMap((row) => [row.invited_by, row.person_id]),
      ),
      placesOf(ctx, invitations),
    ]);
    return { invitations, names, places, next, first: after === null };
  },
  page: invitationsPage,
  json: ({ invitations, places, next }) => ({
    items: invitations.map((row) => ({
      id: row.id,
      email: row.email,
      person: row.person_id,
      role: row.role,
      scope: row.scope_kind,
      of: row.scope_kind === 'entity' ? (places.entities.get(row.scope_id ?? '')?.code ?? null) : row.scope_id,
      invitedBy: row.invited_by,
      expiresAt: row.expires_at,
    })),
    next,
  }),
});

const readForm = async (ctx: Ctx, person: string | undefined) => {
  if (!mayManagePeople(ctx.actor)) throw new Forbidden('page.not-allowed');
  return { person: await personToInvite(ctx, person || null), choices: await readPlaceChoices(ctx) };
};

export const showNewInvitation = route({
  name: 'directory.new-invitation',
  method: 'GET',
  path: '/invitations/new',
  permission: 'directory.people',
  input: z.strictObject({ person: z.guid().catch('').optional() }),
  handle: (ctx, { person }) => {
    if (person === '') throw new NotFound('page.not-found');
    return readForm(ctx, person);
  },
  page: (view, found) => newInvitationPage(view, found, { values: {}, problems: [] }),
  json: false,
});

/** Answers with the page itself: a redirect would need an address under which the link could be read again. */
export const postNewInvitation = route({
  name: 'directory.invite',
  method: 'POST',
  path: '/invitations/new',
  permission: 'directory.people',
  input: z.strictObject(invitationFields),
  output: outputs.madeInvitation,
  handle: async (ctx, form) => {
    const made = await makeInvitation(ctx, form);
    return { made, places: await placesOf(ctx, [{ scope_kind: made.scopeKind, scope_id: made.scopeId }]) };
  },
  page: madeInvitationPage,
  json: ({ made }) => ({ id: made.id, path: `/invitations/${made.token}`, expiresAt: made.expiresAt }),
  again: async (ctx, view, state) => {
    // A person who has an account in the meantime is told so above the form, which then invites somebody new.
    const person = state.refusal?.code === 'invitation.person-has-account' ? undefined : state.values.person;
    return newInvitationPage(view, await readForm(ctx, z.guid().safeParse(person).data), state);
  },
  labels: invitationLabels,
});

export const postWithdrawInvitation = route({
  name: 'directory.withdraw-invitation',
  method: 'POST',
  path: '/invitations/:id/withdraw',
  permission: 'directory.people',
  input: z.strictObject({ id: z.guid().catch('') }),
  output: outputs.byId,
  handle: (ctx, { id }) => withdrawOpenInvitation(ctx, id),
  redirect: () => '/invitations',
});
