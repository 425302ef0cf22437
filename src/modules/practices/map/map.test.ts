import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type DemoNode, startDemoNode } from '#main/testing/demo-node.ts';
import { centroids } from './centroids.ts';
import { dotOf, frame, radiusOf } from './dots.ts';

let node: DemoNode;
before(async () => {
  node = await startDemoNode({ worker: false });
});
after(() => node.close());

test('a dot stands where its country lies, and its area goes with the count', () => {
  assert.deepEqual(dotOf([0, 0], 1, 1), { x: 360, y: 170, radius: 18 });
  const points = centroids();
  assert.ok(points.size > 230);
  const [egypt, brazil, japan] = ['EG', 'BR', 'JP'].map((code) => dotOf(points.get(code) ?? [0, 0], 1, 1));
  assert.ok(egypt && brazil && japan && brazil.x < egypt.x && egypt.x < japan.x && egypt.y < brazil.y);
  for (const [code, point] of points) {
    const { x, y } = dotOf(point, 1, 1);
    if (code !== 'AQ') assert.ok(x >= 0 && x <= frame.width && y >= 0 && y <= frame.height, code);
  }
  const area = (count: number) => (radiusOf(count, 100) - 3) ** 2;
  assert.ok(Math.abs(area(50) / area(100) - 0.5) < 0.02);
});

test('the map and its table say the same as the library, under its filters', async () => {
  const stranger = await node.as();
  interface Map {
    readonly items: { country: string; count: number; point: object | null }[];
  }
  const { items } = (await stranger.get('/api/v1/practices/map')).json<Map>();
  const { rows } = await node.superPool.query<{ country_code: string; n: number }>(
    'select country_code, count(*)::int as n from practices.practices where public_state is not null and country_code is not null group by country_code',
  );
  assert.deepEqual(
    Object.fromEntries(items.map(({ country, count }) => [country, count])),
    Object.fromEntries(rows.map(({ country_code, n }) => [country_code, n])),
  );
  const page = (await stranger.get('/ar/practices/map')).body;
  const drawn = page.split('<figure')[1]?.split('</figure>')[0] ?? '';
  assert.equal([...drawn.matchAll(/<circle/g)].length, items.filter(({ point }) => point !== null).length);
  assert.ok(page.includes('/ar/practices?country=EG') && page.includes('خارج الخريطة'));
  assert.ok(!/<path/.test(drawn), 'no border is drawn');
  const health = (await stranger.get('/api/v1/practices/map?field=07')).json<Map>().items;
  assert.ok(health.length > 0 && health.length < items.length);
  assert.ok((await stranger.get('/en/practices/map?field=07')).body.includes('/en/practices?country=QM&amp;field=07'), 'links keep the filter');
});
