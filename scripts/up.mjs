// npm run up: installs, builds, and starts the product on its embedded database with facts and demonstration set.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { install, root } from './install.mjs';

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Tabadul needs Node.js 20.19 or later; this is ${process.versions.node}.`);
  process.exit(1);
}
install('run');
if (!isBuilt()) {
  console.log('Building.');
  const { status } = spawnSync(process.execPath, [join(root, 'scripts/build.mjs')], { cwd: root, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
const demo = process.env.TABADUL_PRODUCTION === 'yes' ? [] : ['--demo'];
// Only here: reading the maps takes a third of a second, which every other command would pay too.
const env = { ...process.env, NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ''} --enable-source-maps`.trim() };
const server = spawn(join(root, 'bin/tabadul.mjs'), ['serve', ...demo], { cwd: root, env, stdio: 'inherit' });
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => server.kill(signal));
server.on('exit', (code) => process.exit(code ?? 1));

/** Whether the bundle is newer than every source it is made of. */
function isBuilt() {
  const bundle = join(root, 'dist/assets.json');
  if (!existsSync(bundle)) return false;
  const built = statSync(bundle).mtimeMs;
  const newest = (folder) =>
    Math.max(
      ...readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => statSync(join(entry.parentPath, entry.name)).mtimeMs),
    );
  return built > Math.max(newest('src'), newest('scripts'), statSync(join(root, 'package-lock.json')).mtimeMs);
}
