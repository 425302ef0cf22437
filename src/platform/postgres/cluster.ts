import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Binaries } from './binaries.ts';
import { codeOf } from './error-code.ts';
import type { Runner } from './runner.ts';
import { clusterDir, isAlive, syncDir } from './server-files.ts';

/**
 * Makes the cluster on first start: beside its place, then renamed into it, so that a kill in the midst leaves
 * nothing half made, and of two first starts at once one wins (both used the same secrets).
 */
export async function makeCluster(home: string, superSecret: string, binaries: Binaries, runner: Runner): Promise<void> {
  const cluster = clusterDir(home);
  await removeAbandonedDrafts(home);
  if (existsSync(cluster)) return;
  const draft = await mkdtemp(`${cluster}.draft-${process.pid}-`);
  const secretFile = `${draft}.secret`;
  try {
    await writeFile(secretFile, superSecret, { mode: 0o600 });
    await Promise.all([runner.own(draft), runner.own(secretFile)]);
    await initdb(draft, secretFile, binaries, runner);
    await rename(draft, cluster).catch((error) => {
      if (!['ENOTEMPTY', 'EEXIST'].includes(codeOf(error))) throw error;
    });
    await syncDir(home);
  } finally {
    await Promise.all([draft, secretFile].map((file) => rm(file, { recursive: true, force: true })));
  }
}

/**
 * Text sorts by code point and knows upper and lower case of all scripts through the provider inside PostgreSQL:
 * the same on every machine, and no index breaks when a system library changes. LC_CTYPE matters to the text
 * search parser alone, which under "C" takes the Arabic comma for a letter; macOS before 14 has no C.UTF-8.
 */
async function initdb(dir: string, secretFile: string, binaries: Binaries, runner: Runner): Promise<void> {
  const [command, args, options] = runner.wrap(binaries.initdb, [
    ...['--pgdata', dir, '--username', 'tabadul_super', '--pwfile', secretFile, '--auth', 'scram-sha-256'],
    ...['--encoding', 'UTF8', '--locale', 'C', '--lc-ctype', process.platform === 'darwin' ? 'C' : 'C.UTF-8'],
    ...['--locale-provider', 'builtin', '--builtin-locale', 'C.UTF-8', '--no-instructions'],
  ]);
  const child = spawn(command, args, { ...options, stdio: ['ignore', 'ignore', 'pipe'] });
  let stderr = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const status = await new Promise((resolve, reject) => child.once('error', reject).once('close', resolve));
  if (status !== 0) throw new Error(`the embedded database could not be made in ${dir}: ${stderr.trim()}`);
}

async function removeAbandonedDrafts(home: string): Promise<void> {
  for (const name of await readdir(home)) {
    const maker = /^data\.draft-(\d+)-/.exec(name)?.[1];
    if (!maker || isAlive(Number(maker))) continue;
    // an initdb that outlived its killed parent may still write here; what it leaves goes at the next start
    await rm(path.join(home, name), { recursive: true, force: true }).catch(() => {});
  }
}
