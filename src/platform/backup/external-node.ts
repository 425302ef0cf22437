import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chown, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { makePool } from '#platform/db/pool.ts';
import { withClient } from '#platform/postgres/with-client.ts';
import type { TestNode } from './testing.ts';

const binaries = '/usr/lib/postgresql/15/bin';
const nobody = 65_534;
const foreign = ['datestyle=ISO, DMY', 'timezone=Asia/Dubai', 'bytea_output=escape', 'intervalstyle=sql_standard', 'extra_float_digits=0'].flatMap(
  (setting) => ['-c', setting],
);

/** A PostgreSQL 15 that is not ours, for tests: its own locale, roles and settings. Undefined where there is none. */
export async function startExternalNode(): Promise<{ node: TestNode; stop(): Promise<void> } | undefined> {
  if (!existsSync(binaries)) return undefined;
  const folder = await mkdtemp(path.join(tmpdir(), 'tabadul-external-'));
  const ids = process.getuid?.() === 0 ? { uid: nobody, gid: nobody } : {};
  if (ids.uid) await chown(folder, ids.uid, ids.gid);
  const cluster = path.join(folder, 'data');
  const made = spawnSync(`${binaries}/initdb`, ['-D', cluster, '-U', 'super', '-A', 'trust', '-E', 'UTF8', '--locale', 'C.UTF-8'], {
    ...ids,
    encoding: 'utf8',
  });
  if (made.status !== 0) throw new Error(made.stderr);
  const settings = ['-c', 'listen_addresses=', '-c', `unix_socket_directories=${folder}`, ...foreign];
  const server = spawn(`${binaries}/postgres`, ['-D', cluster, ...settings], { ...ids, stdio: 'ignore' });
  const url = (role: string, database: string): string => `postgresql://${role}@/${database}?host=${encodeURIComponent(folder)}&port=5432`;
  await untilReady(url('super', 'postgres'));
  await withClient(url('super', 'postgres'), async (client) => {
    await client.query('create role the_owner login');
    await client.query('create role serving login');
    await client.query('create database node owner the_owner');
  });
  const ownerPool = makePool(url('the_owner', 'node'), 3);
  const dataDir = path.join(folder, 'node');
  await mkdir(dataDir);
  const stop = async (): Promise<void> => {
    await ownerPool.end();
    server.kill('SIGINT');
    await once(server, 'close');
    await rm(folder, { recursive: true, force: true });
  };
  return {
    node: {
      ownerPool,
      ownerUrl: url('the_owner', 'node'),
      servingUrl: url('serving', 'node'),
      servingRole: 'serving',
      dataDir,
    },
    stop,
  };
}

async function untilReady(url: string): Promise<void> {
  for (const deadline = Date.now() + 20_000; ; await sleep(100)) {
    const ready = await withClient(url, (client) => client.query('select 1')).catch((error: Error) => error);
    if (!(ready instanceof Error)) return;
    if (Date.now() > deadline) throw ready;
  }
}
