import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { systemCtx } from '#main/start.ts';
import { type DemoNode, startDemoNode } from '#main/testing/demo-node.ts';
import type { Visitor } from '#platform/testing/test-node.ts';
import { nextTermEnds, watchTerms } from './watch-terms.ts';

let node: DemoNode;
let focal: Visitor;
before(async () => {
  node = await startDemoNode({ worker: false });
  focal = await node.as('basel.shuab@example.org');
});
after(() => node.close());

const ref = 'QR-QM-2025';
const put = (expires: string, renews = false, state = 'in_force') =>
  node.superPool.query("update partnerships.agreements set expires_on = $1::date, auto_renew = $2, state = $3, reminded_for = null where ref = 'QR-QM-2025'", [
    expires,
    renews,
    state,
  ]);
const now = async () =>
  (await node.superPool.query<{ state: string; expires_on: string }>("select state, expires_on::text from partnerships.agreements where ref = 'QR-QM-2025'"))
    .rows[0];
const notices = async (): Promise<number> => ((await focal.get('/en/me')).body.match(/The term of “/g) ?? []).length;
const run = (day: string) => watchTerms({ ...systemCtx(node.pool, node.node, 'test'), now: new Date(`${day}T05:20:00Z`) }, {});

test('its people are told 90 and 30 days before the end, once each', async () => {
  await put('2027-12-31');
  const before = await notices();
  await run('2027-09-01');
  assert.equal(await notices(), before, 'more than 90 days before nobody is told');
  await run('2027-10-05');
  await run('2027-10-06');
  assert.equal(await notices(), before + 1);
  await run('2027-12-05');
  await run('2027-12-31');
  assert.equal(await notices(), before + 2);
  assert.equal((await now())?.state, 'in_force', 'the last day still counts');
});

test('after its end an agreement is expired, or renewed for a term as long as the first', async () => {
  await put('2027-12-31');
  await run('2028-01-01');
  assert.equal((await now())?.state, 'expired');
  await put('2027-12-31', true);
  await run('2028-01-01');
  assert.deepEqual(await now(), { state: 'renewed', expires_on: '2030-01-31' });
  await run('2028-01-02');
  assert.deepEqual(await now(), { state: 'renewed', expires_on: '2030-01-31' });
  assert.match((await focal.get(`/en/partnerships/${ref}`)).body, /Renewal recorded/);
});

test('the next term ends on the same day of its month, or on the last that the month has', () => {
  const term = (effective: string | null, expires: string) =>
    nextTermEnds({ effective_on: effective ? { date: effective, precision: 'day' } : null, signed_on: null, expires_on: expires });
  assert.equal(term('2025-01-01', '2025-12-31'), '2026-12-31');
  assert.equal(term('2025-03-15', '2027-03-14'), '2029-03-14');
  assert.equal(term(null, '2024-02-29'), '2025-02-28');
  assert.equal(term('2025-12-01', '2027-12-31'), '2030-01-31');
});
