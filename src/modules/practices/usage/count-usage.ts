import type { Ctx } from '#platform/context.ts';
import type { Queryable } from '#platform/db/statement.ts';
import { addUsage } from './queries.ts';

interface Counts {
  views: number;
  found: number;
}
const flushAfterMs = 5_000;
const heldAtMost = 5_000;

/** What was counted since the last write, by day and practice. */
let held = new Map<string, Map<string, Counts>>();
let size = 0;
let timer: NodeJS.Timeout | undefined;

/** Programs that read pages without a person: crawlers, previews, monitors, command lines, and whatever does not say what it is. */
const machines =
  /bot\b|bots|crawl|spider|slurp|preview|monitor|uptime|headless|lighthouse|scan|curl|wget|python|java\/|okhttp|axios|go-http|libwww|httpclient|feed/i;
export const isMachine = (agent: string | undefined): boolean => !agent || !/mozilla|opera/i.test(agent) || machines.test(agent);

/** Counts a practice that a person opened. Nothing is written in the request, and nothing of the reader is kept. */
export const countView = (ctx: Ctx, id: string): void => count(ctx, [id], 'views');

/** Counts practices that a search showed to a person. */
export const countFound = (ctx: Ctx, ids: readonly string[]): void => count(ctx, ids, 'found');

function count(ctx: Ctx, ids: readonly string[], what: keyof Counts): void {
  if (ctx.asPage !== true || isMachine(ctx.agent) || ids.length === 0) return;
  const day = ctx.now.toISOString().slice(0, 10);
  const ofDay = held.get(day) ?? new Map<string, Counts>();
  held.set(day, ofDay);
  for (const id of ids) {
    const counts = ofDay.get(id) ?? { views: 0, found: 0 };
    if (!ofDay.has(id)) size += 1;
    counts[what] += 1;
    ofDay.set(id, counts);
  }
  if (size >= heldAtMost) void flushQuietly(ctx.db);
  else if (!timer) {
    timer = setTimeout(() => void flushQuietly(ctx.db), flushAfterMs);
    timer.unref();
  }
}

/** Writes what was counted, in one statement a day. */
export async function flushUsage(db: Queryable): Promise<void> {
  clearTimeout(timer);
  timer = undefined;
  const written = held;
  held = new Map();
  size = 0;
  for (const [day, counts] of written) {
    const entries = [...counts];
    await addUsage(
      db,
      day,
      entries.map(([id]) => id),
      entries.map(([, { views }]) => views),
      entries.map(([, { found }]) => found),
    );
  }
}

/** A database that is away loses the counts of a few seconds, and no request. */
const flushQuietly = (db: Queryable): Promise<void> => flushUsage(db).catch(() => undefined);
