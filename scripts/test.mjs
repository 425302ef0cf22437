// npm test: installs what is needed, checks, builds, and runs every test; ends with the test runner's own summary.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { install, root } from './install.mjs';

const run = (command, args, options = {}) => spawnSync(command, args, { cwd: root, stdio: 'inherit', ...options }).status ?? 1;

/** Debian's Chromium draws the pages under test. */
function needChromium() {
  if (existsSync('/usr/bin/chromium')) return;
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    console.log("Installing Debian's Chromium.");
    run('apt-get', ['update', '-qq']);
    if (
      run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-dejavu-core'], {
        env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      }) === 0 &&
      existsSync('/usr/bin/chromium')
    )
      return;
  }
  console.error('The tests need Chromium at /usr/bin/chromium. As root: apt-get install chromium');
  process.exit(1);
}

install('all');
needChromium();
if (run(process.execPath, [join(root, 'scripts/build.mjs')]) !== 0) process.exit(1);
if (run(process.execPath, [join(root, 'scripts/check.mjs')]) !== 0) process.exit(1);
const wanted = process.argv.slice(2);
const files =
  wanted.length > 0
    ? wanted
    : readdirSync(join(root, 'src'), { recursive: true })
        .filter((name) => /\.test\.tsx?$/.test(name))
        .map((name) => join('src', name))
        .sort();
process.exit(
  run(process.execPath, ['--import', 'tsx', '--test', '--test-concurrency=2', '--test-reporter=spec', ...files], { env: { ...process.env, TZ: 'UTC' } }),
);
