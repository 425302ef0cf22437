import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import test, { after, before } from 'node:test';
import type { Queryable } from '#platform/db/statement.ts';
import { checkServingRole } from './check-serving-role.ts';
import { type EmbeddedPostgres, startPostgres } from './supervisor.ts';
import { withClient } from './with-client.ts';

let dataDir = '';
let server: EmbeddedPostgres;
before(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'tabadul-role-'));
  server = await startPostgres({ dataDir });
  await withClient(server.ownerUrl, (client) => client.query('create schema "My thing"; create table "My thing".records (id int)'));
});
after(async () => {
  await server.stop();
  await rm(dataDir, { recursive: true, force: true });
});

const asSuper = <Value>(use: (db: Queryable) => Promise<Value>) =>
  withClient(server.superUrl.replace('/postgres?', '/tabadul?'), (client) => use(client as Queryable));

test('the serving role of the embedded database passes, connected or by name', async () => {
  await withClient(server.servingUrl, (client) => checkServingRole(client as Queryable));
  await asSuper((db) => checkServingRole(db, 'tabadul_app'));
});

test('an owner is refused, and the statements printed make a role that passes', async () => {
  const refusal = await asSuper((db) => checkServingRole(db, 'tabadul_owner')).catch((error: Error) => error.message);
  assert.match(String(refusal), /role tabadul_owner owns "My thing"\.records, database tabadul, schema "My thing", so row-level security/);
  assert.match(String(refusal), /GRANT USAGE ON SCHEMA "My thing" TO tabadul_app;/);
  const statements = String(refusal)
    .split('\n')
    .filter((line) => line.endsWith(';'));
  await asSuper(async (db) => {
    for (const statement of statements) await db.query(statement.replaceAll('tabadul_app', 'serving'));
    await checkServingRole(db, 'serving');
  });
});

test('a superuser is refused by the connection alone', async () => {
  await asSuper(async (db) => {
    await assert.rejects(checkServingRole(db), /role tabadul_super is a superuser.*CREATE ROLE tabadul_app LOGIN NOSUPERUSER/s);
  });
});

test('BYPASSRLS and membership of an owner are refused with the statements that take them away', async () => {
  await asSuper(async (db) => {
    await db.query('create role loose login bypassrls; grant tabadul_owner to loose');
    const refusal = await checkServingRole(db, 'loose').catch((error: Error) => error.message);
    assert.match(String(refusal), /has BYPASSRLS and is a member of tabadul_owner/);
    await db.query('ALTER ROLE loose NOBYPASSRLS; REVOKE tabadul_owner FROM loose;');
    assert.ok(String(refusal).endsWith('ALTER ROLE loose NOBYPASSRLS;\nREVOKE tabadul_owner FROM loose;'));
    await checkServingRole(db, 'loose');
  });
});

test('a server older than 15 and an unknown role are refused', async () => {
  const old = { query: async () => ({ rows: [{ version: 140_012 }] }) } as unknown as Queryable;
  await assert.rejects(checkServingRole(old), /PostgreSQL 15 or later is needed; this server is 14/);
  await asSuper((db) => assert.rejects(checkServingRole(db, 'nobody'), /no role nobody/));
});
