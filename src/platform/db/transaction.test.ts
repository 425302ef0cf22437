import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, beforeEach, test } from 'node:test';
import { prepareSchema, systemCtx } from '#main/start.ts';
import '#main/modules.ts';
import type { Ctx, TxCtx } from '#platform/context.ts';
import { Conflict, RuleBroken } from '#platform/errors/errors.ts';
import { enqueue } from '#platform/jobs/jobs.ts';
import { startTestNode, type TestNode } from '#platform/testing/test-node.ts';
import { emit, recordAudit } from './trace.ts';
import { transaction } from './transaction.ts';

let node: TestNode;
let ctx: Ctx;
before(async () => {
  node = await startTestNode();
  await prepareSchema({ ...node.postgres }, () => undefined);
  ctx = systemCtx(node.pool, node.node, 'test');
});
after(() => node.close());
beforeEach(() => node.superPool.query("delete from platform.settings where name like 'test-%'"));

const put = (tx: TxCtx, name: string, value: unknown = 1) =>
  tx.db.query('insert into platform.settings (name, value) values ($1, $2)', [name, JSON.stringify(value)]);
const raise = (db: Ctx['db'], name: string) => db.query('update platform.settings set value = to_jsonb(value::int + 1) where name = $1', [name]);
const numberIn = async (name: string): Promise<unknown> =>
  (await node.superPool.query<{ value: unknown }>('select value from platform.settings where name = $1', [name])).rows[0]?.value;
const codeOf = (error: unknown): string | undefined => (error as { code?: string }).code;

/** How many rows there are of everything a transaction may leave behind. */
async function traces(): Promise<Record<string, number>> {
  const { rows } = await node.superPool.query<Record<string, number>>(
    `select (select count(*)::int from platform.settings where name like 'test-%') as settings, (select count(*)::int from audit.entries) as entries,
       (select count(*)::int from audit.unsealed) as unsealed, (select count(*)::int from platform.outbox) as events,
       (select count(*)::int from platform.idempotency_keys) as keys, (select count(*)::int from graphile_worker._private_jobs) as jobs`,
  );
  return rows[0] ?? {};
}

const leaveEverything = async (tx: TxCtx): Promise<void> => {
  await put(tx, 'test-everything');
  recordAudit(tx, { what: 'test.thing.done', ref: { kind: 'thing', id: 'x' } });
  emit(tx, 'test.done', { id: 'x' });
  await enqueue(tx, 'test:job', { id: 'x' });
};
const withKey = (key: string, requestHash = 'hash', base = ctx): Ctx => ({ ...base, idempotency: { key, requestHash } });

test('the row, the audit entry, the event, the job and the outcome are there together', async () => {
  const start = await traces();
  await transaction(withKey(randomUUID()), leaveEverything);
  const end = await traces();
  assert.deepEqual(
    Object.entries(end).map(([name, count]) => [name, count - (start[name] ?? 0)]),
    Object.keys(end).map((name) => [name, 1]),
  );
});

test('an error takes all of them back', async () => {
  const start = await traces();
  await assert.rejects(
    transaction(withKey(randomUUID()), async (tx) => {
      await leaveEverything(tx);
      throw new RuleBroken('practices.move-not-possible');
    }),
    RuleBroken,
  );
  assert.deepEqual(await traces(), start);
});

test('what cannot be written at the end, such as a NUL in an event, takes all of them back too', async () => {
  const start = await traces();
  await assert.rejects(
    transaction(withKey(randomUUID()), async (tx) => {
      await leaveEverything(tx);
      emit(tx, 'test.bad', { text: '\0' });
    }),
    (error) => codeOf(error) === '22P05',
  );
  assert.deepEqual(await traces(), start);
});

test('a transaction inside a transaction joins it: there is one COMMIT, of the outer one', async () => {
  const start = await traces();
  await assert.rejects(
    transaction(ctx, async (tx) => {
      await transaction(tx, async (inner) => {
        assert.equal(inner.db, tx.db);
        await leaveEverything(inner);
      });
      throw new Error('after the inner one was done');
    }),
    /inner one/,
  );
  assert.deepEqual(await traces(), start);
  await transaction(ctx, (tx) => transaction(tx, leaveEverything));
  assert.equal((await traces()).entries, (start.entries ?? 0) + 1);
});

/** Takes a snapshot, lets somebody else change the row, and changes it: a serialization failure (40001), `failures` times. */
async function changeAfterAnother(failures: number): Promise<{ attempts: number }> {
  let attempts = 0;
  await transaction(ctx, async (tx) => {
    attempts += 1;
    await tx.db.query('set transaction isolation level repeatable read');
    await tx.db.query('select value from platform.settings where name = $1', ['test-contended']);
    if (attempts <= failures) await raise(node.superPool, 'test-contended');
    await raise(tx.db, 'test-contended');
    recordAudit(tx, { what: 'test.thing.raised', ref: { kind: 'thing', id: 'contended' } });
  }).catch((error) => {
    throw Object.assign(error as Error, { attempts });
  });
  return { attempts };
}

