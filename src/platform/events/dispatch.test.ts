import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { prepareSchema, systemCtx } from '#main/start.ts';
import '#main/modules.ts';
import type { Ctx } from '#platform/context.ts';
import { emit } from '#platform/db/trace.ts';
import { transaction } from '#platform/db/transaction.ts';
import type { Subscriber } from '#platform/module.ts';
import { startTestNode, type TestNode } from '#platform/testing/test-node.ts';
import { dispatchOne, type Subscribers, startDispatch } from './dispatch.ts';

let node: TestNode;
let ctx: Ctx;
before(async () => {
  node = await startTestNode();
  await prepareSchema({ ...node.postgres }, () => undefined);
  ctx = systemCtx(node.pool, node.node, 'test');
});
after(() => node.close());
beforeEach(() => node.superPool.query("delete from platform.outbox; delete from platform.settings where name like 'test-%'"));

const quiet = () => undefined;
const say = (...names: readonly string[]): Promise<void> =>
  transaction(ctx, async (tx) => {
    for (const [i, name] of names.entries()) emit(tx, name, { i });
  });
const write: Subscriber = async (tx, { i }) => {
  await tx.db.query("insert into platform.settings (name, value) values ('test-' || $1, '1')", [String(i)]);
};
const fail: Subscriber = async () => {
  throw new Error('the subscriber fails');
};
const subscribe = (map: Readonly<Record<string, readonly Subscriber[]>>): Subscribers => new Map(Object.entries(map));
const written = async (): Promise<string[]> =>
  (await node.superPool.query<{ name: string }>("select name from platform.settings where name like 'test-%' order by name")).rows.map((row) => row.name);
const waiting = async () =>
  (await node.superPool.query<{ name: string; attempts: number; later: boolean }>('select name, attempts, next_at > now() as later from platform.outbox')).rows;

test('an event waits until its transaction is committed, then its subscribers run and it is gone', async () => {
  const subscribers = subscribe({ 'test.done': [write] });
  assert.equal(await dispatchOne(ctx, subscribers, quiet), false);
  await transaction(ctx, async (tx) => {
    emit(tx, 'test.done', { i: 0 });
    assert.equal(await dispatchOne(ctx, subscribers, quiet), false, 'not yet committed');
  });
  assert.equal(await dispatchOne(ctx, subscribers, quiet), true);
  assert.deepEqual([await written(), await waiting()], [['test-0'], []]);
});

test('what the subscribers did and the end of the event are one transaction: when the second fails, the first is undone', async () => {
  await say('test.done');
  const lines: string[] = [];
  assert.equal(await dispatchOne(ctx, subscribe({ 'test.done': [write, fail] }), (line) => lines.push(line)), true);
  assert.deepEqual(await written(), []);
  assert.deepEqual(await waiting(), [{ name: 'test.done', attempts: 1, later: true }]);
  assert.match(lines[0] ?? '', /failed and will be tried again: the subscriber fails/);
});

test('when the event cannot be removed, its subscribers have done nothing', async () => {
  await say('test.done');
  await node.superPool.query(`create function pg_temp.refuse() returns trigger language plpgsql as $$ begin raise exception 'not now'; end $$;
    create trigger refuse before delete on platform.outbox for each row execute function pg_temp.refuse()`);
  try {
    await dispatchOne(ctx, subscribe({ 'test.done': [write] }), quiet);
    assert.deepEqual(await written(), []);
  } finally {
    await node.superPool.query('drop trigger refuse on platform.outbox');
  }
  assert.deepEqual(await waiting(), [{ name: 'test.done', attempts: 1, later: true }]);
});

test('one that fails is tried again, less and less often, and does not hold up the others', async () => {
  await say('test.bad', 'test.done', 'test.bad', 'test.done');
  const subscribers = subscribe({ 'test.done': [write], 'test.bad': [fail] });
  for (let i = 0; i < 4; i += 1) assert.equal(await dispatchOne(ctx, subscribers, quiet), true);
  assert.equal(await dispatchOne(ctx, subscribers, quiet), false, 'the bad ones rest');
  assert.deepEqual(await written(), ['test-1', 'test-3']);
  const gaps: number[] = [];
  for (let i = 0; i < 13; i += 1) {
    const { rows } = await node.superPool.query<{ gap: number }>(
      "select max(round(extract(epoch from next_at - now())))::int as gap from platform.outbox where name = 'test.bad'",
    );
    gaps.push(rows[0]?.gap ?? 0);
    await node.superPool.query("update platform.outbox set next_at = now() where name = 'test.bad'");
    await dispatchOne(ctx, subscribers, quiet);
    await dispatchOne(ctx, subscribers, quiet);
  }
  assert.deepEqual(
    gaps,
    [...gaps].sort((a, b) => a - b),
  );
  assert.ok((gaps[0] ?? 0) <= 2 && gaps.at(-1) === 3_600, gaps.join());
  await node.superPool.query('update platform.outbox set next_at = now()');
  const mended = subscribe({ 'test.bad': [write] });
  while (await dispatchOne(ctx, mended, quiet));
  assert.deepEqual(await written(), ['test-0', 'test-1', 'test-2', 'test-3']);
});

test('two dispatchers at once run each event once', async () => {
  await say(...Array.from({ length: 60 }, () => 'test.done'));
  const seen: unknown[] = [];
  const subscribers = subscribe({
    'test.done': [
      async (_tx, { i }) => {
        seen.push(i);
      },
    ],
  });
  const work = async () => {
    while (await dispatchOne(ctx, subscribers, quiet));
  };
  await Promise.all([work(), work(), work()]);
  assert.equal(seen.length, 60);
  assert.equal(new Set(seen).size, 60);
});

test('an event that nobody hears is removed, one that somebody hears is not', async () => {
  await say('test.unheard', 'test.done', 'test.unheard');
  const stop = startDispatch(() => ctx, subscribe({ 'test.done': [write] }), quiet);
  const end = Date.now() + 3_000;
  while ((await waiting()).length > 0) {
    assert.ok(Date.now() < end, 'within three seconds');
    await sleep(20);
  }
  await stop();
  assert.deepEqual(await written(), ['test-1']);
});
