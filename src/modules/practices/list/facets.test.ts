import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { systemCtx } from '#main/start.ts';
import { type DemoNode, searchLoaded, startDemoNode } from '#main/testing/demo-node.ts';
import { eachFacet, facetNames } from './facets.ts';
import { listWithCounts } from './list-practices.ts';

let node: DemoNode;
before(async () => {
  node = await startDemoNode({ worker: false });
  await searchLoaded(node);
});
after(() => node?.close());

const all = { q: '', ...eachFacet((): string[] => []), after: '', limit: 100 };
const ctx = () => systemCtx(node.pool, node.node, 'test');
const itemsOf = async (query: string): Promise<{ code: string; stage: string; type: string }[]> =>
  (await (await node.as()).get(`/api/v1/practices?limit=100${query}`)).json().items;

test('what the library counts of each value is what the list gives under it', async () => {
  const { facets, total } = await listWithCounts(ctx(), all);
  assert.equal(total, (await itemsOf('')).length);
  for (const name of facetNames) {
    assert.ok(facets[name].length > 1, `${name} has values`);
    for (const { value, count } of facets[name]) assert.equal((await itemsOf(`&${name}=${value}`)).length, count, `${name} ${value}`);
  }
});

test('filters of several facets agree in index and table, page by page', async () => {
  const chosen = { ...all, type: ['service', 'process'], stage: ['scaled', 'institutionalised'] };
  const listed = await itemsOf('&type=service&type=process&stage=scaled&stage=institutionalised');
  assert.ok(listed.length > 2);
  const { rows, total } = await listWithCounts(ctx(), chosen);
  assert.deepEqual([rows.map(({ code }) => code), total], [listed.map(({ code }) => code), listed.length]);
  const first = await listWithCounts(ctx(), { ...chosen, limit: 2 });
  const second = await listWithCounts(ctx(), { ...chosen, limit: 2, after: first.next ?? '' });
  assert.deepEqual(
    [...first.rows, ...second.rows].map(({ code }) => code),
    listed.slice(0, 4).map(({ code }) => code),
  );
});

test('a filter is taken out by its chip and all of them at once; a value nothing has is shown as chosen', async () => {
  const page = (await (await node.as()).get('/en/practices?stage=pilot&type=policy&country=ZW')).body;
  assert.match(page, /href="\/en\/practices\?country=ZW&amp;type=policy"/);
  assert.match(page, /href="\/en\/practices"[^>]*>\s*[^<]*filter/i);
});
