import type { Ctx } from '#platform/context.ts';
import { statement } from '#platform/db/statement.ts';
import { recordAudit } from '#platform/db/trace.ts';
import { transaction } from '#platform/db/transaction.ts';
import { removeUnused } from '#platform/files/store.ts';
import type { Task } from '#platform/jobs/jobs.ts';

const deleteOldKeys = statement<{ key: string }>(
  'platform.delete-old-keys',
  `delete from platform.idempotency_keys where (actor, key) in
     (select actor, key from platform.idempotency_keys where created_at < $1 order by created_at limit 5000) returning key`,
);

/** How long a repeated write is answered with its first outcome, and how long a file may wait for a record to name it. */
export const keptDays = 7;

/** The stored files, by hash, that some record of a module names. */
export type FilesInUse = (ctx: Ctx) => Promise<readonly string[]>;

/** Once a day: forgets idempotency keys and removes stored files that no record names, both after seven days. */
export const sweep =
  (filesInUse: readonly FilesInUse[]): Task =>
  async (ctx) => {
    const before = new Date(ctx.now.getTime() - keptDays * 86_400_000);
    while ((await deleteOldKeys(ctx.db, before)).length > 0);
    const removed = await removeUnused(ctx.node.dataDir, before, async () => new Set((await Promise.all(filesInUse.map((of) => of(ctx)))).flat()));
    if (removed.length === 0) return;
    await transaction(ctx, async (tx) =>
      recordAudit(tx, { what: 'platform.files.swept', ref: { kind: 'files', id: 'unused' }, before: removed, note: String(removed.length) }),
    );
  };

export const sweepCron = '40 3 * * * platform:sweep';