test('a serialization failure is tried again, and what the failed tries left is gone', async () => {
  await transaction(ctx, (tx) => put(tx, 'test-contended', 0));
  const start = await traces();
  assert.equal((await changeAfterAnother(2)).attempts, 3);
  assert.equal(await numberIn('test-contended'), 3, 'two by the other, one by us');
  assert.equal((await traces()).entries, (start.entries ?? 0) + 1, 'one audit entry, not three');
});

test('after five tries it gives up, and nothing of them stays', async () => {
  await transaction(ctx, (tx) => put(tx, 'test-contended', 0));
  const start = await traces();
  await assert.rejects(changeAfterAnother(100), (error) => codeOf(error) === '40001' && (error as { attempts?: number }).attempts === 5);
  assert.equal(await numberIn('test-contended'), 5, 'five by the other, none by us');
  assert.deepEqual(await traces(), start);
});

test('two that wait for each other both get through: the deadlock is tried again', async () => {
  await transaction(ctx, async (tx) => {
    await put(tx, 'test-a', 0);
    await put(tx, 'test-b', 0);
  });
  let attempts = 0;
  let arrived = 0;
  let open: () => void = () => undefined;
  const bothHoldOne = new Promise<void>((resolve) => {
    open = resolve;
  });
  const both = (first: string, second: string) =>
    transaction(ctx, async (tx) => {
      attempts += 1;
      await raise(tx.db, first);
      arrived += 1;
      if (arrived === 2) open();
      await bothHoldOne;
      await raise(tx.db, second);
    });
  await Promise.all([both('test-a', 'test-b'), both('test-b', 'test-a')]);
  assert.equal(attempts, 3, 'PostgreSQL ended one of the two once (40P01)');
  assert.deepEqual([await numberIn('test-a'), await numberIn('test-b')], [2, 2]);
});

test('any other error is not tried again', async () => {
  let attempts = 0;
  const failing = transaction(ctx, async (tx) => {
    attempts += 1;
    await tx.db.query('select 1 / 0');
  });
  await assert.rejects(failing, (error) => codeOf(error) === '22012');
  assert.equal(attempts, 1);
});

test('a connection that is cut in the midst leaves nothing, and the next transaction has another', async () => {
  const start = await traces();
  const cut = transaction(ctx, async (tx) => {
    await leaveEverything(tx);
    const { rows } = await tx.db.query<{ pid: number }>('select pg_backend_pid() as pid');
    await node.superPool.query('select pg_terminate_backend($1)', [rows[0]?.pid]);
    await tx.db.query('select 1');
  });
  await assert.rejects(cut);
  assert.deepEqual(await traces(), start);
  await Promise.all(Array.from({ length: 20 }, () => transaction(ctx, (tx) => tx.db.query('select 1'))));
});

test('twenty at once under one key have one effect and one outcome', async () => {
  const start = await traces();
  const key = randomUUID();
  let runs = 0;
  const outcomes = await Promise.all(
    Array.from({ length: 20 }, () =>
      transaction(withKey(key), async (tx) => {
        runs += 1;
        await leaveEverything(tx);
        return { made: randomUUID(), n: 1, none: null };
      }),
    ),
  );
  assert.equal(runs, 1);
  for (const outcome of outcomes) assert.deepEqual(outcome, outcomes[0]);
  const end = await traces();
  for (const [name, count] of Object.entries(end)) assert.equal(count, (start[name] ?? 0) + 1, name);
  const later = await transaction(withKey(key), () => assert.fail('it is not run again'));
  assert.deepEqual(later, outcomes[0]);
});

test('the same key with another request is a conflict, and changes nothing', async () => {
  const key = randomUUID();
  await transaction(withKey(key), async () => ({ first: true }));
  const start = await traces();
  await assert.rejects(transaction(withKey(key, 'another'), leaveEverything), (error) => error instanceof Conflict && error.code === 'platform.key-reused');
  assert.deepEqual(await traces(), start);
});

test('a try that failed leaves its key free, also for those who waited for it', async () => {
  const key = randomUUID();
  let runs = 0;
  const results = await Promise.allSettled(
    Array.from({ length: 8 }, () =>
      transaction(withKey(key), async (tx) => {
        runs += 1;
        await put(tx, `test-${runs}`);
        if (runs <= 3) throw new RuleBroken('practices.move-not-possible');
        return { run: runs };
      }),
    ),
  );
  const done = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  assert.equal(results.length - done.length, 3);
  assert.deepEqual(
    done,
    done.map(() => ({ run: 4 })),
  );
  assert.deepEqual([await numberIn('test-3'), await numberIn('test-4')], [undefined, 1]);
});

test('a key belongs to its person: the same key of another account is another write', async () => {
  const key = randomUUID();
  const as = (accountId: string): Ctx => withKey(key, 'hash', { ...ctx, actor: { ...ctx.actor, kind: 'person', accountId, personId: accountId } });
  const [a, b] = [randomUUID(), randomUUID()];
  assert.equal(await transaction(as(a), async () => 'a'), 'a');
  assert.equal(await transaction(as(b), async () => 'b'), 'b');
  assert.equal(await transaction(as(a), async () => 'again'), 'a');
});
