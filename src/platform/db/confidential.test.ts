import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { prepareSchema, systemCtx } from '#main/start.ts';
import '#main/modules.ts';
import { type Actor, visitor } from '#platform/auth/actor.ts';
import type { Ctx } from '#platform/context.ts';
import { startTestNode, type TestNode } from '#platform/testing/test-node.ts';
import { uuidv7 } from '#platform/values/ids.ts';
import { confidential } from './confidential.ts';
import { transaction } from './transaction.ts';

let node: TestNode;
let system: Ctx;
const [samia, tobias, stranger] = [uuidv7(), uuidv7(), uuidv7()];
const reviewOf = new Map([
  [samia, uuidv7()],
  [tobias, uuidv7()],
]);
const subject = { kind: 'practice', id: uuidv7() };

before(async () => {
  node = await startTestNode();
  await prepareSchema({ ...node.postgres }, () => undefined);
  system = systemCtx(node.pool, node.node, 'test');
  for (const [person, review] of reviewOf) {
    await node.superPool.query(
      "insert into review.reviews (id, subject_kind, subject_id, stage, state, opened_at, due_on) values ($1, 'practice', $2, 'check', 'passed', now(), now())",
      [review, subject.id],
    );
    await node.superPool.query("insert into review.opinions (review_id, reviewer_id, scores, note, written_at) values ($1, $2, '{}', 'secret', now())", [
      review,
      person,
    ]);
  }
});
after(() => node.close());

const person = (personId: string, permissions: readonly string[] = [], scope: Actor['grants'][number]['scope'] = { kind: 'instance' }): Ctx => ({
  ...system,
  actor: { ...visitor, kind: 'person', personId, accountId: personId, grants: [{ role: 'some', scope, permissions: new Set(permissions) }] },
});
const all = 'select reviewer_id from review.opinions order by reviewer_id';
const look = (ctx: Ctx, purpose = 'review.opinions'): Promise<string[]> =>
  confidential(ctx, purpose, subject, async (tx) => (await tx.db.query<{ reviewer_id: string }>(all)).rows.map((row) => row.reviewer_id));
const looks = async (): Promise<{ what: string; ref: unknown; actor: unknown }[]> => {
  const { rows } = await node.superPool.query<{ body: Buffer }>('select body from audit.entries order by at, ctid');
  return rows.map(({ body }) => JSON.parse(body.toString('utf8'))).filter(({ what }) => what.endsWith('.looked'));
};

test('without it there are no rows, not even for a count, in a transaction or out of one', async () => {
  const count = 'select count(*)::int as n from review.opinions';
  assert.deepEqual((await node.pool.query(all)).rows, []);
  assert.deepEqual((await node.pool.query(count)).rows, [{ n: 0 }]);
  assert.deepEqual((await transaction(person(samia, ['review.opinions.read']), (tx) => tx.db.query(all))).rows, []);
  assert.deepEqual((await node.superPool.query(count)).rows, [{ n: 2 }], 'there are two');
});

test('without it nothing can be written, changed or removed either', async () => {
  const insert = "insert into review.opinions (review_id, reviewer_id, scores, note, written_at) values ($1, $2, '{}', '', now())";
  await assert.rejects(node.pool.query(insert, [uuidv7(), samia]), { code: '42501' });
  assert.equal((await node.pool.query("update review.opinions set note = 'changed'")).rowCount, 0);
  assert.equal((await node.pool.query('delete from review.opinions')).rowCount, 0);
});

test('who looks sees what the table is for: a reviewer their own, the office all, a stranger nothing', async () => {
  assert.deepEqual(await look(person(samia)), [samia]);
  assert.deepEqual(await look(person(tobias)), [tobias]);
  assert.deepEqual(await look(person(stranger)), []);
  assert.deepEqual(await look(person(stranger, ['review.opinions.read'])), [samia, tobias].sort());
  assert.deepEqual(await look({ ...system, actor: visitor }), []);
});

test('the permission must hold everywhere, and for this table', async () => {
  assert.deepEqual(await look(person(stranger, ['review.opinions.read'], { kind: 'country', id: 'QM' })), []);
  assert.deepEqual(await look(person(stranger, ['review.opinions.read'], { kind: 'entity', id: 'x', below: ['x'] })), []);
  assert.deepEqual(await look(person(stranger, ['assessment.scores.read']), 'assessment.scores'), [], 'another purpose opens another table');
});

test('nobody writes an opinion in the name of another', async () => {
  const forge = confidential(person(samia), 'review.opinions', subject, (tx) =>
    tx.db.query("update review.opinions set reviewer_id = $1, note = 'forged' where reviewer_id = $2", [tobias, samia]),
  );
  await assert.rejects(forge, { code: '42501' });
});

test('every look is in the audit log with who looked and at what, also one that found nothing', async () => {
  const start = (await looks()).length;
  await look(person(samia));
  await look({ ...person(stranger), now: new Date(system.now.getTime() + 1_000) });
  const entries = (await looks()).slice(start);
  assert.deepEqual(
    entries.map(({ what, ref, actor }) => ({ what, ref, actor })),
    [samia, stranger].map((id) => ({ what: 'review.opinions.looked', ref: subject, actor: { kind: 'person', id } })),
  );
});

test('what was looked at and what was logged go together: a look whose entry cannot be written is none', async () => {
  const start = (await looks()).length;
  let seen: unknown;
  const failing = confidential({ ...person(samia), now: new Date(Number.NaN) }, 'review.opinions', subject, async (tx) => {
    seen = await tx.db.query(all);
  });
  await assert.rejects(failing);
  assert.equal(seen, undefined);
  assert.equal((await looks()).length, start);
});

test('the next user of the connection sees nothing, whether the look ended well or not', async () => {
  await Promise.all(Array.from({ length: 24 }, (_, i) => look(person(i % 2 === 0 ? samia : stranger, i % 3 === 0 ? ['review.opinions.read'] : []))));
  await Promise.allSettled(
    Array.from({ length: 24 }, () =>
      confidential(person(samia, ['review.opinions.read']), 'review.opinions', subject, async (tx) => {
        await tx.db.query(all);
        throw new Error('in the midst');
      }),
    ),
  );
  const settings = "select current_setting('tabadul.person', true) as person, current_setting('tabadul.sees_all', true) as sees_all";
  const answers = await Promise.all(
    Array.from({ length: 64 }, async () => {
      const client = await node.pool.connect();
      try {
        const [row] = (await client.query<{ person: string | null; sees_all: string | null }>(settings)).rows;
        return `${row?.person ?? ''}|${row?.sees_all ?? ''}|${(await client.query(all)).rows.length}`;
      } finally {
        client.release();
      }
    }),
  );
  assert.deepEqual([...new Set(answers)], ['||0']);
});
