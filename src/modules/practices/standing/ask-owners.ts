import { holdersOf, notify } from '#modules/directory/public.ts';
import { transaction } from '#platform/db/transaction.ts';
import type { Task } from '#platform/jobs/jobs.ts';
import { confirmedBefore } from './freshness.ts';
import { takeDue } from './queries.ts';

/** Asks the owners of practices that nobody confirmed for 24 months. Run again it asks nobody twice. */
export const askOwners: Task = async (ctx) => {
  for (let asked = 1; asked > 0; ) {
    asked = await transaction(ctx, async (tx) => {
      const due = await takeDue(tx.db, confirmedBefore(tx.now), tx.now);
      for (const { code, entity_id, country_code, author_id, title } of due) {
        const coordinators = await holdersOf(tx, ['entity-coordinator'], { entity: entity_id, country: country_code });
        await notify(tx, author_id ? [author_id, ...coordinators] : coordinators, 'practices.notice.confirm', { title }, `/practices/${code}`);
      }
      return due.length;
    });
  }
};
