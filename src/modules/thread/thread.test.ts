import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { prepareSchema, systemCtx } from '#main/start.ts';
import '#main/modules.ts';
import type { Ctx } from '#platform/context.ts';
import { transaction } from '#platform/db/transaction.ts';
import { RuleBroken } from '#platform/errors/errors.ts';
import { startTestNode, type TestNode } from '#platform/testing/test-node.ts';
import { localizedText } from '#platform/values/localized-text.ts';
import { addContributor, addDescriber, addLink, contributionsTo, describe, linksOf, type Ref, type Verb, verbs } from './public.ts';

let node: TestNode;
let ctx: Ctx;
before(async () => {
  node = await startTestNode();
  await prepareSchema({ ...node.postgres }, () => undefined);
  ctx = systemCtx(node.pool, node.node, 'test');
  addDescriber(
    'thing',
    async (_ctx, ids) =>
      new Map(ids.filter((id) => !id.startsWith('hidden')).map((id) => [id, { title: localizedText('en', { en: id }), state: null, path: `/things/${id}` }])),
  );
});
after(() => node.close());

const thing = (id: string): Ref => ({ kind: 'thing', id });
const link = (from: string, verb: Verb, to: string) => transaction(ctx, (tx) => addLink(tx, thing(from), verb, thing(to)));
const isCircle = (error: unknown): boolean => error instanceof RuleBroken && error.code === 'thread.circle';
const linkEntries = async (): Promise<number> =>
  (
    await node.superPool.query<{ n: number }>(
      "select count(*)::int as n from audit.entries where convert_from(body, 'UTF8')::jsonb ->> 'what' = 'thread.link.added'",
    )
  ).rows[0]?.n ?? 0;

test('a link is seen from both ends, with its direction', async () => {
  await link('a', 'inspiredBy', 'b');
  assert.deepEqual(
    (await linksOf(ctx, thing('a'))).map(({ verb, direction, ref }) => [verb, direction, ref.id]),
    [['inspiredBy', 'to', 'b']],
  );
  assert.deepEqual(
    (await linksOf(ctx, thing('b'))).map(({ verb, direction, ref }) => [verb, direction, ref.id]),
    [['inspiredBy', 'from', 'a']],
  );
});

test('the same link twice is one, with one audit entry', async () => {
  const start = await linkEntries();
  await link('twice', 'answers', 'need');
  await link('twice', 'answers', 'need');
  assert.equal((await linksOf(ctx, thing('twice'))).length, 1);
  assert.equal(await linkEntries(), start + 1);
});

for (const verb of verbs) {
  test(`a circle of ${verb} is refused, however long, and to oneself too`, async () => {
    const [one, two, three] = ['one', 'two', 'three'].map((name) => `${verb}-${name}`) as [string, string, string];
    await link(one, verb, two);
    await link(two, verb, three);
    await assert.rejects(link(three, verb, one), isCircle);
    await assert.rejects(link(two, verb, one), isCircle);
    await assert.rejects(link(one, verb, one), isCircle);
    assert.equal((await linksOf(ctx, thing(three))).length, 1, 'nothing was added');
  });
}

test('two verbs make no circle together', async () => {
  await link('x', 'basedOn', 'y');
  await link('y', 'evidences', 'x');
  assert.equal((await linksOf(ctx, thing('x'))).length, 2);
});

test('two links made at once do not close a circle together', async () => {
  const add = (from: string, to: string) =>
    transaction(ctx, async (tx) => {
      await addLink(tx, thing(from), 'adaptedFrom', thing(to));
      await sleep(300);
    });
  const results = await Promise.allSettled([add('left', 'right'), sleep(100).then(() => add('right', 'left'))]);
  assert.equal(results.filter(({ status }) => status === 'rejected').length, 1);
});

test('what the reader may not know is absent, as a description and as a link', async () => {
  const described = await describe(ctx, [thing('seen'), thing('hidden-1'), { kind: 'unheard-of', id: 'x' }, thing('seen')]);
  assert.deepEqual([...described.keys()], ['thing:seen']);
  await link('open', 'under', 'hidden-2');
  await link('open', 'under', 'seen');
  assert.deepEqual(
    (await linksOf(ctx, thing('open'))).map(({ ref }) => ref.id),
    ['seen'],
  );
});

test('contributions come in the order in which the modules gave them, and one that has nothing is left out', async () => {
  const contribute = (name: string) => async () => ({ name, data: name, render: () => null as never });
  addContributor('test-page', contribute('first'));
  addContributor('test-page', async () => null);
  addContributor('test-page', contribute('second'));
  assert.deepEqual(
    (await contributionsTo(ctx, { kind: 'test-page', id: 'x' })).map(({ name }) => name),
    ['first', 'second'],
  );
  assert.deepEqual(await contributionsTo(ctx, { kind: 'other-page', id: 'x' }), []);
});
