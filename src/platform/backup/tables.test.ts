import assert from 'node:assert/strict';
import test from 'node:test';
import { loadOrder } from './tables.ts';

test('parents stand before children, and a circle of tables is named', () => {
  assert.deepEqual(
    loadOrder(
      ['a', 'b', 'c'],
      [
        { child: 'a', parent: 'c' },
        { child: 'c', parent: 'b' },
      ],
    ),
    ['b', 'c', 'a'],
  );
  assert.throws(
    () =>
      loadOrder(
        ['a', 'b'],
        [
          { child: 'a', parent: 'b' },
          { child: 'b', parent: 'a' },
        ],
      ),
    { code: 'backup.circle', message: /a, b refer/ },
  );
});
