import { z } from 'zod';
import { contributionsTo } from '#modules/thread/public.ts';
import { onlyRow } from '#platform/db/statement.ts';
import { pageById, pageByIdInput } from '#platform/http/next-page.ts';
import { route } from '#platform/http/route.ts';
import { asciiDigits } from '#platform/values/clean-text.ts';
import * as outputs from '../outputs.ts';
import { selectPerson } from '../queries.ts';
import { selectGrants } from '../roles/queries.ts';
import { changePassword, confirmSecondFactor, endSignInOf, offerSecondFactor, removeSecondFactor } from './manage-account.ts';
import { mePage } from './me-page.tsx';
import { readNotices, selectAccount, selectNotices, selectSignIns } from './queries.ts';
import { passwordPage, secondFactorPage, signInsPage } from './security-pages.tsx';

export const showMe = route({
  name: 'directory.me',
  method: 'GET',
  path: '/me',
  permission: 'signed-in',
  input: z.strictObject({}),
  output: outputs.me,
  handle: async (ctx) => {
    const personId = ctx.actor.personId ?? '';
    const [person, grants, notices, contributions] = await Promise.all([
      selectPerson(ctx.db, personId).then(onlyRow),
      selectGrants(ctx.db, personId),
      selectNotices(ctx.db, personId),
      contributionsTo(ctx, { kind: 'person-work', id: personId }),
    ]);
    return { person, grants: grants.filter((grant) => grant.ended_at === null), notices, contributions };
  },
  page: mePage,
  json: ({ person, grants, notices, contributions }) => ({
    nameAr: person.name_ar,
    nameEn: person.name_en,
    roles: grants.map(({ role, scope_kind, scope_id }) => ({ role, scope: scope_kind, of: scope_id })),
    notices: notices.map(({ message, params, path, created_at, read_at }) => ({ message, params, path, at: created_at, readAt: read_at })),
    work: Object.fromEntries(contributions.map(({ name, data }) => [name, data])),
  }),
});

export const postNoticesRead = route({
  name: 'directory.read-notices',
  method: 'POST',
  path: '/me/notices/read',
  permission: 'signed-in',
  input: z.strictObject({}),
  output: outputs.done,
  handle: async (ctx) => {
    await readNotices(ctx.db, ctx.actor.personId, ctx.now);
    return {};
  },
  redirect: () => '/me',
});

export const showSignIns = route({
  name: 'directory.sign-ins',
  method: 'GET',
  path: '/me/sign-ins',
  permission: 'signed-in',
  input: z.strictObject(pageByIdInput),
  output: outputs.signIns,
  handle: async (ctx, { after, limit }) => {
    const { rows: signIns, next } = pageById(await selectSignIns(ctx.db, ctx.actor.accountId, ctx.now, after, limit + 1), limit);
    return { signIns, next, first: after === null, current: ctx.actor.signInId };
  },
  page: signInsPage,
  json: ({ signIns, current, next }) => ({
    next,
    items: signIns.map(({ id, agent, created_at, seen_at, second_factor }) => ({
      id,
      agent,
      createdAt: created_at,
      seenAt: seen_at,
      secondFactor: second_factor,
      current: id === current,
    })),
  }),
});

export const postEndSignIn = route({
  name: 'directory.end-sign-in',
  method: 'POST',
  path: '/me/sign-ins/:id/end',
  permission: 'signed-in',
  input: z.strictObject({ id: z.guid().catch('') }),
  output: outputs.ended,
  handle: (ctx, { id }) => endSignInOf(ctx, id),
  redirect: () => '/me/sign-ins',
});

export const showPassword = route({
  name: 'directory.password-form',
  method: 'GET',
  path: '/me/password',
  permission: 'signed-in',
  input: z.strictObject({}),
  handle: async () => ({}),
  page: (view) => passwordPage(view, { values: {}, problems: [] }),
  json: false,
});

export const postPassword = route({
  name: 'directory.change-password',
  method: 'POST',
  path: '/me/password',
  permission: 'signed-in',
  input: z.strictObject({ password: z.string().min(1).max(512), newPassword: z.string().min(1).max(512) }),
  handle: changePassword,
  redirect: () => '/me/sign-ins',
  again: async (_ctx, view, state) => passwordPage(view, state),
  labels: { password: 'account.current-password', newPassword: 'account.new-password' },
  json: false,
});

export const showSecondFactor = route({
  name: 'directory.second-factor-setup',
  method: 'GET',
  path: '/me/second-factor',
  permission: 'signed-in',
  input: z.strictObject({}),
  handle: async (ctx) => offerSecondFactor(ctx, onlyRow(await selectAccount(ctx.db, ctx.actor.accountId))),
  page: (view, offer) => secondFactorPage(view, offer, { values: {}, problems: [] }),
  json: false,
});

const code = z.string().min(1).max(20).transform(asciiDigits);

export const postSecondFactor = route({
  name: 'directory.confirm-second-factor',
  method: 'POST',
  path: '/me/second-factor',
  permission: 'signed-in',
  input: z.strictObject({ code }),
  handle: confirmSecondFactor,
  redirect: () => '/me/second-factor',
  again: async (ctx, view, state) => secondFactorPage(view, await offerSecondFactor(ctx, onlyRow(await selectAccount(ctx.db, ctx.actor.accountId))), state),
  labels: { code: 'sign-in.code' },
  json: false,
});

export const postRemoveSecondFactor = route({
  name: 'directory.remove-second-factor',
  method: 'POST',
  path: '/me/second-factor/remove',
  permission: 'signed-in',
  input: z.strictObject({ code }),
  handle: removeSecondFactor,
  redirect: () => '/me/second-factor',
  again: async (ctx, view, state) => secondFactorPage(view, await offerSecondFactor(ctx, onlyRow(await selectAccount(ctx.db, ctx.actor.accountId))), state),
  labels: { code: 'sign-in.code' },
  json: false,
});
