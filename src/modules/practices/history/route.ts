import { z } from 'zod';
import { peopleNames } from '#modules/directory/public.ts';
import { route } from '#platform/http/route.ts';
import * as outputs from '../outputs.ts';
import { canSeeWorking } from '../policy.ts';
import { selectMoves, selectVersions } from '../queries.ts';
import { visiblePractice } from '../read/facts.ts';
import { practiceCode } from '../read/route.ts';
import { historyPage } from './history-page.tsx';

export const showHistory = route({
  name: 'practices.history',
  method: 'GET',
  path: '/practices/:code/history',
  permission: 'public',
  input: z.strictObject({ code: practiceCode }),
  output: outputs.history,
  handle: async (ctx, { code }) => {
    const { row, facts } = await visiblePractice(ctx, code);
    const inside = canSeeWorking(ctx.actor, facts);
    const versions = (await selectVersions(ctx.db, row.id)).filter((version) => inside || version.no <= (row.published_version ?? 0));
    const moves = (await selectMoves(ctx.db, row.id)).filter(
      (move) =>
        inside ||
        (move.version <= (row.published_version ?? 0) &&
          ['publish', 'archive', 'confirm', 'feature', 'unfeature', 'supersede', 'reinstate'].includes(move.move)),
    );
    const names = inside
      ? await peopleNames(
          ctx,
          moves.map((move) => move.by_person),
        )
      : new Map();
    return { row, versions, moves, names };
  },
  page: historyPage,
  json: ({ row, versions, moves }) => ({
    code: row.code,
    versions: versions.map(({ no, note, frozen_at, digest }) => ({ no, note, frozenAt: frozen_at, sha256: digest })),
    moves: moves.map(({ version, move, from_state, to_state, at }) => ({ version, move, from: from_state, to: to_state, at })),
  }),
});
