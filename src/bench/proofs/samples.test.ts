import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { type DemoNode, startDemoNode } from '#main/testing/demo-node.ts';
import { createOrLoadSigningKey, type SigningKey } from '#platform/audit/keys.ts';
import { runTamperRounds } from '#platform/audit/tamper-rounds.ts';
import { runApiFuzz } from './api-fuzz.ts';
import { runArabicForms } from './arabic-forms.ts';
import { inEmptyDatabase, runProofs, runRollbacks } from './audit-proofs.ts';
import { runReplays } from './idempotency.ts';
import { runNonInterference } from './non-interference.ts';
import { runPublishes } from './publishing.ts';
import { runSearchNonInterference } from './search-non-interference.ts';

/* A seeded sample of each proof of `npm run prove`; the full counts are in docs/proofs.md. */

const seed = 20_261_121;
let node: DemoNode;
let key: SigningKey;
before(async () => {
  node = await startDemoNode();
  key = await createOrLoadSigningKey(join(node.node.dataDir, 'keys'));
});
after(() => node.close());

test('twenty calls at once under one key make one draft and get one answer', async () => {
  const result = await runReplays(node, { rounds: 8, parallel: 20, seed });
  assert.deepEqual([result.wrongEffects, result.differentAnswers, result.acceptedReuse], [0, 0, 0]);
});

test('what a reader may not know changes no byte of an answer to that reader', async () => {
  // Without background work: what the acts of the set-up tell people would arrive in the midst of a pair.
  const still = await startDemoNode({ worker: false });
  const result = await runNonInterference(still, { pairs: 76, perPair: 8, seed }).finally(() => still.close());
  assert.deepEqual(result.differences, []);
  assert.ok(result.answers > 1_000 && result.kinds > 15, JSON.stringify(result));
});

test('whatever a program sends, the API answers within its description and never fails', async () => {
  const own = await startDemoNode({ worker: false });
  const result = await runApiFuzz(own, { perOperation: 3, seed }).finally(() => own.close());
  assert.deepEqual([result.failed, result.outside], [[], []]);
  assert.ok(result.done > result.requests / 10, JSON.stringify(result));
});

test('records that a reader may not see change no byte of what a search answers that reader', () => {
  const result = runSearchNonInterference({ pairs: 60, perPair: 6, seed });
  assert.deepEqual(result.differences, []);
});

test('forty who publish at once publish once', async () => {
  const result = await runPublishes(node, { rounds: 2, parallel: 40 });
  assert.deepEqual(result, { rounds: 2, calls: 80, published: 2, otherAnswers: 0, wrongEffects: 0 });
});

test('changes of history made as a superuser are found, and the entry is named', async () => {
  const missed: string[] = [];
  const result = await inEmptyDatabase(node.postgres, 'tamper_sample', (pool) =>
    runTamperRounds(pool, { key, rounds: 60, seed, log: (line) => missed.push(line) }),
  );
  assert.deepEqual([missed, result.found, result.named], [[], 60, result.nameable]);
});

test('a log that was cut back is sound by itself, and found by a head kept elsewhere', async () => {
  const result = await inEmptyDatabase(node.postgres, 'rollback_sample', (pool) => runRollbacks(pool, key, { rounds: 3, seed }));
  assert.deepEqual(result, { rounds: 3, soundAlone: 3, foundWithHead: 3, foundWrittenAnew: 3 });
});

test('entries of the log are proven by a program that knows nothing of the product, in little space and time', async () => {
  const result = await runProofs({ db: node.superPool, key, proofs: 12, seed });
  assert.deepEqual([result.proven, result.forgedAccepted], [12, 0]);
  assert.ok(result.largestBytes <= 2_048, `${result.largestBytes} bytes`);
  // A guard against work that grows with the log, not a figure: the figure is that of `npm run prove`.
  assert.ok(result.medianMs < 100, `${result.medianMs} ms`);
});

test('all Arabic forms within reach of a light stemmer are found', (t) => {
  const result = runArabicForms();
  if (!result) return t.skip('the shared Arabic forms are not on this machine');
  assert.equal(result.lightFound, result.light);
});
