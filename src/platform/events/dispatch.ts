import type { Ctx } from '#platform/context.ts';
import { lockStatement, statement } from '#platform/db/statement.ts';
import { transaction } from '#platform/db/transaction.ts';
import type { Subscriber } from '#platform/module.ts';

const lockDue = lockStatement<{ id: string; name: string; payload: Record<string, unknown>; attempts: number }>(
  'platform.lock-due-event',
  `select id, name, payload, attempts from platform.outbox where next_at <= now() order by next_at, id limit 1 for update skip locked`,
);
/** Events that nobody subscribes to in this release. */
const removeUnheard = statement<{ id: string }>(
  'platform.remove-unheard-events',
  'delete from platform.outbox where id in (select id from platform.outbox where name <> all($1) limit 1000 for update skip locked) returning id',
);
const remove = statement('platform.remove-event', 'delete from platform.outbox where id = $1');
const postpone = statement(
  'platform.postpone-event',
  `update platform.outbox set attempts = attempts + 1, next_at = now() + least(3600, 2 ^ least(attempts, 12)) * interval '1 second' where id = $1`,
);

export type Subscribers = ReadonlyMap<string, readonly Subscriber[]>;

/**
 * Runs the subscribers of one due event and removes it, all in one transaction: what subscribers do in the
 * database happens exactly once. A failing event is tried again later, less and less often, and never
 * blocks the others. False when nothing was due.
 */
export async function dispatchOne(ctx: Ctx, subscribers: Subscribers, log: (line: string) => void): Promise<boolean> {
  let failed: string | undefined;
  try {
    return await transaction(ctx, async (tx) => {
      const [event] = await lockDue(tx);
      if (!event) return false;
      failed = event.id;
      for (const subscriber of subscribers.get(event.name) ?? []) await subscriber(tx, event.payload);
      await remove(tx.db, event.id);
      return true;
    });
  } catch (error) {
    if (!failed) throw error;
    log(`event ${failed} failed and will be tried again: ${(error as Error).message}`);
    await postpone(ctx.db, failed);
    return true;
  }
}

/** Keeps dispatching until stopped; looks every quarter of a second when idle. */
export function startDispatch(makeCtx: () => Ctx, subscribers: Subscribers, log: (line: string) => void): () => Promise<void> {
  const heard = [...subscribers.keys()];
  let stopped = false;
  let wake: () => void = () => undefined;
  const pause = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  const loop = (async () => {
    while (!stopped) {
      await removeUnheard(makeCtx().db, heard).catch(() => []);
      const busy = await dispatchOne(makeCtx(), subscribers, log).catch((error: Error) => {
        log(`events wait: ${error.message}`);
        return false;
      });
      if (!busy && !stopped) await pause(250);
    }
  })();
  return async () => {
    stopped = true;
    wake();
    await loop;
  };
}
