import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type DemoNode, startDemoNode } from '#main/testing/demo-node.ts';

let node: DemoNode;
before(async () => {
  node = await startDemoNode();
});
after(() => node.close());

test('an entity writes a practice, two others review it, the office publishes it, a stranger finds it', async () => {
  const author = await node.as('rima.tabibi@example.org');
  const home = await author.get('/ar/me');
  assert.equal(home.statusCode, 200, home.body.slice(0, 300));
});
