import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import autocannon from 'autocannon';
import { startDemoNode } from '#main/testing/demo-node.ts';
import { demoPassword } from '#modules/directory/load/load-demo.ts';
import { auditBody } from '#platform/audit/append.ts';
import { createOrLoadSigningKey, loadPublicKeys } from '#platform/audit/keys.ts';
import { sealOnce } from '#platform/audit/seal.ts';
import { verifyLog } from '#platform/audit/verify.ts';
import { makePool } from '#platform/db/pool.ts';
import { signInCookie } from '#platform/http/server.ts';
import { projectRoot } from '#platform/root.ts';
import { uuidv7 } from '#platform/values/ids.ts';
import { benchRecords, fillPractices } from './bench-data.ts';
import { usage } from './processes.ts';

interface Figure {
  readonly what: string;
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  readonly appCpu: number;
  readonly dbCpu: number;
}

const seconds = Number(process.env.BENCH_SECONDS ?? 8);
/** Only the figures whose name has this, without writing the report: for working on one of them. */
const only = process.env.BENCH_ONLY ?? '';
const figures: Figure[] = [];
const notes: string[] = [];

/** Starts a server as its own process and waits for the line that names its port. */
function start(command: string, args: readonly string[], env: Record<string, string>, ready: RegExp): Promise<{ child: ChildProcess; port: number }> {
  const child = spawn(command, args, { cwd: projectRoot, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'inherit'] });
  return new Promise((resolve, reject) => {
    child.stdout?.on('data', (chunk: Buffer) => {
      const port = ready.exec(chunk.toString())?.[1];
      if (port) resolve({ child, port: Number(port) });
    });
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}`)));
  });
}

interface Load {
  readonly what: string;
  readonly url: string;
  readonly app: number;
  readonly db: number;
  readonly options?: Partial<autocannon.Options>;
}

async function measure({ what, url, app, db, options = {} }: Load): Promise<void> {
  if (!what.includes(only)) return;
  await autocannon({ url, connections: 16, duration: 2, ...options });
  const before = [usage(app), usage(db)] as const;
  const result = await autocannon({ url, connections: 16, duration: seconds, ...options });
  const after = [usage(app), usage(db)] as const;
  const count = result['2xx'] + result['3xx'];
  if (result.non2xx > 0 || result.errors > 0) throw new Error(`${what}: ${result.non2xx} refused, ${result.errors} errors`);
  const cpu = (index: 0 | 1): number => ((after[index].cpu - before[index].cpu) * 1000) / count;
  const figure = { what, perSecond: count / result.duration, p50: result.latency.p50, p99: result.latency.p99, appCpu: cpu(0), dbCpu: cpu(1) };
  figures.push(figure);
  console.log(line(figure));
}

const line = (f: Figure): string =>
  `| ${f.what} | ${Math.round(f.perSecond).toLocaleString('en')} | ${f.p50} | ${f.p99} | ${(f.appCpu + f.dbCpu).toFixed(2)} (${f.appCpu.toFixed(2)} + ${f.dbCpu.toFixed(2)}) |`;

const node = await startDemoNode({ worker: false });
const { postgres } = node;
console.log(`Filling ${benchRecords} records.`);
await fillPractices(node.superPool, benchRecords);
const plain = await start(
  process.execPath,
  ['--import', 'tsx', join(projectRoot, 'src/bench/plain-server.ts')],
  { PLAIN_DATABASE: postgres.superUrl.replace('/postgres?', '/tabadul?') },
  /port (\d+)/,
);
const product = await start(
  join(projectRoot, 'bin/tabadul.mjs'),
  ['serve'],
  { DATABASE_URL: postgres.servingUrl, DATABASE_OWNER_URL: postgres.ownerUrl, PORT: '3999', DATA_DIR: node.node.dataDir },
  /answers at http:\/\/localhost:(\d+)/,
);
try {
  const app = product.child.pid as number;
  const base = `http://127.0.0.1:${product.port}`;
  const raw = `http://127.0.0.1:${plain.port}`;
  const code = 'QM-100500';
  await untilIndexed(base);
  const reader = await node.as('khalil.marasi@example.org');
  const cookie = reader.cookie(signInCookie('http://localhost:3000')) ?? '';
  const signedIn = { headers: { cookie: `tabadul=${cookie}` } };
  await measure({ what: 'plain node:http + pg, one record', url: `${raw}/one/${code}`, app: plain.child.pid as number, db: postgres.pid });
  await measure({ what: 'one practice, JSON, visitor', url: `${base}/api/v1/practices/${code}`, app, db: postgres.pid });
  await measure({ what: 'one practice, JSON, signed in', url: `${base}/api/v1/practices/${code}`, app, db: postgres.pid, options: signedIn });
  await measure({ what: 'one practice, full HTML page, Arabic', url: `${base}/ar/practices/${code}`, app, db: postgres.pid });
  await measure({ what: 'one practice, full HTML page, English', url: `${base}/en/practices/${code}`, app, db: postgres.pid });
  await measure({ what: 'plain node:http + pg, list of 20', url: `${raw}/list`, app: plain.child.pid as number, db: postgres.pid });
  await measure({ what: 'list of 20, JSON', url: `${base}/api/v1/practices`, app, db: postgres.pid });
  const rare = `${base}/api/v1/practices?q=100500`;
  const common = `${base}/api/v1/practices?q=${encodeURIComponent('waiting in health centres')}`;
  await measure({ what: 'search, rare word, JSON', url: rare, app, db: postgres.pid });
  await measure({ what: 'search, common phrase, JSON', url: common, app, db: postgres.pid });
  const full = figures.find(({ what }) => what.startsWith('search, common'));
  if (full) {
    const half = { overallRate: Math.floor(full.perSecond / 2) };
    await measure({ what: 'search, common phrase, JSON, half of that rate', url: common, app, db: postgres.pid, options: half });
  }
  notes.push(`Memory of the app process after reads: ${Math.round(usage(app).rss / 2 ** 20)} MB.`);
  await measure({ what: 'plain node:http + pg, insert one row', url: `${raw}/add`, app: plain.child.pid as number, db: postgres.pid });
  const author = await node.as('rima.tabibi@example.org');
  const writer = author.cookie(signInCookie('http://localhost:3000')) ?? '';
  const draft = JSON.stringify({
    entity: 'QM-HEALTH',
    orig: 'ar',
    title: { ar: 'ممارسة للقياس', en: 'A practice for measuring' },
    problem: { ar: 'نص قصير للقياس '.repeat(20), en: 'A short text for measuring. '.repeat(12) },
  });
  await measure({
    what: 'create a draft (row, version, audit, outbox, idempotency key, search document)',
    url: `${base}/api/v1/practices`,
    app,
    db: postgres.pid,
    options: {
      requests: [
        {
          method: 'POST',
          path: '/api/v1/practices',
          setupRequest: (request) => ({
            ...request,
            headers: { 'content-type': 'application/json', cookie: `tabadul=${writer}`, 'idempotency-key': randomUUID() },
            body: draft,
          }),
        },
      ],
    },
  });
  notes.push(`Memory of the app process under load: ${Math.round(usage(app).rss / 2 ** 20)} MB.`);
  if (only === '' || only === 'hash') await whileHashing(base, app, code);
  await pageWeight(base, code);
} finally {
  product.child.kill('SIGTERM');
  plain.child.kill('SIGTERM');
}
if (only === '' || only === 'audit') await auditFigure();
await node.close();
if (only === '') await report();
else for (const note of notes) console.log(note);

