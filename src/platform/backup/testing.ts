import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, open, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import type pg from 'pg';
import tar from 'tar-stream';
import { auditBody, auditRows } from '#platform/audit/append.ts';
import { createOrLoadSigningKey } from '#platform/audit/keys.ts';
import { sealOnce } from '#platform/audit/seal.ts';
import { inTransaction } from '#platform/audit/transaction.ts';
import { makePool } from '#platform/db/pool.ts';
import { storeUpload } from '#platform/files/store.ts';
import { type EmbeddedPostgres, startPostgres } from '#platform/postgres/supervisor.ts';
import { withClient } from '#platform/postgres/with-client.ts';
import { projectRoot } from '#platform/root.ts';
import { uuidv7 } from '#platform/values/ids.ts';
import { readArchive, wholeBody } from './archive-reader.ts';
import { keysFolder } from './data-folder.ts';
import { nameOf } from './format.ts';
import { copySettings, identifierOf, readTables } from './tables.ts';
import { trailerBytes, trailerOf } from './trailer.ts';

export const ownModules = ['thread', 'directory', 'vocabulary', 'measures', 'review', 'search', 'practices', 'exchange', 'partnerships', 'exports'];

/** A database and a data folder; the server may be shared. */
export interface TestNode {
  readonly ownerPool: pg.Pool;
  readonly ownerUrl: string;
  readonly servingUrl: string;
  readonly servingRole: string;
  readonly dataDir: string;
}

export interface TestServer {
  readonly folder: string;
  readonly server: EmbeddedPostgres;
  /** A new empty database with a new data folder. */
  newNode(): Promise<TestNode>;
  stop(): Promise<void>;
}

export async function startTestServer(): Promise<TestServer> {
  const folder = await mkdtemp(path.join(tmpdir(), 'tabadul-backup-'));
  const server = await startPostgres({ dataDir: path.join(folder, 'server') });
  const pools: pg.Pool[] = [];
  const newNode = async (): Promise<TestNode> => {
    const name = `node${pools.length}`;
    const at = (url: string): string => url.replace('/tabadul?', `/${name}?`);
    await withClient(server.superUrl, (client) => client.query(`create database ${name} owner tabadul_owner template template0`));
    const ownerPool = makePool(at(server.ownerUrl), 3);
    pools.push(ownerPool);
    const dataDir = path.join(folder, name);
    await mkdir(dataDir);
    return {
      ownerPool,
      ownerUrl: at(server.ownerUrl),
      servingUrl: at(server.servingUrl),
      servingRole: 'tabadul_app',
      dataDir,
    };
  };
  const stop = async (): Promise<void> => {
    await Promise.all(pools.map((pool) => pool.end()));
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  };
  return { folder, server, newNode, stop };
}

/** A module of one migration that ships with no release; answers the name under which `readMigrations` finds it. */
export async function extraModule(folder: string, name: string, sql: string): Promise<string> {
  await mkdir(path.join(folder, name, 'migrations'), { recursive: true });
  await writeFile(path.join(folder, name, 'migrations', `20990101-0001-${name}.sql`), sql);
  return path.relative(path.join(projectRoot, 'src/modules'), path.join(folder, name));
}

const awkward = 'تبادُل المعرفة\u200f\tسطر\nثانٍ \\. \\N "quoted" \u{1f54c}';

