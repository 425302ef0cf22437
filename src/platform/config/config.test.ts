import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { ConfigError, configMarkdown, configTable, readConfig } from './config.ts';

function messageOf(env: NodeJS.ProcessEnv): string {
  try {
    readConfig(env, '/srv');
  } catch (error) {
    assert.ok(error instanceof ConfigError);
    return error.message;
  }
  assert.fail('expected a ConfigError');
}

test('an empty environment is a node on one machine with the embedded database', () => {
  const expected = {
    databaseUrl: null,
    databaseOwnerUrl: null,
    port: 3000,
    host: '127.0.0.1',
    origin: 'http://localhost:3000',
    dataDir: '/srv/data',
    defaultLanguage: 'ar',
    digits: 'latn',
    timeZone: 'Asia/Dubai',
    production: false,
    embeddingsUrl: null,
    embeddingsModel: 'bge-m3',
    embeddingsKey: null,
  };
  assert.deepEqual(readConfig({}, '/srv'), expected);
  assert.deepEqual(readConfig({ PORT: '', ORIGIN: ' ', DATA_DIR: '' }, '/srv'), expected);
});

test('every variable can be set', () => {
  const env = {
    DATABASE_URL: 'postgresql://app:a@/tabadul?host=/run/pg',
    DATABASE_OWNER_URL: 'postgres://owner:b@db.example:5432/tabadul',
    PORT: '0',
    HOST: '::',
    ORIGIN: 'https://Exchange.example.gov/',
    DATA_DIR: '/var/lib/tabadul',
    DEFAULT_LANGUAGE: 'en',
    DIGITS: 'arab',
    TIME_ZONE: 'UTC',
    TABADUL_PRODUCTION: 'yes',
    EMBEDDINGS_URL: 'http://10.1.2.3:11434/api/embed',
    EMBEDDINGS_MODEL: 'intfloat/multilingual-e5-large',
    EMBEDDINGS_KEY: 'sk-1',
  };
  assert.deepEqual(readConfig(env, '/srv'), {
    databaseUrl: env.DATABASE_URL,
    databaseOwnerUrl: env.DATABASE_OWNER_URL,
    port: 0,
    host: '::',
    origin: 'https://exchange.example.gov',
    dataDir: '/var/lib/tabadul',
    defaultLanguage: 'en',
    digits: 'arab',
    timeZone: 'UTC',
    production: true,
    embeddingsUrl: { url: 'http://10.1.2.3:11434/api/embed', local: true },
    embeddingsModel: 'intfloat/multilingual-e5-large',
    embeddingsKey: 'sk-1',
  });
  assert.deepEqual(
    Object.values(configTable).map((setting) => setting.name),
    Object.keys(env),
  );
});

test('the origin follows the port until it is set', () => {
  assert.equal(readConfig({ PORT: '8080' }).origin, 'http://localhost:8080');
  assert.equal(readConfig({ PORT: '8080', ORIGIN: 'http://[::1]:9' }).origin, 'http://[::1]:9');
});

const wrong: readonly (readonly [string, string])[] = [
  ['DATABASE_URL', 'mysql://u:p@h/d'],
  ['DATABASE_URL', 'postgresql://u:p@h'],
  ['DATABASE_OWNER_URL', 'postgresql//u'],
  ['PORT', '65536'],
  ['PORT', '-1'],
  ['PORT', '3e3'],
  ['PORT', '٣٠٠٠'],
  ['HOST', 'a b'],
  ['HOST', 'http://x'],
  ['ORIGIN', 'example.gov'],
  ['ORIGIN', 'http://example.gov'],
  ['ORIGIN', 'https://example.gov/ar'],
  ['ORIGIN', 'https://example.gov?'],
  ['ORIGIN', 'https://user@example.gov'],
  ['ORIGIN', 'ftp://localhost'],
  ['DATA_DIR', 'a\0b'],
  ['DEFAULT_LANGUAGE', 'fr'],
  ['DIGITS', 'roman'],
  ['TIME_ZONE', 'Dubai'],
  ['TABADUL_PRODUCTION', 'true'],
];
for (const [name, value] of wrong) {
  test(`${name}=${JSON.stringify(value)} is refused by name, in both languages`, () => {
    const [english, arabic] = messageOf({ [name]: value }).split('\n');
    assert.match(english as string, new RegExp(`^${name} is `));
    assert.match(arabic as string, new RegExp(`${name}.*المتوقع`));
  });
}

test('all wrong values are reported together', () => {
  const message = messageOf({ PORT: 'x', DIGITS: 'y', TIME_ZONE: 'z' });
  for (const name of ['PORT', 'DIGITS', 'TIME_ZONE']) assert.match(message, new RegExp(`^${name} is`, 'm'));
  assert.equal(message.split('\n').length, 6);
});

test('a secret in an address is never shown', () => {
  for (const value of ['mysql://app:hu/nt@er2@db/x', 'app:hu/nt@er2@db', 'hu/nt@er2', 'pg://a?password=hu/nt@er2&b=1']) {
    const message = messageOf({ DATABASE_URL: value });
    assert.doesNotMatch(message, /hu\/nt|er2/);
    assert.match(message, /\*\*\*/);
  }
  assert.doesNotMatch(messageOf({ ORIGIN: 'https://me:hunter2@example.gov' }), /hunter2/);
});

test('an owner address without a serving address is refused instead of migrating the embedded database', () => {
  assert.match(messageOf({ DATABASE_OWNER_URL: 'postgresql://o:p@h/d' }), /both, or neither/);
});

test('an embeddings address is local only when it is an address of this machine or a private network', () => {
  const read = (text: string) => readConfig({ EMBEDDINGS_URL: text }, '/srv').embeddingsUrl;
  for (const local of [
    'http://localhost:1/api/embed',
    'http://127.0.0.1/v1/embeddings',
    'https://192.168.1.9/x/v1/embeddings',
    'http://[::1]:9/api/embed',
    'http://[fd00::1]/api/embed',
  ])
    assert.equal(read(local)?.local, true, local);
  for (const remote of [
    'https://api.example.org/v1/embeddings',
    'https://127.0.0.1.example.org/api/embed',
    'https://172.32.0.1/api/embed',
    'https://[2001:db8::1]/api/embed',
  ])
    assert.equal(read(remote)?.local, false, remote);
  for (const wrong of [
    'http://api.example.org/v1/embeddings',
    'https://u:p@host/v1/embeddings',
    'https://host/v1/embeddings?x=1',
    'https://host/v1',
    'ftp://127.0.0.1/api/embed',
    'nonsense',
  ])
    assert.throws(() => read(wrong), ConfigError, wrong);
  assert.throws(
    () => readConfig({ EMBEDDINGS_KEY: 'two words' }, '/srv'),
    (error: Error) => !error.message.includes('two words'),
  );
});

test('docs/configuration.md is what the table says', () => {
  assert.equal(readFileSync(new URL('../../../docs/configuration.md', import.meta.url), 'utf8'), configMarkdown());
});
