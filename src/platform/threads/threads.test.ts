import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { projectRoot } from '#platform/root.ts';
import type { SampleAnswers } from '#platform/testing/sample.thread.ts';
import type * as Threads from './start-thread.ts';
import { startThread } from './start-thread.ts';

const file = 'platform/testing/sample.thread.ts';
let folder: string;

/** Bundled as scripts/build.mjs does it. */
async function bundled(): Promise<typeof Threads> {
  await build({
    entryPoints: { start: join(projectRoot, 'src/platform/threads/start-thread.ts'), 'sample.thread': join(projectRoot, 'src', file) },
    outdir: folder,
    bundle: true,
    splitting: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    logLevel: 'error',
  });
  return (await import(pathToFileURL(join(folder, 'start.js')).href)) as typeof Threads;
}

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tabadul-threads-'));
  await writeFile(join(folder, 'package.json'), '{"type":"module"}');
});
after(() => rm(folder, { recursive: true, force: true }));

for (const [from, starter] of [
  ['source', async () => startThread],
  ['the bundle', async () => (await bundled()).startThread],
] as const) {
  test(`a thread started from ${from} answers, fails by question, and can be stopped`, async () => {
    const thread = (await starter())<SampleAnswers>(file);
    assert.deepEqual(await Promise.all([thread.ask('add', { left: 2, right: 3 }), thread.ask('add', { left: 4, right: 5 })]), [5, 9]);
    await assert.rejects(thread.ask('fail', 'E_FAR'), { name: 'RangeError', message: 'too far', code: 'E_FAR' });
    const numbers = new Float64Array(3);
    assert.deepEqual(await thread.ask('fill', numbers, [numbers.buffer]), new Float64Array([7, 7, 7]));
    assert.equal(numbers.length, 0, 'what was transferred is gone here');
    await thread.stop();
    assert.equal(await thread.ended, undefined);
    await assert.rejects(thread.ask('add', { left: 1, right: 1 }), { name: 'ThreadEnded' });
  });
}

test('a thread that ends by itself fails what it was asked, and says so', async () => {
  const thread = startThread<SampleAnswers>(file);
  await assert.rejects(thread.ask('die', 3), { name: 'ThreadEnded', message: /sample\.thread\.ts ended: ended with code 3/ });
  assert.match((await thread.ended)?.message ?? '', /code 3/);
});

test('a thread file that does not exist is an error of the question', async () => {
  const thread = startThread<SampleAnswers>('platform/threads/no-such.thread.ts');
  await assert.rejects(thread.ask('add', { left: 1, right: 1 }), { name: 'ThreadEnded' });
});