/** Rows of most kinds of value, files, and an audit log of some sealed batches and two entries that wait. */
export async function fillNode({ ownerPool, dataDir }: TestNode, scale = 1): Promise<void> {
  const country = `insert into directory.countries (code, name, aliases, origin) values ('AE', $1, $2, 'operator'), ('JO', $1, '[]', 'cldr')`;
  await ownerPool.query(country, [{ ar: awkward, en: 'a "name"' }, JSON.stringify([awkward, null, 1.5e300])]);
  const parent = uuidv7();
  const entity = `insert into directory.entities (id, code, country_code, type, parent_id, name, origin, created_at)
    select case when n = 1 then $1 else gen_random_uuid() end, 'E-' || n, 'AE', 'ministry', case when n = 1 then null else $1::uuid end, $2, 'record', now()
    from generate_series(1, 500) n order by n desc`;
  await ownerPool.query(entity, [parent, { ar: awkward }]);
  const person = uuidv7();
  await ownerPool.query(`insert into directory.people (id, name_ar, origin, created_at) values ($1, $2, 'record', '0044-03-15 BC')`, [person, awkward]);
  await ownerPool.query(`insert into directory.accounts (id, person_id, email, password_hash, created_at) values ($1, $1, 'a@b.c', 'x', 'infinity')`, [person]);
  const signIn = `insert into directory.sign_ins (id, token_hash, account_id, agent, second_factor, created_at, seen_at, ends_at) values ($1, $2, $1, '', true, now(), now(), now())`;
  await ownerPool.query(signIn, [person, Buffer.from(Array.from({ length: 256 }, (_, byte) => byte))]);
  // Longer than a piece of the archive, so that one row goes through several.
  const practice = `insert into practices.practices (id, code, entity_id, orig, state, version, card, divisions, origin, created_at, updated_at)
    select gen_random_uuid(), 'AE-' || (1000 + n), $1, 'ar', 'draft', 1, jsonb_build_object('ar', $2::text || repeat(n::text, case when n = 7 then 3000000 else 50 end)),
      array['01', $2, null, ''], 'record', now(), now() from generate_series(1, $3::int) n`;
  await ownerPool.query(practice, [parent, awkward, 2000 * scale]);
  await ownerPool.query(
    `insert into search.documents (kind, ref_id, path, audiences, facets, tags, texts, at) select 'practice', id::text, '/', '{public}', '{}', array[$1], card, now() from practices.practices limit 50`,
    [awkward],
  );
  await ownerPool.query(
    `insert into review.reviews (id, subject_kind, subject_id, stage, state, opened_at, due_on) values ($1, 'p', 'x', 'check', 'open', now(), now())`,
    [person],
  );
  await ownerPool.query(`insert into review.opinions values ($1, $1, '{"a": 3}', $2, now())`, [person, awkward]);
  await ownerPool.query(`insert into platform.outbox (id, name, payload, created_at) values ($1, 'x.y', '{}', now())`, [person]);
  for (let n = 0; n < 20 * scale; n += 1) await storeText(dataDir, `الملف ${n} `.repeat(n * 3000 + 1));
  const key = await createOrLoadSigningKey(keysFolder(dataDir));
  for (const entries of [300, 1, 77]) {
    await appendEntries(ownerPool, entries);
    await sealOnce(ownerPool, key);
  }
  await appendEntries(ownerPool, 2);
}

export async function storeText(dataDir: string, text: string): Promise<string> {
  const stored = await storeUpload(dataDir, 'ملف.txt', Readable.from([Buffer.from(text)]));
  return stored?.hash ?? '';
}

export async function appendEntries(pool: pg.Pool, count: number): Promise<void> {
  const rows = Array.from({ length: count }, () => {
    const [id, at] = [uuidv7(), new Date()];
    return {
      id,
      at,
      body: auditBody({ id, at, actor: { kind: 'system', id: null }, what: 'a.b.done', ref: { kind: 'k', id } }),
    };
  });
  const sql = `with entry as (insert into audit.entries (id, at, body) select * from unnest($1::uuid[], $2::timestamptz[], $3::bytea[]) returning id)
    insert into audit.unsealed select id from entry`;
  await pool.query(sql, auditRows(rows));
}

/** Every row of every table, each as a hash of its text, in an order of its own. */
export const contentOf = (pool: pg.Pool): Promise<Record<string, string[]>> =>
  inTransaction(pool, `begin; ${copySettings}`, async (tx) => {
    const content: Record<string, string[]> = {};
    for (const table of await readTables(tx)) {
      const { rows } = await tx.query<{ hash: string }>(`select md5(t::text) as hash from ${identifierOf(table)} t`);
      content[nameOf(table)] = rows.map(({ hash }) => hash).sort();
    }
    return content;
  });

/** All that a refused restore must leave alone: tables with their object ids, and every path and content in the data folder. */
export async function stateOf({ ownerPool, dataDir }: TestNode): Promise<unknown> {
  const { rows } = await ownerPool.query(
    `select c.oid, n.nspname, c.relname, c.relfilenode from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname !~ '^pg_' order by 1`,
  );
  const files = (await readdir(dataDir, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
  const hashes = files.map(async ({ parentPath, name }) => [
    path.join(parentPath, name),
    createHash('sha256')
      .update(await readFile(path.join(parentPath, name)))
      .digest('hex'),
  ]);
  return { rows, files: (await Promise.all(hashes)).sort() };
}

export interface RawEntry {
  readonly header: Partial<tar.Header> & { name: string };
  readonly content: Buffer;
}

/** The entries of a backup, to be changed and written again. */
export async function entriesOf(file: string): Promise<RawEntry[]> {
  const handle = await open(file);
  const entries: RawEntry[] = [];
  for await (const entry of readArchive(handle, (await handle.stat()).size - trailerBytes))
    entries.push({ header: { name: entry.name }, content: await wholeBody(entry) });
  await handle.close();
  return entries;
}

/** A file as a forger would write it: any entries, and a trailer that fits them. */
export async function forge(file: string, entries: readonly RawEntry[]): Promise<void> {
  const pack = tar.pack();
  const whole = buffer(pack as unknown as Readable);
  for (const { header, content } of entries) {
    const linked = header.type === 'symlink' || header.type === 'link';
    if (linked) pack.entry(header);
    else pack.entry(header, content);
  }
  pack.finalize();
  await seal(file, gzipSync(await whole));
}

export const seal = (file: string, archive: Buffer): Promise<void> =>
  writeFile(file, Buffer.concat([archive, trailerOf(createHash('sha256').update(archive).digest('hex'))]));
