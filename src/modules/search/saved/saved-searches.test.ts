import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { systemCtx } from '#main/start.ts';
import { type DemoNode, searchLoaded, startDemoNode } from '#main/testing/demo-node.ts';
import { transaction } from '#platform/db/transaction.ts';
import { uuidv7 } from '#platform/values/ids.ts';
import { indexDocument, removeDocument } from '../documents/index-document.ts';
import { freshOf, mostCompared } from './matches.ts';
import { sendDigests } from './send-digests.ts';

const coordinator = 'greta.uplander@example.org';
const other = 'tomas.ridgeley@example.org';
let node: DemoNode;
before(async () => {
  node = await startDemoNode({ worker: false });
  await searchLoaded(node);
});
after(() => node.close());

const system = () => ({ ...systemCtx(node.pool, node.node, 'saved searches test'), now: node.clock.read() });
/** A made-up record of a kind that no module has, found by everybody or by some. */
const write = async (id: string, title: string, audiences = ['public']): Promise<void> => {
  const record = {
    id,
    path: `/practices/${id}`,
    audiences,
    facets: { country: ['QM'] },
    at: new Date(),
    tags: [],
    title: { en: title },
    summary: {},
    body: {},
  };
  await transaction(system(), (tx) => indexDocument(tx, 'thing', record));
};
const save = async (email: string, address: string, name: string) => (await node.as(email)).submit('/en/search?q=x', '/en/me/searches', { address, name });
const saved = async (email: string) =>
  (JSON.parse((await (await node.as(email)).get('/api/v1/me/searches')).body) as { items: { id: string; name: string; address: string; fresh: number }[] })
    .items;
const notices = async (email: string): Promise<{ message: string; params: { name?: string; n: number }; path: string }[]> =>
  (
    await node.superPool.query(
      `select message, params, path from directory.notices n join directory.accounts a on a.person_id = n.person_id where a.email = $1 and message like 'search.%' order by n.created_at`,
      [email],
    )
  ).rows;

test('a search is saved with its filters, listed, renamed and deleted by its person alone', async () => {
  const made = await save(coordinator, '/search?q=zephyrous&kind=thing&country=QM&sort=title', '  My   zephyrs ');
  assert.equal(made.statusCode, 303, made.body.slice(0, 300));
  const [one] = await saved(coordinator);
  assert.deepEqual([one?.name, one?.address], ['My zephyrs', '/search?q=zephyrous&kind=thing&country=QM&sort=title']);
  const id = one?.id as string;
  assert.deepEqual(await saved(other), []);
  const stranger = await node.as(other);
  for (const path of [`/en/me/searches/${id}/rename`, `/en/me/searches/${id}/forget`])
    assert.equal((await stranger.submit('/en/search?q=x', path, path.endsWith('rename') ? { name: 'Taken' } : {})).statusCode, 404);
  const person = await node.as(coordinator);
  assert.equal((await person.submit('/en/me/searches', `/en/me/searches/${id}/rename`, { name: 'Winds' })).statusCode, 303);
  assert.equal((await saved(coordinator))[0]?.name, 'Winds');
  const { body } = await person.submit('/en/me/searches', `/en/me/searches/${id}/rename`, { name: ' ' });
  assert.match(body, /Name of the saved search/);
  assert.equal((await person.submit('/en/me/searches', `/en/me/searches/${id}/forget`, {})).statusCode, 303);
  assert.deepEqual(await saved(coordinator), []);
});

test('a search without words is refused with what to do, and fifty are the most', async () => {
  const refused = await save(coordinator, '/search?kind=practice', 'nothing');
  assert.equal(refused.statusCode, 400);
  assert.match(refused.body, /Search for a word first/);
  for (let n = 0; n < 50; n += 1)
    await node.superPool.query(
      `insert into search.saved_searches (id, person_id, name, filters, seen, looked_at, created_at)
       select $1, person_id, 'x', '{"q":"x"}', '{}', now(), now() from directory.accounts where email = $2`,
      [uuidv7(), other],
    );
  const full = await save(other, '/search?q=water', 'one more');
  assert.equal(full.statusCode, 422);
  assert.match(full.body.replace(/[\u2066-\u2069]/g, ''), /There can be 50 saved searches at most/);
  await node.superPool.query('delete from search.saved_searches');
});