/** Waits until the node has every record in its search index. */
async function untilIndexed(base: string): Promise<void> {
  for (;;) {
    const { searchIndex } = (await (await fetch(`${base}/health/ready`)).json()) as { searchIndex: { state: string } | null };
    if (searchIndex?.state === 'ready') return;
    await sleep(200);
  }
}

/** Sign-ins in the mix: one hash at a time while pages are read. */
async function whileHashing(base: string, app: number, code: string): Promise<void> {
  let most = 0;
  const watch = setInterval(() => {
    most = Math.max(most, usage(app).rss);
  }, 20);
  const page = await fetch(`${base}/en/sign-in`);
  const cookie = page.headers.get('set-cookie')?.split(';')[0] ?? '';
  const csrf = /name="_csrf" value="([^"]+)"/.exec(await page.text())?.[1] ?? '';
  const signIns = Promise.all(
    Array.from({ length: 12 }, () =>
      fetch(`${base}/en/sign-in`, {
        method: 'POST',
        redirect: 'manual',
        headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams({ _csrf: csrf, email: 'rima.tabibi@example.org', password: demoPassword }),
      }),
    ),
  );
  const reads = await autocannon({ url: `${base}/ar/practices/${code}`, connections: 16, duration: 5 });
  const answers = (await signIns).map((answer) => answer.status);
  clearInterval(watch);
  notes.push(
    `Twelve sign-ins while pages were read: answers ${[...new Set(answers)].join(', ')}; ${Math.round(reads.requests.average)} pages/s beside them; memory at most ${Math.round(most / 2 ** 20)} MB.`,
  );
}

