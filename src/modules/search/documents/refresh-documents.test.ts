import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { systemCtx } from '#main/start.ts';
import { type DemoNode, startDemoNode } from '#main/testing/demo-node.ts';
import { transaction } from '#platform/db/transaction.ts';
import { projectRoot } from '#platform/root.ts';
import type { SearchRecord, SearchSource } from '#platform/search-source.ts';
import { indexHealth, stopIndex } from '../node/index-of-node.ts';
import { indexDocument, removeDocument, searchRecords } from '../public.ts';
import { indexLoaded } from '../testing.ts';
import { refreshDocuments, refreshOutdated } from './refresh-documents.ts';
import { searchSources } from './sources.ts';

let node: DemoNode;
before(async () => {
  node = await startDemoNode({ worker: false });
  await indexLoaded(ctx());
});
after(async () => {
  await stopIndex(node.node.dataDir);
  await node.close();
});

const ctx = () => systemCtx(node.pool, node.node, 'test');
const record = (id: string, title: string): SearchRecord => ({
  id,
  path: `/things/${id}`,
  audiences: ['public'],
  facets: {},
  at: new Date(0),
  tags: [],
  title: { en: title },
  summary: {},
  body: {},
});
const titles = async (): Promise<Record<string, string>> => {
  const { rows } = await node.pool.query<{ ref_id: string; title: string }>(
    `select ref_id, texts #>> '{title,en}' as title from search.documents where kind = 'thing' and not gone order by ref_id`,
  );
  return Object.fromEntries(rows.map(({ ref_id, title }) => [ref_id, title]));
};
const sourceOf = (records: () => AsyncIterable<SearchRecord>, form = '1'): SearchSource => ({ kind: 'thing', form: async () => form, all: records });

test('what people write while records are read again is newer than what was read, and stays', async () => {
  for (const id of ['edited', 'archived', 'left', 'vanished']) await transaction(ctx(), (tx) => indexDocument(tx, 'thing', record(id, 'as it was')));
  async function* readThenChanged(): AsyncIterable<SearchRecord> {
    // Read before the edits, written after them.
    const read = ['edited', 'archived', 'left', 'new'].map((id) => record(id, id === 'left' ? 'read again' : 'as it was'));
    await transaction(ctx(), (tx) => indexDocument(tx, 'thing', record('edited', 'edited meanwhile')));
    await transaction(ctx(), (tx) => removeDocument(tx, 'thing', 'archived'));
    await transaction(ctx(), (tx) => removeDocument(tx, 'thing', 'new'));
    await transaction(ctx(), (tx) => indexDocument(tx, 'thing', record('made', 'made meanwhile')));
    yield* read;
  }
  assert.equal(await refreshDocuments(ctx(), [sourceOf(readThenChanged)]), 4);
  assert.deepEqual(await titles(), { edited: 'edited meanwhile', left: 'read again', made: 'made meanwhile' });
});

test('an edit that is not committed yet when the old text is written wins too', async () => {
  let finish: () => void = () => undefined;
  const held = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const edit = transaction(ctx(), async (tx) => {
    await indexDocument(tx, 'thing', record('left', 'held back'));
    await held;
  });
  await sleep(50);
  async function* old(): AsyncIterable<SearchRecord> {
    yield record('left', 'old text');
  }
  const refreshed = refreshDocuments(ctx(), [sourceOf(old)]);
  await sleep(100);
  finish();
  await Promise.all([edit, refreshed]);
  assert.equal((await titles()).left, 'held back');
});

test('records are read at a start only when their form is another', async () => {
  let read = 0;
  async function* one(): AsyncIterable<SearchRecord> {
    read += 1;
    yield record('left', 'read at a start');
  }
  for (const form of ['2', '2', '3']) await refreshOutdated(ctx(), [sourceOf(one, form)]);
  assert.equal(read, 2);
});

test('documents that somebody lost are there again after tabadul search rebuild, on the node that runs, without a stop', async () => {
  const found = async () => (await searchRecords(ctx(), { q: 'health', filters: { kind: ['practice'] }, limit: 50 })).total;
  const before = await found();
  assert.ok(before > 0);
  await node.superPool.query('delete from search.documents');
  const { status, stdout } = spawnSync(process.execPath, ['--import', 'tsx', join(projectRoot, 'src/main/cli.ts'), 'search', 'rebuild', '--json'], {
    env: { ...process.env, DATABASE_URL: node.postgres.servingUrl, DATABASE_OWNER_URL: node.postgres.ownerUrl, DATA_DIR: node.node.dataDir },
    encoding: 'utf8',
  });
  assert.equal(status, 0);
  const { read, documents } = JSON.parse(stdout) as { read: number; documents: number };
  assert.ok(read >= before && documents === read, stdout);
  const until = performance.now() + 10_000;
  while (indexHealth(node.node.dataDir)?.documents !== documents && performance.now() < until) {
    assert.equal(await found(), before, 'the index of before goes on answering');
    await sleep(100);
  }
  assert.deepEqual([indexHealth(node.node.dataDir)?.documents, await found()], [documents, before]);
  assert.equal(await refreshDocuments(ctx(), searchSources()), read);
});