test('PostgreSQL gives a saved search to nobody but its person', async () => {
  await save(coordinator, '/search?q=water', 'Water');
  const { rows } = await node.pool.query('select * from search.saved_searches');
  assert.deepEqual(rows, []);
  await node.superPool.query('delete from search.saved_searches');
});

test('the digest tells of what is new since the last look, once, however often it runs', async () => {
  const [first, second] = [uuidv7(), uuidv7()];
  await write(first, 'An early quincunx');
  await save(coordinator, '/search?q=quincunx&kind=thing', 'Fives');
  await sendDigests(system(), {});
  assert.deepEqual(await notices(coordinator), [], 'what was there when the search was saved is no news');
  await write(second, 'A later quincunx');
  await Promise.all([sendDigests(system(), {}), sendDigests(system(), {})]);
  await sendDigests(system(), {});
  const told = await notices(coordinator);
  assert.deepEqual(
    told.map(({ message, params, path }) => [message, params.name, params.n, path]),
    [['search.notice.new-in-one', 'Fives', 1, '/search?q=quincunx&kind=thing&sort=newest']],
  );
  assert.equal((await saved(coordinator))[0]?.fresh, 1);
  const page = (await (await node.as(coordinator)).get('/en/me')).body.replace(/[\u2066-\u2069]/g, '');
  assert.match(page, /1 new result in the saved search “Fives”/);
  await transaction(system(), (tx) => removeDocument(tx, 'thing', first));
  await sendDigests(system(), {});
  assert.equal((await notices(coordinator)).length, 1, 'a record that is gone is no news');
});

test('news in several searches are one notice, and hidden records are none', async () => {
  await node.superPool.query("delete from directory.notices where message like 'search.%'");
  await save(coordinator, '/search?q=obelisk&kind=thing', 'Obelisks');
  await save(coordinator, '/search?q=menhir&kind=thing', 'Menhirs');
  await write(uuidv7(), 'A hidden obelisk', ['entity:none']);
  await sendDigests(system(), {});
  assert.deepEqual(await notices(coordinator), []);
  await write(uuidv7(), 'An open obelisk');
  await write(uuidv7(), 'An open menhir');
  await sendDigests(system(), {});
  assert.deepEqual(
    (await notices(coordinator)).map(({ message, params, path }) => [message, params.n, path]),
    [['search.notice.new-in-several', 2, '/me/searches']],
  );
});

test('somebody whose account is closed is told nothing, and everybody else is', async () => {
  await node.superPool.query("delete from directory.notices where message like 'search.%'");
  await save(other, '/search?q=cromlech&kind=thing', 'Closed');
  await save(coordinator, '/search?q=cromlech&kind=thing', 'Open');
  await node.superPool.query('update directory.accounts set disabled_at = now() where email = $1', [other]);
  await write(uuidv7(), 'A cromlech');
  await sendDigests(system(), {});
  assert.equal((await notices(other)).length, 0);
  assert.equal((await notices(coordinator)).length, 1);
});

test('a full list tells only of records dated after the last look', () => {
  const lookedAt = new Date('2026-01-10');
  const seen = Array.from({ length: mostCompared }, (_, at) => `thing:${at}`);
  const matches = [
    { key: 'thing:new', at: new Date('2026-01-11') },
    { key: 'thing:old', at: new Date('2025-01-01') },
    { key: 'thing:5', at: new Date('2026-01-12') },
  ];
  assert.deepEqual(
    freshOf(matches, seen, lookedAt).map(({ key }) => key),
    ['thing:new'],
  );
  assert.deepEqual(
    freshOf(matches, seen.slice(1), lookedAt).map(({ key }) => key),
    ['thing:new', 'thing:old'],
  );
});
