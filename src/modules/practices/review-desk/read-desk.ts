import { type Entity, entitiesById, peopleNames } from '#modules/directory/public.ts';
import { conflictsOf, figuresOf, type ReviewerFigures } from '#modules/review/public.ts';
import { holdsSomewhere, reachOf } from '#platform/auth/actor.ts';
import type { Ctx } from '#platform/context.ts';
import { isUuid } from '#platform/values/ids.ts';
import type { DeskScope } from './desk-scopes.ts';
import { type LoadRow, selectIdsOfEntities, selectLoad, selectWaiting, type WaitingRow } from './queries.ts';

export type Names = Awaited<ReturnType<typeof peopleNames>>;
export interface Desk {
  readonly scope: DeskScope;
  readonly rows: readonly (WaitingRow & { readonly own: boolean })[];
  readonly next: string | null;
  readonly first: boolean;
  /** Entities towards which this reviewer declared not to be impartial: their practices are not on the desk. */
  readonly conflicts: ReadonlySet<string>;
  readonly entities: ReadonlyMap<string, Entity>;
  readonly names: Names;
  /** Who has how much; for the office alone. */
  readonly load: readonly LoadRow[] | null;
  readonly me: string | null;
  readonly now: Date;
}

const beforeAll = [0, '00000000-0000-0000-0000-000000000000'] as const;
const inReview = ['submitted', 'checked', 'reviewed'] as const;

/** The office sees how the work lies; a reviewer sees the own. */
const seesLoad = (ctx: Ctx): boolean => holdsSomewhere(ctx.actor, 'practices.assign');

/** A page of what waits, longest waiting first, within the reviewer's reach and without what a conflict of interest closes. */
export async function readDesk(ctx: Ctx, { scope, after, limit }: { scope: DeskScope; after: string; limit: number }): Promise<Desk> {
  const reach = reachOf(ctx.actor, 'practices.review');
  const conflicts = await conflictsOf(ctx);
  const [micros, id] = after.split('_');
  const keyset = micros && id && /^\d{1,16}$/.test(micros) && isUuid(id) ? ([Number(micros), id] as const) : beforeAll;
  const within = [inReview, reach.everywhere, reach.countries, reach.entities, [...conflicts]] as const;
  const [found, load] = await Promise.all([
    selectWaiting(ctx.db, ...within, scope, ctx.actor.personId, ...keyset, limit + 1),
    seesLoad(ctx) ? selectLoad(ctx.db, ...within, ctx.now) : null,
  ]);
  const rows = found.slice(0, limit).map((row) => ({ ...row, own: row.author_id === ctx.actor.personId }));
  const last = rows.at(-1);
  const [entities, names] = await Promise.all([
    entitiesById(ctx, [...rows.flatMap((row) => row.entity_id ?? []), ...conflicts]),
    peopleNames(ctx, [...rows.map((row) => row.assignee_id), ...(load ?? []).map((row) => row.assignee_id)]),
  ]);
  return {
    scope,
    rows,
    next: found.length > limit && last ? `${last.micros}_${last.id}` : null,
    first: keyset === beforeAll,
    conflicts,
    entities,
    names,
    load,
    me: ctx.actor.personId,
    now: ctx.now,
  };
}

export interface ReviewFigures {
  readonly rows: readonly ReviewerFigures[];
  readonly names: Names;
  /** Whether these are of every reviewer; otherwise the reader's own. */
  readonly all: boolean;
  readonly since: Date;
}

/** What reviewers decided in the last twelve months: the office sees all, a reviewer the own. What a conflict closes counts for nobody. */
export async function readFigures(ctx: Ctx): Promise<ReviewFigures> {
  const all = seesLoad(ctx);
  const since = new Date(ctx.now);
  since.setUTCFullYear(since.getUTCFullYear() - 1);
  const closed = await selectIdsOfEntities(ctx.db, [...(await conflictsOf(ctx))]);
  const rows = await figuresOf(ctx, {
    kind: 'practice',
    since,
    reviewerId: all ? null : (ctx.actor.personId ?? '00000000-0000-0000-0000-000000000000'),
    without: closed.map(({ id }) => id),
  });
  return {
    rows,
    all,
    since,
    names: await peopleNames(
      ctx,
      rows.map((row) => row.reviewer_id),
    ),
  };
}
