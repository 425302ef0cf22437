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
  for (const id of ids) hold(day, id, { views: what === 'views' ? 1 : 0, found: what === 'found' ? 1 : 0 });
  if (size >= heldAtMost) void flushQuietly(ctx.db);
  else plan(ctx.db);
}

function hold(day: string, id: string, more: Counts): void {
  const ofDay = held.get(day) ?? new Map<string, Counts>();
  held.set(day, ofDay);
  const counts = ofDay.get(id);
  if (counts) {
    counts.views += more.views;
    counts.found += more.found;
  } else if (size < 2 * heldAtMost) {
    ofDay.set(id, { ...more });
    size += 1;
  }
}

function plan(db: Queryable): void {
  timer ??= setTimeout(() => void flushQuietly(db), flushAfterMs).unref();
}

let writing: Promise<void> = Promise.resolve();

/** Writes what was counted, in one statement a day, after a writing that is under way. What could not be written is held on to. */
export function flushUsage(db: Queryable): Promise<void> {
  const turn = writing.then(() => write(db));
  writing = turn.catch(() => undefined);
  return turn;
}

async function write(db: Queryable): Promise<void> {
  clearTimeout(timer);
  timer = undefined;
  const days = [...held];
  held = new Map();
  size = 0;
  for (const [at, [day, counts]] of days.entries()) {
    const entries = [...counts];
    try {
      await addUsage(
        db,
        day,
        entries.map(([id]) => id),
        entries.map(([, { views }]) => views),
        entries.map(([, { found }]) => found),
      );
    } catch (error) {
      for (const [late, rest] of days.slice(at)) for (const [id, one] of rest) hold(late, id, one);
      throw error;
    }
  }
}

/** A database that is away for a while is tried again; no request waits for it or fails. */
const flushQuietly = (db: Queryable): Promise<void> => flushUsage(db).catch(() => plan(db));
