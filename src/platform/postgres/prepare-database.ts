import type pg from 'pg';
import { codeOf } from './error-code.ts';
import { type Secrets, urlsOf } from './secrets.ts';
import { withClient } from './with-client.ts';

/** Kept in the cluster itself, as the last step, so that it can never disagree with what it vouches for. */
const mark = 'prepared by Tabadul: 1';

/** Makes the two roles and the database. Each step can be repeated; all are, until the last one has left its mark. */
export async function prepareDatabase(secrets: Secrets, socketDir: string): Promise<void> {
  await withClient(urlsOf(secrets, socketDir).superUrl, async (client) => {
    const marks = await client.query(`select shobj_description(oid, 'pg_database') as mark from pg_database where datname = 'tabadul'`);
    if (marks.rows[0]?.mark === mark) return;
    await makeRole(client, 'tabadul_owner', secrets.owner);
    await makeRole(client, 'tabadul_app', secrets.app);
    await unlessThere(client, 'create database tabadul owner tabadul_owner template template0');
    await client.query('revoke all on database tabadul, postgres, template1 from public');
    await client.query('grant connect on database tabadul to tabadul_app');
    await client.query(`comment on database tabadul is '${mark}'`);
  });
}

async function makeRole(client: pg.Client, role: string, secret: string): Promise<void> {
  await unlessThere(client, `create role ${role}`);
  await client.query(`alter role ${role} login nosuperuser nobypassrls nocreatedb nocreaterole noreplication password '${secret}'`);
}

async function unlessThere(client: pg.Client, sql: string): Promise<void> {
  await client.query(sql).catch((error) => {
    const thereAlready = ['42710', '42P04', '23505'].includes(codeOf(error));
    if (!thereAlready) throw error;
  });
}
