import assert from 'node:assert/strict';
import { test } from 'node:test';
import { browse } from './browse.ts';
import { dropDocument, newSearchIndex, putDocument, settleAll } from './search-index.ts';

const index = newSearchIndex();
const put = (n: number, audience: string, country: string, field: string): void =>
  putDocument(index, {
    key: `practice:${n}`,
    audiences: [audience],
    facets: { kind: ['practice'], country: [country], field: [field] },
    when: n,
    tags: [],
    texts: {},
  });
put(1, 'public', 'QM', '07');
put(2, 'public', 'QS', '07');
put(3, 'entity:x', 'QM', '07');
put(4, 'public', 'QM', '09');
put(5, 'public', 'QM', '09');
dropDocument(index, 'practice:5');
settleAll(index);

const all = { readers: ['public'], filters: {}, count: ['country', 'field'], offset: 0, limit: 10 };

test('without filters every record of the reader comes, the newest first, counted', () => {
  assert.deepEqual(browse(index, all), {
    keys: ['practice:4', 'practice:2', 'practice:1'],
    total: 3,
    facets: { country: { QM: 2, QS: 1 }, field: { '07': 2, '09': 1 } },
  });
});

test('a facet is counted as if its own filter were not set, and the page begins where it should', () => {
  const found = browse(index, { ...all, filters: { country: ['QM'] }, offset: 1, limit: 1 });
  assert.deepEqual(found, { keys: ['practice:1'], total: 2, facets: { country: { QM: 2, QS: 1 }, field: { '07': 1, '09': 1 } } });
});

test('what another reader may see is neither listed nor counted', () => {
  assert.deepEqual(browse(index, { ...all, readers: ['public', 'entity:x'] }).facets.country, { QM: 3, QS: 1 });
  assert.equal(browse(index, { ...all, readers: [] }).total, 0);
});
