import { Logger, type Runner, run } from 'graphile-worker';
import type pg from 'pg';
import type { Ctx, TxCtx } from '#platform/context.ts';
import { statement } from '#platform/db/statement.ts';

/** Work that runs outside a request. It may run again after a crash, so it must be harmless to repeat. */
export type Task = (ctx: Ctx, payload: Readonly<Record<string, unknown>>) => Promise<void>;

const addJob = statement('platform.add-job', 'select graphile_worker.add_job($1, payload => $2::json, job_key => $3)');

/** Adds a job in the caller's transaction: it exists if and only if the transaction commits. A waiting job of the same key is replaced. */
export async function enqueue(tx: TxCtx, task: string, payload: Readonly<Record<string, unknown>>, key: string | null = null): Promise<void> {
  await addJob(tx.db, task, JSON.stringify(payload), key);
}

/** Runs the tasks and their crontab as the serving role. */
export async function startJobs(
  pool: pg.Pool,
  makeCtx: () => Ctx,
  tasks: ReadonlyMap<string, Task>,
  cron: readonly string[],
  log: (line: string) => void,
): Promise<() => Promise<void>> {
  const runner: Runner = await run({
    pgPool: pool,
    concurrency: 2,
    noHandleSignals: true,
    pollInterval: 1000,
    crontab: cron.join('\n'),
    taskList: Object.fromEntries(
      [...tasks].map(([name, task]) => [name, async (payload: unknown) => task(makeCtx(), (payload ?? {}) as Record<string, unknown>)]),
    ),
    logger: quietLogger(log),
  });
  runner.events.on('job:failed', ({ job, error }) => log(`job ${job.task_identifier} failed: ${String((error as Error)?.message ?? error)}`));
  return () => runner.stop();
}

const quietLogger = (log: (line: string) => void): Logger =>
  new Logger(() => (level, message) => {
    if (level === 'error') log(`jobs: ${message}`);
  });
