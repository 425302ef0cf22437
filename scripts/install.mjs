// Makes node_modules match package-lock.json: one stamp says for which lock and which share it was installed.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export const root = new URL('..', import.meta.url).pathname;
const stampFile = join(root, 'node_modules', '.tabadul-install');

/** Installs what is needed to run (`run`) or to test as well (`all`). No install scripts are run: none is needed. */
export function install(share) {
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  const stamp = existsSync(stampFile) ? readFileSync(stampFile, 'utf8') : '';
  if (stamp === `${lock} all` || stamp === `${lock} ${share}`) return;
  console.log(share === 'all' ? 'Installing packages, tools for tests included.' : 'Installing packages.');
  const flags = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error', ...(share === 'run' ? ['--omit=dev'] : [])];
  const { status } = spawnSync(process.platform === 'win32' ? 'npm.cmd' : 'npm', flags, { cwd: root, stdio: 'inherit', env: { ...process.env, NODE_ENV: '' } });
  if (status !== 0) {
    console.error('npm ci did not finish: see its message above. The package registry must be reachable once.');
    process.exit(1);
  }
  writeFileSync(stampFile, `${lock} ${share}`);
}
