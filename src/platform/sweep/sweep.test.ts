import assert from 'node:assert/strict';
import { readdir, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { after, before, test } from 'node:test';
import { tasks } from '#main/modules.ts';
import { prepareSchema, systemCtx } from '#main/start.ts';
import type { Ctx } from '#platform/context.ts';
import { removeUnused, storedPath, storeUpload } from '#platform/files/store.ts';
import { startTestNode, type TestNode } from '#platform/testing/test-node.ts';
import { sweep } from './sweep.ts';

let node: TestNode;
let ctx: Ctx;
before(async () => {
  node = await startTestNode();
  await prepareSchema({ ...node.postgres }, () => undefined);
  ctx = systemCtx(node.pool, node.node, 'test');
});
after(() => node.close());

const daysAgo = (days: number): Date => new Date(ctx.now.getTime() - days * 86_400_000);
const store = async (text: string, days: number): Promise<string> => {
  const hash = (await storeUpload(node.node.dataDir, 'words.txt', Readable.from([Buffer.from(text)])))?.hash ?? '';
  await utimes(storedPath(node.node.dataDir, hash), daysAgo(days), daysAgo(days));
  return hash;
};
const kept = async (): Promise<string[]> =>
  (await readdir(join(node.node.dataDir, 'files'), { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile()).map(({ name }) => name);

test('the daily sweep is one of the tasks', () => assert.ok(tasks.has('platform:sweep')));

test('files that no record names go after seven days; those in use, young ones and those stored again stay', async () => {
  const [unused, used, young, again] = [await store('unused', 8), await store('used', 100), await store('young', 6), await store('again', 100)];
  await storeUpload(node.node.dataDir, 'again.txt', Readable.from([Buffer.from('again')]));
  await sweep([async () => [used]])(ctx, {});
  const left = await kept();
  assert.deepEqual(
    [unused, used, young, again].map((hash) => left.includes(hash)),
    [false, true, true, true],
  );
  const { rows } = await node.superPool.query(
    "select convert_from(body, 'utf8')::jsonb->>'note' as note from audit.entries where convert_from(body, 'utf8')::jsonb->>'what' = 'platform.files.swept'",
  );
  assert.deepEqual(rows, [{ note: '1' }]);
});

test('a file that is stored again while the sweep asks what is in use stays', async () => {
  const hash = await store('in a race', 30);
  const removed = await removeUnused(node.node.dataDir, daysAgo(7), async () => {
    await storeUpload(node.node.dataDir, 'race.txt', Readable.from([Buffer.from('in a race')]));
    return new Set();
  });
  assert.deepEqual([removed.includes(hash), (await kept()).includes(hash)], [false, true]);
});

test('idempotency keys are forgotten after seven days', async () => {
  const add = (key: string, days: number) =>
    node.superPool.query("insert into platform.idempotency_keys (actor, key, request_hash, created_at) values ('a', $1, 'h', $2)", [key, daysAgo(days)]);
  await add('old', 8);
  await add('new', 6);
  await sweep([])(ctx, {});
  const { rows } = await node.superPool.query("select key from platform.idempotency_keys where actor = 'a'");
  assert.deepEqual(rows, [{ key: 'new' }]);
});
