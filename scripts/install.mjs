// Makes node_modules match package-lock.json, unless npm's own record of what it installed says that it does.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export const root = new URL('..', import.meta.url).pathname;

/** Installs what is needed to run (`run`) or to test as well (`all`). No install scripts are run: none is needed. */
export function install(share) {
  if (isInstalled(share)) return;
  console.log(share === 'all' ? 'Installing packages, tools for tests included.' : 'Installing packages.');
  const flags = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error', ...(share === 'run' ? ['--omit=dev'] : [])];
  const { status } = spawnSync(process.platform === 'win32' ? 'npm.cmd' : 'npm', flags, { cwd: root, stdio: 'inherit', env: { ...process.env, NODE_ENV: '' } });
  if (status !== 0) {
    console.error('npm ci did not finish: see its message above. The package registry must be reachable once.');
    process.exit(1);
  }
}

/** Whether each package of the lock is there in its version. What is for other systems alone (optional) is npm's matter. */
function isInstalled(share) {
  const record = join(root, 'node_modules/.package-lock.json');
  if (!existsSync(record)) return false;
  const there = packagesOf(record);
  return Object.entries(packagesOf(join(root, 'package-lock.json'))).every(
    ([path, { version, dev, optional }]) => path === '' || optional || (dev && share === 'run') || there[path]?.version === version,
  );
}

const packagesOf = (file) => JSON.parse(readFileSync(file, 'utf8')).packages;
