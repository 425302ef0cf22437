import { z } from 'zod';
import { route } from '#platform/http/route.ts';
import { wordsFor } from '#platform/i18n/format.ts';
import type { MessageKey } from '#platform/i18n/messages.ts';
import * as outputs from '../outputs.ts';
import { practiceCode } from '../read/route.ts';
import { differences } from './difference.ts';
import { bothEntries, readTwoVersions } from './read-versions.ts';
import { versionsPage } from './versions-page.tsx';

const no = z.coerce.number().int().min(1).max(9_999).optional().catch(0);

/** What changed between two versions, in either language. */
export const showVersions = route({
  name: 'practices.versions',
  method: 'GET',
  path: '/practices/:code/versions',
  permission: 'public',
  input: z.strictObject({ code: practiceCode, from: no, to: no, text: z.enum(['ar', 'en']).optional() }),
  output: outputs.versions,
  handle: async (ctx, { code, from, to, text }) => {
    const two = await readTwoVersions(ctx, { code, from, to });
    const language = text ?? ctx.locale;
    const words = wordsFor(ctx.locale, ctx.node.digits, ctx.node.timeZone);
    const changes = differences(...bothEntries(words, two), language, (list) => words.t(`practices.field.${list}` as MessageKey));
    return { ...two, language, changes };
  },
  page: versionsPage,
  json: ({ row, before, after, language, changes }) => ({
    code: row.code,
    from: before.no,
    to: after.no,
    language,
    changes: changes.map(({ id, ...change }) => ({ field: id, ...change })),
  }),
});
