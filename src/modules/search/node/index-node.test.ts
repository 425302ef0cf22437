import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { systemCtx } from '#main/start.ts';
import { type DemoNode, startDemoNode } from '#main/testing/demo-node.ts';
import { transaction } from '#platform/db/transaction.ts';
import type { SearchRecord } from '#platform/search-source.ts';
import { uuidv7 } from '#platform/values/ids.ts';
import { indexDocument, removeDocument, searchRecords } from '../public.ts';
import { indexLoaded } from '../testing.ts';
import { indexHealth, indexOf, stopIndex } from './index-of-node.ts';

let node: DemoNode;
before(async () => {
  node = await startDemoNode({ demo: false, worker: false });
  await indexLoaded(here());
  await indexLoaded(there());
});
after(() => node.close());

const record = (id: string, title: string, audiences: readonly string[] = ['public']): SearchRecord => ({
  id,
  path: `/things/${id}`,
  audiences,
  facets: {},
  at: new Date(),
  tags: [],
  title: { en: title },
  summary: {},
  body: {},
});
const here = () => systemCtx(node.pool, node.node, 'test');
/** Another app node of the same database. */
const there = () => systemCtx(node.pool, { ...node.node, dataDir: `${node.node.dataDir}/other` }, 'test');
const idsFor = async (ctx: ReturnType<typeof here>, q: string) => (await searchRecords(ctx, { q, limit: 10 })).records.map((found) => found.ref_id);

test('what this node writes is found by its next search, on another node within a second, and not after it was removed', async () => {
  await idsFor(there(), 'anything');
  const id = uuidv7();
  await transaction(here(), (tx) => indexDocument(tx, 'thing', record(id, 'A quixotic windmill')));
  assert.equal((await idsFor(here(), 'quixotic'))[0], id);
  const since = performance.now();
  while (!(await idsFor(there(), 'quixotic')).includes(id)) {
    assert.ok(performance.now() - since < 1_000, 'the other node has it within a second');
    await sleep(20);
  }
  await transaction(here(), (tx) => removeDocument(tx, 'thing', id));
  assert.ok(!(await idsFor(here(), 'quixotic')).includes(id));
});

test('a change that commits after a later one is not passed over', async () => {
  await idsFor(here(), 'anything');
  const [slow, fast] = [uuidv7(), uuidv7()];
  let finish: () => void = () => undefined;
  const held = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const late = transaction(here(), async (tx) => {
    await indexDocument(tx, 'thing', record(slow, 'A zephyrous lighthouse'));
    await held;
  });
  await sleep(50);
  try {
    await transaction(here(), (tx) => indexDocument(tx, 'thing', record(fast, 'A zephyrous harbour')));
    const found = await idsFor(here(), 'zephyrous');
    assert.ok(found[0] === fast && !found.includes(slow));
    await sleep(600);
  } finally {
    finish();
    await late;
  }
  await sleep(600);
  const both = await idsFor(here(), 'zephyrous');
  assert.deepEqual(both.slice(0, 2).sort(), [slow, fast].sort());
});

test('the health report says how many records the index has', async () => {
  await idsFor(here(), 'anything');
  const health = indexHealth(node.node.dataDir);
  assert.equal(health?.state, 'ready');
  const { rows } = await node.pool.query<{ count: number }>('select count(*)::int as count from search.documents where not gone');
  assert.equal(health?.documents, rows[0]?.count);
  await stopIndex(`${node.node.dataDir}/other`);
});

test('a node that does not hear of changes for over a second says so at /health/ready, and again when it does', async () => {
  const health = async () => (await node.app.inject('/health/ready')).json<{ searchIndex: { state: string; secondsBehind: number } }>().searchIndex;
  const client = await node.superPool.connect();
  try {
    await client.query('begin; lock table search.documents in access exclusive mode');
    await sleep(1_700);
    const { state, secondsBehind } = await health();
    assert.equal(state, 'behind');
    assert.ok(secondsBehind >= 1, `${secondsBehind} s`);
  } finally {
    await client.query('rollback');
    client.release();
  }
  const until = performance.now() + 5_000;
  while ((await health()).state !== 'ready' && performance.now() < until) await sleep(50);
  assert.equal((await health()).state, 'ready');
});

test('a thread that dies is started anew', async () => {
  const id = uuidv7();
  await transaction(here(), (tx) => indexDocument(tx, 'thing', record(id, 'A gargantuan lantern')));
  const thread = await indexOf(here());
  await assert.rejects(thread.ask('unpackRecords', 7 as never));
  assert.equal((await idsFor(here(), 'gargantuan'))[0], id);
});
