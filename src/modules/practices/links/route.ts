import { z } from 'zod';
import { linksOf } from '#modules/thread/public.ts';
import type { Ctx } from '#platform/context.ts';
import { Forbidden } from '#platform/errors/errors.ts';
import { route } from '#platform/http/route.ts';
import * as outputs from '../outputs.ts';
import { canLink } from '../policy.ts';
import { visiblePractice } from '../read/facts.ts';
import { practiceCode } from '../read/route.ts';
import { linkPractice, practiceVerbs, unlinkPractice } from './link-practices.ts';
import { linkLabels, linksPage } from './links-page.tsx';

async function readLinks(ctx: Ctx, code: string) {
  const { row, facts } = await visiblePractice(ctx, code, 'acting');
  if (!canLink(ctx.actor, facts)) throw new Forbidden('practices.may-not-link');
  return { row, links: await linksOf(ctx, { kind: 'practice', id: row.id }) };
}
export type PracticeLinks = Awaited<ReturnType<typeof readLinks>>;

export const showLinks = route({
  name: 'practices.links',
  method: 'GET',
  path: '/practices/:code/links',
  permission: 'practices.write',
  input: z.strictObject({ code: practiceCode }),
  output: outputs.links,
  handle: (ctx, { code }) => readLinks(ctx, code),
  page: (view, links) => linksPage(view, links, { values: {}, problems: [] }),
  json: ({ row, links }) => ({
    code: row.code,
    links: links.map(({ verb, direction, ref, description }) => ({ verb, direction, ...ref, title: description.title, path: description.path })),
  }),
});

const input = z.strictObject({
  code: practiceCode,
  verb: z.enum(practiceVerbs),
  other: z
    .string()
    .max(20)
    .transform((typed) => typed.trim().toUpperCase()),
});

export const postLink = route({
  name: 'practices.link',
  method: 'POST',
  path: '/practices/:code/links',
  permission: 'practices.write',
  input,
  output: outputs.byCode,
  handle: linkPractice,
  redirect: ({ code }) => `/practices/${code}/links`,
  again: async (ctx, view, state) => linksPage(view, await readLinks(ctx, state.values.code ?? ''), state),
  labels: linkLabels,
});

export const postUnlink = route({
  name: 'practices.unlink',
  method: 'POST',
  path: '/practices/:code/links/remove',
  permission: 'practices.write',
  input,
  output: outputs.byCode,
  handle: unlinkPractice,
  redirect: ({ code }) => `/practices/${code}/links`,
  labels: linkLabels,
});
