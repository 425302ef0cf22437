import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { systemCtx } from '#main/start.ts';
import { type DemoNode, startDemoNode } from '#main/testing/demo-node.ts';
import { transaction } from '#platform/db/transaction.ts';
import type { SearchRecord } from '#platform/search-source.ts';
import { indexDocument, removeDocument } from '../public.ts';
import { followChanges } from './follow-changes.ts';
import { loadIndex } from './load-index.ts';
import type { LoadedIndex } from './loaded-index.ts';
import { writeSnapshot } from './snapshot.ts';

let node: DemoNode;
const open: LoadedIndex[] = [];
const lines: string[] = [];
before(async () => {
  node = await startDemoNode({ worker: false });
});
after(async () => {
  await Promise.all(open.map(({ thread }) => thread.stop()));
  await node.close();
});

const ctx = () => systemCtx(node.pool, node.node, 'test');
async function load(): Promise<LoadedIndex> {
  const index = await loadIndex(node.pool, { log: (line) => lines.push(line) });
  open.push(index);
  assert.equal(await followChanges(node.pool, index), 'current');
  return index;
}
const questions = ['health', 'مواعيد', 'licence permit', 'QM-0001', 'xylophone'];
const answers = ({ thread }: LoadedIndex) =>
  Promise.all(questions.map((text) => thread.ask('find', { text, readers: ['public', 'drafts'], count: ['kind', 'country'], limit: 20 })));
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
const snapshots = async () => (await node.pool.query<{ count: number }>('select count(*)::int as count from search.snapshots')).rows[0]?.count;
/** So that a load that read the tables shows: they say something else than the snapshot. */
const fromTables = async (index: LoadedIndex) => (await index.thread.ask('find', { text: 'quokka', readers: ['public'], limit: 1 })).total === 1;

test('an index read from a snapshot answers as the one it was made from, with what changed since', async () => {
  const index = await load();
  await writeSnapshot(node.pool, index);
  await transaction(ctx(), (tx) => indexDocument(tx, 'thing', record('late', 'A xylophone')));
  await transaction(ctx(), (tx) => removeDocument(tx, 'fact', 'none'));
  await followChanges(node.pool, index);
  const again = await load();
  assert.equal(again.changesSinceSnapshot, 1 + 1, 'it was read from the snapshot, and followed two changes');
  assert.deepEqual(await answers(again), await answers(index));
  assert.deepEqual(lines, []);
});

for (const [what, harm] of [
  [
    'of which a byte was changed',
    "update search.snapshot_parts set body = set_byte(body, length(body) / 2, get_byte(body, length(body) / 2) # 1) where part = 'records' and no = 0",
  ],
  ['of which words were changed', "update search.snapshot_parts set body = set_byte(body, 20, get_byte(body, 20) # 255) where part = 'words' and no = 0"],
  ['that was cut short', "update search.snapshot_parts set body = substring(body from 1 for length(body) / 2) where part = 'records' and no = 0"],
  ['of which a part is gone', "delete from search.snapshot_parts where part = 'records' and no = 0"],
  [
    'whose checksum was made to fit',
    `update search.snapshot_parts set body = '\\x0102'::bytea, digest = encode(sha256('\\x0102'::bytea), 'hex') where part = 'records' and no = 0`,
  ],
] as const)
  test(`a snapshot ${what} is thrown away, and the index is made anew from the tables`, async () => {
    const index = await load();
    await writeSnapshot(node.pool, index);
    await node.superPool.query(
      `insert into search.documents (kind, ref_id, path, audiences, facets, tags, texts, at, xid)
       values ('thing', 'tables', '', '{public}', '{}', '{}', '{"title": {"en": "Quokka"}, "summary": {}, "body": {}}', now(), '3') on conflict do nothing`,
    );
    await node.superPool.query(harm);
    lines.length = 0;
    const again = await load();
    assert.match(lines.join('\n'), /snapshot is broken.*made anew/);
    assert.equal(await fromTables(again), true);
    assert.equal(await snapshots(), 0);
    await node.superPool.query("delete from search.documents where ref_id = 'tables'");
  });

test('a snapshot of another form, or from before a rebuild, is not read', async () => {
  const index = await load();
  for (const change of ["update search.snapshots set format = '0.0'", 'update search.state set generation = generation + 1']) {
    await writeSnapshot(node.pool, index);
    await node.superPool.query(change);
    assert.notEqual((await load()).changesSinceSnapshot, 0, 'every record counts as changed since there is no snapshot');
  }
});
