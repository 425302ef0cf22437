import { z } from 'zod';
import { proofFor } from '#platform/audit/proof.ts';
import { selectLastHead, signedHeadOf } from '#platform/audit/queries.ts';
import { holdsEverywhere } from '#platform/auth/actor.ts';
import { optionalRow } from '#platform/db/statement.ts';
import { NotFound } from '#platform/errors/errors.ts';
import { instant } from '#platform/http/output.ts';
import { route } from '#platform/http/route.ts';
import { selectEntries, selectHeads } from '../queries.ts';
import { logPage } from './log-page.tsx';

/** What an entry says, without who: names belong to the office and the auditors. */
interface Body {
  readonly what: string;
  readonly ref: { readonly kind: string; readonly id: string };
  readonly note?: string;
  readonly actor: { readonly kind: string; readonly id: string | null };
  readonly after?: string;
}

export const showLog = route({
  name: 'trust.log',
  method: 'GET',
  path: '/audit',
  permission: 'public',
  input: z.strictObject({ before: z.guid().optional() }),
  output: z.object({
    head: z.object({ size: z.number().int(), at: instant, root: z.string(), key_id: z.string() }).nullable(),
    entries: z.array(
      z.looseObject({ id: z.guid(), at: instant, seq: z.number().int().nullable(), what: z.string(), ref: z.object({ kind: z.string(), id: z.string() }) }),
    ),
    next: z.guid().nullable(),
  }),
  handle: async (ctx, { before }) => {
    const inside = holdsEverywhere(ctx.actor, 'trust.read');
    const head = optionalRow(await selectHeads(ctx.db));
    const rows = inside ? await selectEntries(ctx.db, before ?? null, 51) : [];
    const entries = rows.slice(0, 50).map(({ id, at, body, seq }) => ({ ...(JSON.parse(body.toString('utf8')) as Body), id, at, seq }));
    return { head: head ? { ...head, root: head.root.toString('hex') } : null, inside, entries, next: rows.length > 50 ? (entries.at(-1)?.id ?? null) : null };
  },
  page: logPage,
  json: ({ head, entries, next }) => ({ head, entries, next }),
});

export const downloadHead = route({
  name: 'trust.head',
  method: 'GET',
  path: '/audit/head',
  permission: 'public',
  input: z.strictObject({}),
  handle: async (ctx) => {
    const row = optionalRow(await selectLastHead(ctx.db));
    if (!row) throw new NotFound('page.not-found');
    return signedHeadOf(row);
  },
  media: ['application/json'],
  download: (head) => ({ name: `tabadul-head-${head.size}.json`, type: 'application/json', body: `${JSON.stringify(head, null, 2)}\n` }),
});

export const downloadProof = route({
  name: 'trust.proof',
  method: 'GET',
  path: '/audit/:id/proof',
  permission: 'trust.read',
  input: z.strictObject({ id: z.guid().catch('') }),
  handle: async (ctx, { id }) => {
    const proof = id === '' ? undefined : await proofFor(ctx.db, id).catch(() => undefined);
    if (!proof) throw new NotFound('page.not-found');
    return { id, proof };
  },
  media: ['application/json'],
  download: ({ id, proof }) => ({ name: `tabadul-proof-${id}.json`, type: 'application/json', body: JSON.stringify(proof) }),
});