async function pageWeight(base: string, code: string): Promise<void> {
  const html = await (await fetch(`${base}/ar/practices/${code}`)).text();
  const parts = [
    html,
    await readFile(join(projectRoot, 'dist/assets/tabadul.css'), 'utf8'),
    await readFile(join(projectRoot, 'dist/assets/tabadul.browser.js'), 'utf8'),
  ];
  notes.push(`HTML + CSS + JavaScript of a practice page, gzip: ${(parts.reduce((sum, text) => sum + gzipSync(text).length, 0) / 1024).toFixed(1)} KB.`);
}

/** Verification of 200,000 entries of about 400 bytes from the bytes stored in PostgreSQL. */
async function auditFigure(): Promise<void> {
  const keys = join(node.node.dataDir, 'keys');
  const key = await createOrLoadSigningKey(keys);
  for (let batch = 0; batch < 40; batch += 1) {
    const rows = Array.from({ length: 5_000 }, () => {
      const id = uuidv7();
      const at = new Date();
      return {
        id,
        at,
        body: auditBody({
          id,
          at,
          actor: { kind: 'person', id: uuidv7() },
          what: 'practices.practice.saved',
          ref: { kind: 'practice', id: uuidv7() },
          before: { a: 1 },
          after: { a: 2 },
          note: 'QM-0001',
        }),
      };
    });
    await node.superPool.query(
      'with e as (insert into audit.entries select * from unnest($1::uuid[], $2::timestamptz[], $3::bytea[]) returning id) insert into audit.unsealed select id from e',
      [rows.map((r) => r.id), rows.map((r) => r.at), rows.map((r) => r.body)],
    );
  }
  while ((await sealOnce(node.pool, key).catch(() => ({ sealed: 1 }))).sealed > 0);
  const started = process.hrtime.bigint();
  const verified = await verifyLog(makePool(node.postgres.servingUrl, 2), { publicKeys: await loadPublicKeys(keys) });
  const took = Number(process.hrtime.bigint() - started) / 1e9;
  notes.push(
    `Audit verify from stored bytes: ${verified.entries.toLocaleString('en')} entries in ${took.toFixed(2)} s, ${Math.round(verified.entries / took).toLocaleString('en')} entries/s, ${verified.ok ? 'all verify' : 'NOT verified'}.`,
  );
}

async function report(): Promise<void> {
  const machine = `${cpus().length} cores (${cpus()[0]?.model ?? 'unknown'}), ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.versions.node}`;
  const text = [
    '# Benchmarks',
    '',
    `${new Date().toISOString().slice(0, 10)}, ${machine}. ${benchRecords.toLocaleString('en')} bilingual records, 16 connections, ${seconds} s each, load generator and database on the same machine. CPU is server + database in ms per request.`,
    '',
    '| operation | per second | p50 ms | p99 ms | CPU ms (app + db) |',
    '|---|---|---|---|---|',
    ...figures.map(line),
    '',
    ...notes.map((note) => `- ${note}`),
    '',
    'Made by `npm run bench`.',
    '',
  ].join('\n');
  await writeFile(join(projectRoot, 'docs/benchmarks.md'), text);
  console.log(text);
}
