import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { projectRoot } from '#platform/root.ts';

let folder: string;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tabadul-config-'));
});
after(() => rm(folder, { recursive: true, force: true }));

const serve = (env: Record<string, string>) => {
  const { PATH = '' } = process.env;
  return spawnSync(process.execPath, [join(projectRoot, 'bin/tabadul.mjs'), 'serve'], {
    cwd: folder,
    env: { PATH, DATA_DIR: join(folder, 'data'), ...env },
    encoding: 'utf8',
    timeout: 20_000,
  });
};

const wrong: readonly (readonly [env: Record<string, string>, read: string, expected: string])[] = [
  [{ PORT: 'eighty' }, 'PORT is "eighty"', 'a whole number from 0 to 65535'],
  [{ ORIGIN: 'http://exchange.example.gov' }, 'ORIGIN is "http://exchange.example.gov"', 'https://host without a path'],
  [{ TIME_ZONE: 'Dubai' }, 'TIME_ZONE is "Dubai"', 'an IANA time zone'],
  [{ DIGITS: 'roman', DEFAULT_LANGUAGE: 'fr' }, 'DIGITS is "roman"', 'latn or arab'],
  [{ DATABASE_URL: 'mysql://app:hunter2@db/x' }, 'DATABASE_URL is "mysql://app:***@db/x"', 'postgresql://role:secret@host'],
];
for (const [env, read, expected] of wrong) {
  test(`${Object.keys(env).join(' and ')}: a wrong value stops the start with its name, what was read and what is expected, and nothing is started`, async () => {
    const { status, stdout, stderr } = serve(env);
    assert.equal(status, 1, stderr);
    assert.equal(stdout, '');
    for (const name of Object.keys(env)) assert.match(stderr, new RegExp(`^${name} is `, 'm'));
    assert.ok(stderr.includes(read) && stderr.includes(expected), stderr);
    assert.match(stderr, /المتوقع/);
    assert.doesNotMatch(stderr, /hunter2|\n\s+at /);
    assert.equal(existsSync(join(folder, 'data')), false, 'no data folder was made');
    assert.deepEqual(await readdir(folder), []);
  });
}

test('the demonstration set is refused in production before anything is started', () => {
  const { PATH = '' } = process.env;
  const { status, stderr } = spawnSync(process.execPath, [join(projectRoot, 'bin/tabadul.mjs'), 'serve', '--demo'], {
    cwd: folder,
    env: { PATH, DATA_DIR: join(folder, 'data'), TABADUL_PRODUCTION: 'yes' },
    encoding: 'utf8',
    timeout: 20_000,
  });
  assert.equal(status, 2);
  assert.match(stderr, /refused in production/);
  assert.equal(existsSync(join(folder, 'data')), false);
});
