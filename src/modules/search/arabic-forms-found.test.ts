import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { systemCtx } from '#main/start.ts';
import { type DemoNode, startDemoNode } from '#main/testing/demo-node.ts';
import { transaction } from '#platform/db/transaction.ts';
import { projectRoot } from '#platform/root.ts';
import { uuidv7 } from '#platform/values/ids.ts';
import { findRecords, indexDocument } from './public.ts';

interface Item {
  readonly query: string;
  readonly finds: string;
  readonly notFinds?: string;
  readonly level: 'light' | 'hard';
}
const file = join(projectRoot, '../shared/search-bench/arabic-forms.jsonl');
const items = existsSync(file)
  ? readFileSync(file, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Item)
  : [];

let node: DemoNode;
before(async () => {
  node = await startDemoNode({ demo: false, worker: false });
});
after(() => node.close());

test('every Arabic form within reach of a light stemmer is found in the index, above its false friend', {
  skip: items.length === 0 && 'the shared Arabic forms are not on this machine',
}, async () => {
  const ctx = systemCtx(node.pool, node.node, 'test');
  const missed: string[] = [];
  for (const item of items.filter(({ level }) => level === 'light')) {
    const kind = `item-${items.indexOf(item)}`;
    const ids = { finds: uuidv7(), notFinds: uuidv7() };
    await transaction(ctx, async (tx) => {
      for (const which of ['notFinds', 'finds'] as const) {
        const text = item[which];
        if (text) await indexDocument(tx, { kind, id: ids[which], audiences: ['public'], tags: [], title: { ar: text }, summary: {}, body: {} });
      }
    });
    const { ids: found } = await findRecords(ctx, kind, item.query);
    if (found[0] !== ids.finds) missed.push(`${item.query} | ${item.finds}`);
  }
  assert.deepEqual(missed, []);
});
