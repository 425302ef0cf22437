import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { prepareSchema, systemCtx } from '#main/start.ts';
import '#main/modules.ts';
import type { Ctx } from '#platform/context.ts';
import { transaction } from '#platform/db/transaction.ts';
import { startTestNode, type TestNode } from '#platform/testing/test-node.ts';
import { enqueue, startJobs, type Task } from './jobs.ts';

let node: TestNode;
let ctx: Ctx;
let stop: () => Promise<void>;
const ran: { task: string; payload: unknown; role: string }[] = [];
const lines: string[] = [];

const note =
  (task: string): Task =>
  async (taskCtx, payload) => {
    const { rows } = await taskCtx.db.query<{ role: string }>('select current_user as role');
    ran.push({ task, payload, role: rows[0]?.role ?? '' });
  };
const tasks = new Map<string, Task>([
  ['test:note', note('test:note')],
  [
    'test:fail',
    async () => {
      throw new Error('this task fails');
    },
  ],
]);

before(async () => {
  node = await startTestNode();
  await prepareSchema({ ...node.postgres }, () => undefined);
  ctx = systemCtx(node.pool, node.node, 'test');
  stop = await startJobs(
    node.pool,
    () => ctx,
    tasks,
    [],
    (line) => lines.push(line),
  );
});
after(async () => {
  await stop();
  await node.close();
});

async function until(done: () => boolean, ms = 5_000): Promise<void> {
  const end = Date.now() + ms;
  while (!done()) {
    assert.ok(Date.now() < end, `not within ${ms} ms`);
    await sleep(10);
  }
}
const ranWith = (id: string): boolean => ran.some(({ payload }) => (payload as { id?: string }).id === id);

test('the serving role owns nothing and does not go round row-level security', async () => {
  const { rows } = await node.pool.query(
    `select rolsuper, rolbypassrls, (select count(*)::int from pg_class where relowner = r.oid) as owned,
       (select count(*)::int from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'graphile_worker' and relrowsecurity) as walled
     from pg_roles r where rolname = current_user`,
  );
  assert.deepEqual({ ...rows[0], walled: rows[0].walled > 0 }, { rolsuper: false, rolbypassrls: false, owned: 0, walled: true });
});

test('a job of the serving role is added, found and run by the serving role', async () => {
  await transaction(ctx, (tx) => enqueue(tx, 'test:note', { id: 'first', text: 'نص' }));
  await until(() => ranWith('first'));
  assert.deepEqual(ran, [{ task: 'test:note', payload: { id: 'first', text: 'نص' }, role: 'tabadul_app' }]);
});

test('a job runs after the COMMIT, not before, and never when there is none', async () => {
  await assert.rejects(
    transaction(ctx, async (tx) => {
      await enqueue(tx, 'test:note', { id: 'undone' });
      throw new Error('undone');
    }),
  );
  await transaction(ctx, async (tx) => {
    await enqueue(tx, 'test:note', { id: 'slow' });
    await sleep(300);
    assert.equal(ranWith('slow'), false, 'not yet committed');
  });
  await until(() => ranWith('slow'));
  assert.equal(ranWith('undone'), false);
});

test('a waiting job of the same key is replaced, so that many changes make one job', async () => {
  await transaction(ctx, async (tx) => {
    for (let i = 1; i <= 5; i += 1) await enqueue(tx, 'test:note', { id: `keyed-${i}` }, 'one-key');
  });
  await until(() => ranWith('keyed-5'));
  await sleep(100);
  assert.deepEqual(
    [1, 2, 3, 4].filter((i) => ranWith(`keyed-${i}`)),
    [],
  );
});

test('a job that fails is said in the log, waits for its next try and stops nobody', async () => {
  await transaction(ctx, async (tx) => {
    await enqueue(tx, 'test:fail', {});
    await enqueue(tx, 'test:note', { id: 'beside' });
  });
  await until(() => ranWith('beside') && lines.length > 0);
  assert.match(lines.join('\n'), /test:fail.*this task fails/);
  await sleep(50);
  const { rows } = await node.superPool.query('select attempts, last_error, run_at > now() as later from graphile_worker._private_jobs');
  assert.equal(rows.length, 1);
  assert.equal(rows[0].attempts, 1);
  assert.equal(rows[0].later, true);
  assert.match(rows[0].last_error, /this task fails/);
});
