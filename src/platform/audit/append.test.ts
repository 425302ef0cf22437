import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { auditBody } from './append.ts';
import { canonicalText, digestOf } from './canonical-json.ts';

const entry = {
  id: '01a2008e-9f2c-7fc7-b77e-58000ec65ab5',
  at: new Date('2026-11-22T00:01:16.588Z'),
  actor: { kind: 'person', id: '01a2008e-9f2c-777a-9565-44d8bf54e010' },
  what: 'practices.practice.published',
  ref: { kind: 'practice', id: '01a2008e-9f2c-7bde-8b62-63949e41f5e1' },
};

test('an entry keeps digests, and nothing of the record itself', () => {
  const body = auditBody({ ...entry, before: { phone: '+962 7 9000 0000' }, after: { phone: null } }).toString();
  assert.ok(!body.includes('962'));
  assert.equal(JSON.parse(body).after, digestOf({ phone: null }));
});

test('a typical entry is under 500 bytes, and one that no proof could hold is refused', () => {
  assert.ok(auditBody({ ...entry, before: {}, after: {} }).length < 500);
  assert.throws(() => auditBody({ ...entry, before: {}, after: {}, note: 'ملاحظة '.repeat(40) }), RangeError);
});

test('canonical JSON does not know the order of keys', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
      const reversed = Object.fromEntries(Object.entries(value).reverse());
      assert.equal(canonicalText(value), canonicalText(reversed));
      assert.deepEqual(JSON.parse(canonicalText(value)), JSON.parse(JSON.stringify(value)));
    }),
  );
});

test('canonical JSON is that of RFC 8785', () => {
  const value = { '\u20ac': 1e21, '\r': '\u000f\n"\\', '1': [56.0, 0.000001, 1e-7], '\ud83d\ude00': -0, ö: null };
  assert.equal(canonicalText(value), '{"\\r":"\\u000f\\n\\"\\\\","1":[56,0.000001,1e-7],"ö":null,"€":1e+21,"😀":0}');
});
