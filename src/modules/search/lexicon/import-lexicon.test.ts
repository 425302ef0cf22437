import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { systemCtx } from '#main/start.ts';
import { type DemoNode, startDemoNode } from '#main/testing/demo-node.ts';
import { transaction } from '#platform/db/transaction.ts';
import { projectRoot } from '#platform/root.ts';
import { stopIndex } from '../node/index-of-node.ts';
import { indexDocument, searchRecords } from '../public.ts';
import { indexLoaded } from '../testing.ts';
import { importLexicon } from './import-lexicon.ts';
import { removeLexicon } from './remove-lexicon.ts';

let node: DemoNode;
let folder: string;
before(async () => {
  node = await startDemoNode({ demo: false, worker: false });
  await indexLoaded(ctx());
  folder = await mkdtemp(join(tmpdir(), 'lexicon-'));
});
after(async () => {
  await stopIndex(node.node.dataDir);
  await node.close();
  await rm(folder, { recursive: true });
});

const ctx = () => systemCtx(node.pool, node.node, 'test');
/** The command line, attached to the database of this test. */
function command(...args: string[]): { code: number | null; out: string } {
  const env = { ...process.env, DATABASE_URL: node.postgres.servingUrl, DATABASE_OWNER_URL: node.postgres.ownerUrl, DATA_DIR: node.node.dataDir };
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', join(projectRoot, 'src/main/cli.ts'), ...args], { env, encoding: 'utf8' });
  return { code: status, out: stdout + stderr };
}
const tsv = (...lines: string[]) => Buffer.from(['ar\ten', ...lines].join('\n'));
const lexicons = async () => (await node.pool.query('select name, pairs from search.lexicons order by name')).rows;
const pairs = async () => (await node.pool.query<{ count: number }>('select count(*)::int as count from search.lexicon_pairs')).rows[0]?.count;
const found = async (q: string) =>
  (await searchRecords(ctx(), { q, limit: 5, filters: { kind: ['thing'] } })).records.map(({ ref_id, translated }) => [ref_id, translated]);

/** Waits until a node that runs has learned, at most ten seconds. */
async function becomes(q: string, wanted: unknown): Promise<void> {
  const until = performance.now() + 10_000;
  for (;;) {
    const now = await found(q);
    if (JSON.stringify(now) === JSON.stringify(wanted) || performance.now() > until) return assert.deepEqual(now, wanted);
    await sleep(100);
  }
}

test('a running node takes up what is imported, and forgets what is removed', async () => {
  await transaction(ctx(), (tx) =>
    indexDocument(tx, 'thing', {
      id: 'one',
      path: '/things/one',
      audiences: ['public'],
      facets: {},
      at: new Date(),
      tags: [],
      title: { en: 'Desalination by solar stills' },
      summary: {},
      body: {},
    }),
  );
  assert.deepEqual(await found('زرقفيل'), []);
  assert.deepEqual(
    await importLexicon(ctx(), { name: 'water', file: 'water.tsv', bytes: tsv('زرقفيل\tdesalination', 'زرقفيل\tdesalination', 'مقطر\tstill') }),
    {
      pairs: 2,
    },
  );
  await becomes('زرقفيل', [['one', true]]);
  assert.equal(await removeLexicon(ctx(), 'water'), true);
  await becomes('زرقفيل', []);
  assert.equal(await removeLexicon(ctx(), 'water'), false);
  assert.deepEqual([await lexicons(), await pairs()], [[], 0]);
});

test('a lexicon of the same name is replaced; a broken file changes nothing', async () => {
  await importLexicon(ctx(), { name: 'terms', file: 'terms.tsv', bytes: tsv('ماء\twater', 'هواء\tair') });
  await importLexicon(ctx(), { name: 'terms', file: 'terms.tsv', bytes: tsv('نار\tfire') });
  assert.deepEqual([await lexicons(), await pairs()], [[{ name: 'terms', pairs: 1 }], 1]);
  await assert.rejects(importLexicon(ctx(), { name: 'terms', file: 'terms.tsv', bytes: tsv('ماء\twater', 'هواء') }), { name: 'LexiconError', line: 3 });
  assert.deepEqual([await lexicons(), await pairs()], [[{ name: 'terms', pairs: 1 }], 1]);
});

test('the command imports, lists, removes, and says which line of which file is wrong', async () => {
  const good = join(folder, 'fire.tsv');
  const bad = join(folder, 'bad.tsv');
  await writeFile(good, tsv('إطفاء\tfirefighting'));
  await writeFile(bad, tsv('إطفاء'));
  assert.deepEqual(command('lexicon', 'import', good, '--name', 'fire', '--json'), { code: 0, out: '{"name":"fire","pairs":1}\n' });
  assert.match(command('lexicon', 'list').out, /^fire {2}tsv {2}1 pairs/m);
  const refused = command('lexicon', 'import', bad);
  assert.equal(refused.code, 1);
  assert.match(refused.out, /bad\.tsv: line 2: two terms .*Nothing was changed/);
  assert.equal(command('lexicon', 'remove', 'fire').code, 0);
  assert.equal(command('lexicon', 'remove', 'fire').code, 1);
  assert.equal(command('lexicon', 'import').code, 2);
  assert.match(command('lexicon', '--help').out, /Open Multilingual/);
});
