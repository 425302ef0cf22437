import { z } from 'zod';
import { route } from '#platform/http/route.ts';
import { asciiDigits } from '#platform/values/clean-text.ts';
import { codePage, signInPage } from './pages.tsx';
import { giveSecondFactor, type SignInOutcome, signIn, signOut } from './sign-in.ts';

/** A path of this node without language: never another host, never a backslash that a browser reads as one. */
const nextPath = z
  .string()
  .max(600)
  .transform((path) => {
    if (!/^\/(?![/\\])[^\\]*$/.test(path)) return '/me';
    const { pathname, search, host } = new URL(path, 'http://here.invalid');
    return host === 'here.invalid' ? `${pathname}${search}` : '/me';
  })
  .optional();

const session = (out: unknown) => {
  const { outcome } = out as { outcome: SignInOutcome };
  return outcome.kind === 'signed-in' ? { token: outcome.token, endsAt: outcome.endsAt } : undefined;
};
const afterwards = ({ outcome, next }: { outcome: SignInOutcome; next: string | undefined }): string =>
  outcome.kind === 'second-factor' ? `/sign-in/code?ticket=${outcome.ticket}&next=${encodeURIComponent(next ?? '/me')}` : (next ?? '/me');

export const showSignIn = route({
  name: 'directory.sign-in-form',
  method: 'GET',
  path: '/sign-in',
  permission: 'public',
  input: z.strictObject({ next: nextPath }),
  handle: async (_ctx, { next }) => ({ next }),
  page: (view, { next }) => signInPage(view, { values: { next: next ?? '' }, problems: [] }),
  json: false,
});

export const doSignIn = route({
  name: 'directory.sign-in',
  method: 'POST',
  path: '/sign-in',
  permission: 'public',
  input: z.strictObject({ email: z.string().min(1).max(254), password: z.string().min(1).max(512), next: nextPath }),
  handle: async (ctx, { email, password, next }) => ({ outcome: await signIn(ctx, { email, password }), next: next || undefined }),
  redirect: afterwards,
  again: async (_ctx, view, state) => signInPage(view, state),
  session,
  labels: { email: 'sign-in.email', password: 'sign-in.password' },
  json: false,
});

export const showCode = route({
  name: 'directory.second-factor-form',
  method: 'GET',
  path: '/sign-in/code',
  permission: 'public',
  input: z.strictObject({ ticket: z.string().max(60).optional(), next: nextPath }),
  handle: async (_ctx, input) => input,
  page: (view, { ticket, next }) => codePage(view, { values: { ticket: ticket ?? '', next: next ?? '' }, problems: [] }),
  json: false,
});

export const doCode = route({
  name: 'directory.second-factor',
  method: 'POST',
  path: '/sign-in/code',
  permission: 'public',
  input: z.strictObject({ ticket: z.string().max(60), code: z.string().min(1).max(20).transform(asciiDigits), next: nextPath }),
  handle: async (ctx, { ticket, code, next }) => ({ outcome: await giveSecondFactor(ctx, { ticket, code }), next: next || undefined }),
  redirect: afterwards,
  again: async (_ctx, view, state) => codePage(view, state),
  session,
  labels: { code: 'sign-in.code' },
  json: false,
});

export const doSignOut = route({
  name: 'directory.sign-out',
  method: 'POST',
  path: '/sign-out',
  permission: 'signed-in',
  input: z.strictObject({}),
  handle: (ctx) => signOut(ctx),
  redirect: () => '/',
  session: () => 'end' as const,
  json: false,
});
