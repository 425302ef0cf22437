import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import test, { after, before } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { runCrashRounds } from './crash-rounds.ts';
import { findServer } from './server-files.ts';
import { stopServer } from './spawn-server.ts';
import { attachPostgres, startPostgres } from './supervisor.ts';
import { withClient } from './with-client.ts';

let folder = '';
before(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'tabadul-test-'));
  await chmod(folder, 0o711);
});
after(() => rm(folder, { recursive: true, force: true }));

const dirOf = (name: string) => path.join(folder, name);
const homeOf = (name: string) => path.join(folder, name, 'postgres');
const asRoot = process.getuid?.() === 0;
const modeOf = async (file: string) => ((await stat(file)).mode & 0o777).toString(8);
const select = (url: string, sql: string) => withClient(url, async (client) => (await client.query(sql)).rows);

/** A node process that starts the server, says `ready <ms>` and then does nothing. */
function startElsewhere(dataDir: string, ids: { uid?: number; gid?: number } = {}): ChildProcess {
  const script = fileURLToPath(new URL('./crash-writer.ts', import.meta.url));
  return spawn(process.execPath, ['--import', 'tsx', script, dataDir], {
    ...ids,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

async function untilReady(child: ChildProcess): Promise<void> {
  const [word] = await Promise.race([once(child.stdout as NodeJS.ReadableStream, 'data'), once(child, 'close')]);
  assert.match(String(word), /^ready/);
}

async function killNode(child: ChildProcess): Promise<void> {
  const gone = once(child, 'close');
  child.kill('SIGKILL');
  await gone;
}

test('a first start makes a private server with three roles, and later starts find it again', async () => {
  const dataDir = dirOf('بيانات العقدة 1');
  const lines: string[] = [];
  const cold = await startPostgres({ dataDir, log: (line) => lines.push(line) });
  assert.match(lines.join('\n'), /^PostgreSQL started in \d+ ms \(process \d+\)$/);
  assert.equal(cold.adopted, false);

  const home = path.join(dataDir, 'postgres');
  assert.equal(await modeOf(home), '700');
  assert.equal(await modeOf(path.join(home, 'secrets.json')), '600');
  const record = JSON.parse(await readFile(path.join(home, 'server.json'), 'utf8'));
  assert.equal(record.pid, cold.pid);
  assert.equal(await modeOf(record.socket), '700');
  assert.ok(Buffer.byteLength(`${record.socket}/.s.PGSQL.5432`) < 107);

  const roles = await select(
    cold.superUrl,
    `select rolname, rolsuper, rolbypassrls, rolcreatedb, rolcreaterole from pg_roles where rolname ~ 'tabadul' order by 1`,
  );
  const plain = { rolsuper: false, rolbypassrls: false, rolcreatedb: false, rolcreaterole: false };
  assert.deepEqual(roles[0], { rolname: 'tabadul_app', ...plain });
  assert.deepEqual(roles[1], { rolname: 'tabadul_owner', ...plain });
  assert.equal(roles[2].rolsuper, true);
  const [set] = await select(
    cold.servingUrl,
    `select current_user as role, current_setting('listen_addresses') as tcp, current_setting('fsync') as fsync,
      current_setting('server_encoding') as encoding, to_tsvector('simple', 'مرحبا، عالم')::text as words`,
  );
  const words = process.platform === 'darwin' ? set.words : `'عالم':2 'مرحبا':1`;
  assert.deepEqual(set, { role: 'tabadul_app', tcp: '', fsync: 'on', encoding: 'UTF8', words });
  await assert.rejects(select(cold.servingUrl, 'create table t (id int)'), { code: '42501' });
  await assert.rejects(select(cold.ownerUrl.replace(/:[^@:]+@/, ':wrong@'), 'select 1'), { code: '28P01' });

  await select(cold.ownerUrl, `create schema kept; create table kept.words (word text); insert into kept.words values ('تبادُل')`);
  await Promise.all([cold.stop(), cold.stop()]);
  assert.equal(existsSync(record.socket), false);
  assert.throws(() => process.kill(cold.pid, 0), { code: 'ESRCH' });

  await truncate(path.join(home, 'server.log'), 11 * 1024 * 1024);
  const warm = await startPostgres({ dataDir });
  assert.equal(warm.adopted, false);
  assert.deepEqual(await select(warm.ownerUrl, 'select word from kept.words'), [{ word: 'تبادُل' }]);
  assert.ok((await stat(path.join(home, 'server.log'))).size < 10_000);
  assert.ok(existsSync(path.join(home, 'server.log.1')));
  await warm.stop();
});

test('of two first starts at once one serves, the other is refused by name, and commands attach', async () => {
  assert.equal(await attachPostgres(dirOf('two')), null);
  const starts = await Promise.allSettled([startPostgres({ dataDir: dirOf('two') }), startPostgres({ dataDir: dirOf('two') })]);
  const served = starts.flatMap((start) => (start.status === 'fulfilled' ? [start.value] : []));
  const refused = starts.flatMap((start) => (start.status === 'rejected' ? [String(start.reason)] : []));
  assert.equal(served.length, 1, refused.join('\n'));
  assert.match(String(refused), new RegExp(`Tabadul, process ${process.pid} already serves .*two/postgres/data: stop it first`));
  assert.deepEqual((await readdir(homeOf('two'))).sort(), ['data', 'secrets.json', 'server.json', 'server.log']);

  const attached = await attachPostgres(dirOf('two'));
  assert.equal(attached?.servingUrl, served[0]?.servingUrl);
  assert.equal((await select(attached?.ownerUrl ?? '', 'select 1 as one'))[0].one, 1);
  await served[0]?.stop();
  assert.equal(await attachPostgres(dirOf('two')), null);
});

test('the server outlives the kill of its process and is taken over, still running', async () => {
  const child = startElsewhere(dirOf('two'));
  await untilReady(child);
  await assert.rejects(startPostgres({ dataDir: dirOf('two') }), new RegExp(`process ${child.pid} already serves`));
  await killNode(child);
  const pid = (await findServer(homeOf('two')))?.pid;
  assert.notEqual(await attachPostgres(dirOf('two')), null);
  const adopted = await startPostgres({ dataDir: dirOf('two') });
  assert.equal(adopted.adopted, true);
  assert.equal(adopted.pid, pid);
  await adopted.stop();
  assert.equal(await attachPostgres(dirOf('two')), null);
});

test('a pid file whose number now belongs to another process does not stop the start', async () => {
  const pidFile = path.join(homeOf('two'), 'data/postmaster.pid');
  const server = await startPostgres({ dataDir: dirOf('two') });
  const text = await readFile(pidFile, 'utf8');
  await server.stop();
  const stranger = spawn('sleep', ['60']);
  await writeFile(pidFile, text.replace(/^\d+/, String(stranger.pid)), { mode: 0o600 });
  const again = await startPostgres({ dataDir: dirOf('two') });
  assert.equal(again.adopted, false);
  assert.equal(stranger.exitCode, null);
  await again.stop();
  stranger.kill();
});

test('wrong permissions are refused with what to do, or with what PostgreSQL says', async () => {
  const secrets = path.join(homeOf('two'), 'secrets.json');
  await chmod(secrets, 0o644);
  await assert.rejects(startPostgres({ dataDir: dirOf('two') }), /secrets\.json can be read by other users: run chmod 600/);
  await chmod(secrets, 0o600);
  await chmod(path.join(homeOf('two'), 'data'), 0o755);
  await assert.rejects(startPostgres({ dataDir: dirOf('two') }), /did not start: .*has invalid permissions/);
  await chmod(path.join(homeOf('two'), 'data'), 0o700);
  await writeFile(secrets, JSON.stringify({ super: 'a', owner: 'b', app: 'c' }), { mode: 0o600 });
  await assert.rejects(startPostgres({ dataDir: dirOf('two') }), /does not accept the secrets of secrets\.json/);
  assert.equal(await findServer(homeOf('two')), null);
});

test('a kill in the midst of the first start leaves nothing half made', async () => {
  const child = startElsewhere(dirOf('killed'));
  const drafts = async () => (await readdir(homeOf('killed')).catch(() => [])).filter((name) => name.includes('.draft-'));
  while ((await drafts()).length === 0) await sleep(5);
  await sleep(150);
  await killNode(child);
  assert.equal(existsSync(path.join(homeOf('killed'), 'data')), false);
  const server = await startPostgres({ dataDir: dirOf('killed') });
  await select(server.servingUrl, 'select 1');
  await server.stop();
});

test('as root without user namespaces the server runs under another uid, and stays there', {
  skip: !asRoot,
}, async () => {
  await mkdir(homeOf('uid'), { recursive: true });
  await writeFile(path.join(homeOf('uid'), 'server.json'), JSON.stringify({ pid: null, socket: null, how: 'uid' }));
  const server = await startPostgres({ dataDir: dirOf('uid') });
  assert.equal((await stat(`/proc/${server.pid}`)).uid, 65_534);
  assert.equal((await stat(path.join(homeOf('uid'), 'data/base'))).uid, 65_534);
  await select(server.servingUrl, 'select 1');
  await server.stop();

  await chmod(dirOf('uid'), 0o700);
  await assert.rejects(startPostgres({ dataDir: dirOf('uid') }), /made to run PostgreSQL by "uid", which this machine no longer permits/);
});

test('an ordinary user runs it directly, and root is refused on that directory', { skip: !asRoot }, async () => {
  const nobody = { uid: 65_534, gid: 65_534 };
  await mkdir(dirOf('nobody'), { mode: 0o777 });
  await chmod(dirOf('nobody'), 0o777);
  const child = startElsewhere(dirOf('nobody'), nobody);
  await untilReady(child);
  assert.equal(JSON.parse(await readFile(path.join(homeOf('nobody'), 'server.json'), 'utf8')).how, 'direct');
  await assert.rejects(startPostgres({ dataDir: dirOf('nobody') }), /belongs to uid 65534.*run Tabadul as its owner/);
  await killNode(child);
  const server = await findServer(homeOf('nobody'));
  assert.ok(server);
  await stopServer(homeOf('nobody'), server);
});

test('after four kills nothing acknowledged is lost or doubled, and each start takes less than 5 s', {
  skip: process.platform !== 'linux',
}, async () => {
  const { slowestStartMs, acknowledged, ...rest } = await runCrashRounds({ rounds: 4, seed: 7 });
  assert.deepEqual(rest, { rounds: 4, lost: 0, doubled: 0 });
  assert.ok(acknowledged > 100, `only ${acknowledged} acknowledged`);
  assert.ok(slowestStartMs < 5_000, `a start took ${slowestStartMs} ms`);
});
