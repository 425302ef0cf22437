import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { prepareSchema, systemCtx } from '#main/start.ts';
import '#main/modules.ts';
import { type Actor, visitor } from '#platform/auth/actor.ts';
import type { Ctx } from '#platform/context.ts';
import { transaction } from '#platform/db/transaction.ts';
import { Conflict, RuleBroken } from '#platform/errors/errors.ts';
import { startTestNode, type TestNode } from '#platform/testing/test-node.ts';
import { uuidv7 } from '#platform/values/ids.ts';
import {
  closeOpenReviews,
  commentsOf,
  conflictedWith,
  conflictsOf,
  type Decision,
  decide,
  declareConflict,
  openReview,
  opinionsOf,
  reviewsOf,
} from './public.ts';

let node: TestNode;
let system: Ctx;
before(async () => {
  node = await startTestNode();
  await prepareSchema({ ...node.postgres }, () => undefined);
  system = systemCtx(node.pool, node.node, 'test');
});
after(() => node.close());

const asPerson = (personId: string, permissions: readonly string[] = []): Ctx => {
  const actor: Actor = {
    ...visitor,
    kind: 'person',
    personId,
    accountId: personId,
    grants: [{ role: 'some', scope: { kind: 'instance' }, permissions: new Set(permissions) }],
  };
  return { ...system, actor };
};
const newSubject = () => ({ kind: 'practice', id: uuidv7() });
const passed: Decision = { stage: 'check', outcome: 'passed', comments: [], opinion: { scores: { clarity: 4 }, note: 'sound' }, entityId: null };
const open = (subject: { kind: string; id: string }) => transaction(system, (tx) => openReview(tx, subject, 'check'));
const isBroken = (code: string) => (error: unknown) => error instanceof RuleBroken && error.code === code;

test('one review of a stage is open at a time, due in fourteen days', async () => {
  const subject = newSubject();
  await open(subject);
  await assert.rejects(open(subject), isBroken('review.already-open'));
  await transaction(system, (tx) => openReview(tx, subject, 'expert'));
  const reviews = await reviewsOf(system, subject);
  assert.equal(reviews.length, 2);
  const days = (new Date(reviews[0]?.due_on ?? '').getTime() - new Date(system.now.toISOString().slice(0, 10)).getTime()) / 86_400_000;
  assert.equal(days, 14);
});

test('twenty who decide at once decide once; the others are told that it was decided', async () => {
  const subject = newSubject();
  await open(subject);
  const results = await Promise.allSettled(Array.from({ length: 20 }, () => transaction(asPerson(uuidv7()), (tx) => decide(tx, subject, passed))));
  const refused = results.flatMap((result) => (result.status === 'rejected' ? [result.reason as unknown] : []));
  assert.equal(refused.length, 19);
  for (const error of refused) assert.ok(error instanceof Conflict && error.code === 'review.decided-already', String(error));
  const { rows } = await node.superPool.query(
    'select r.state, r.reviewer_id = o.reviewer_id as same from review.reviews r join review.opinions o on o.review_id = r.id where r.subject_id = $1',
    [subject.id],
  );
  assert.deepEqual(rows, [{ state: 'passed', same: true }], 'one decision, with the opinion of the one who made it');
});

test('a return says why: it needs a comment, and the author reads them in their order', async () => {
  const subject = newSubject();
  await open(subject);
  const back = (comments: Decision['comments']) =>
    transaction(asPerson(uuidv7()), (tx) => decide(tx, subject, { stage: 'check', outcome: 'returned', comments, entityId: null }));
  await assert.rejects(back([]), isBroken('review.comment-needed'));
  assert.equal((await reviewsOf(system, subject))[0]?.state, 'open', 'and the review stays open');
  await back([
    { field: 'title', text: 'first' },
    { field: 'problem', text: 'second' },
  ]);
  const reviews = await reviewsOf(system, subject);
  assert.equal(reviews[0]?.state, 'returned');
  assert.deepEqual(
    (await commentsOf(system, reviews)).map(({ field, text }) => `${field}: ${text}`),
    ['title: first', 'problem: second'],
  );
});

test('a declared conflict forbids every decision on the entity, and is in the audit log', async () => {
  const [entity, other, reviewer] = [uuidv7(), uuidv7(), uuidv7()];
  const ctx = asPerson(reviewer);
  await transaction(ctx, (tx) => declareConflict(tx, entity, 'I worked there.'));
  await transaction(ctx, (tx) => declareConflict(tx, entity, 'Said twice.'));
  assert.deepEqual([...(await conflictsOf(ctx))], [entity]);
  assert.deepEqual([...(await conflictsOf(asPerson(uuidv7())))], []);
  assert.deepEqual([...(await conflictedWith(system, entity))], [reviewer]);
  assert.deepEqual([...(await conflictedWith(asPerson(uuidv7()), entity))], [], 'PostgreSQL gives the declarations of others to the office alone');
  assert.equal((await node.pool.query('select 1 from review.conflicts')).rows.length, 0, 'and nothing to whoever does not say for whom');
  const subject = newSubject();
  await open(subject);
  await assert.rejects(
    transaction(ctx, (tx) => decide(tx, subject, { ...passed, entityId: entity })),
    isBroken('review.conflict'),
  );
  await assert.rejects(
    transaction(ctx, (tx) => decide(tx, subject, { ...passed, outcome: 'returned', comments: [{ field: 'title', text: 'x' }], entityId: entity })),
    isBroken('review.conflict'),
  );
  await transaction(ctx, (tx) => decide(tx, subject, { ...passed, entityId: other }));
  const { rows } = await node.superPool.query(
    "select count(*)::int as n from audit.entries where convert_from(body, 'UTF8')::jsonb ->> 'what' = 'review.conflict.declared' and convert_from(body, 'UTF8')::jsonb -> 'ref' ->> 'id' = $1",
    [entity],
  );
  assert.deepEqual(rows, [{ n: 2 }]);
});

test('scores and notes are for the one who wrote them and for the office, as PostgreSQL decides', async () => {
  const [subject, reviewer] = [newSubject(), uuidv7()];
  await open(subject);
  await transaction(asPerson(reviewer), (tx) => decide(tx, subject, passed));
  const reviews = await reviewsOf(system, subject);
  const seenBy = async (ctx: Ctx): Promise<number> => (await opinionsOf(ctx, subject, reviews)).length;
  assert.deepEqual(
    [await seenBy(asPerson(reviewer)), await seenBy(asPerson(uuidv7(), ['review.desk'])), await seenBy(asPerson(uuidv7(), ['review.opinions.read']))],
    [1, 0, 1],
  );
});

test('what was taken back has no open review', async () => {
  const subject = newSubject();
  await open(subject);
  await transaction(system, (tx) => closeOpenReviews(tx, subject));
  assert.equal((await reviewsOf(system, subject))[0]?.state, 'closed');
  await assert.rejects(
    transaction(asPerson(uuidv7()), (tx) => decide(tx, subject, passed)),
    (error) => error instanceof Conflict,
  );
  await open(subject);
});
