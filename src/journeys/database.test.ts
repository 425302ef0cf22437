import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { moduleNames } from '#main/modules.ts';
import { prepareSchema } from '#main/start.ts';
import { allStatements } from '#platform/db/statement.ts';
import { projectRoot } from '#platform/root.ts';
import { startTestNode, type TestNode } from '#platform/testing/test-node.ts';

let node: TestNode;
before(async () => {
  node = await startTestNode();
  await prepareSchema({ ...node.postgres }, () => undefined);
});
after(() => node.close());

test('every statement of the program can be prepared against the migrated schema, as the serving role', async () => {
  const statements = allStatements();
  assert.ok(statements.length > 100, `${statements.length} statements`);
  const client = await node.pool.connect();
  const failures: string[] = [];
  for (const [index, { name, text }] of statements.entries()) {
    await client.query(`prepare s${index} as ${text}`).catch((error: Error) => failures.push(`${name}: ${error.message}`));
  }
  client.release();
  assert.deepEqual(failures, []);
});

test('docs/schema.sql says what the migrations make', async () => {
  const { rows } = await node.superPool.query<{ line: string }>(
    `select format('%s.%s: %s', table_schema, table_name, string_agg(column_name || ' ' || data_type || case when is_nullable = 'NO' then ' not null' else '' end, ', ' order by ordinal_position)) as line
     from information_schema.columns where table_schema = any($1) group by table_schema, table_name
     union all
     select format('%s constraint %s: %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) from pg_constraint where connamespace::regnamespace::text = any($1) and contype <> 'n'
     union all
     select format('index %s', indexdef) from pg_indexes where schemaname = any($1)
     order by 1`,
    [['platform', 'audit', ...moduleNames]],
  );
  const made = `-- Made by the test of the same name from a migrated database; compare in review.\n${rows.map((row) => row.line).join('\n')}\n`;
  const file = join(projectRoot, 'docs/schema.sql');
  if (process.env.UPDATE_DOCS) await writeFile(file, made);
  assert.equal(await readFile(file, 'utf8'), made);
});

test('a second migration changes nothing', async () => {
  assert.deepEqual(await prepareSchema({ ...node.postgres }, () => undefined), []);
});
