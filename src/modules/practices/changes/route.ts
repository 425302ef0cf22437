import { z } from 'zod';
import { instant, pageOf, text } from '#platform/http/output.ts';
import { route } from '#platform/http/route.ts';
import { wordsFor } from '#platform/i18n/format.ts';
import { filterValues } from '#platform/values/typed-values.ts';
import { libraryFilters } from '../list/route.ts';
import { changesPage } from './changes-page.tsx';
import { atomFeed } from './feed.ts';
import { type ChangeKind, changeKinds } from './kinds.ts';
import { listChanges, listWithChoices } from './read-changes.ts';

const filters = { ...libraryFilters, kind: filterValues(new RegExp(`^(${changeKinds.join('|')})$`)).transform((kinds) => kinds as ChangeKind[]) };

export const showChanges = route({
  name: 'practices.changes',
  method: 'GET',
  path: '/changes',
  permission: 'public',
  input: z.strictObject(filters),
  handle: (ctx, input) => listWithChoices(ctx, { ...input, limit: 50 }),
  page: changesPage,
  json: false,
});

export const listChangesForPrograms = route({
  name: 'practices.change-list',
  method: 'GET',
  path: '/changes',
  permission: 'public',
  input: z.strictObject({ ...filters, limit: z.coerce.number().int().min(1).max(100).default(50) }),
  output: pageOf(
    z.object({
      id: z.guid(),
      kind: z.enum(changeKinds),
      version: z.number().int().nullable(),
      at: instant,
      code: z.string(),
      title: text.nullable(),
      grade: z.string().nullable(),
    }),
  ),
  handle: listChanges,
  json: ({ rows, next }) => ({
    items: rows.map(({ id, kind, version, at, code, card, grade }) => ({ id, kind, version, at, code, title: card?.title ?? null, grade })),
    next,
  }),
});

export const downloadFeed = route({
  name: 'practices.change-feed',
  method: 'GET',
  path: '/changes/feed',
  permission: 'public',
  input: z.strictObject(filters),
  handle: async (ctx, input) => {
    const words = wordsFor(ctx.locale, ctx.node.digits, ctx.node.timeZone);
    return atomFeed(words, ctx.node.origin, await listChanges(ctx, { ...input, limit: 50 }));
  },
  download: (feed) => ({ name: 'changes.atom', type: 'application/atom+xml', body: feed }),
  media: ['application/atom+xml'],
  json: false,
});
