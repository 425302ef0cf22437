import { type ChildProcess, spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { startDemoNode } from '#main/testing/demo-node.ts';
import { signInCookie } from '#platform/http/server.ts';
import { projectRoot } from '#platform/root.ts';
import { fillPractices } from './bench-data.ts';
import { usage } from './processes.ts';

/** `npm run bench:library`: how the library answers with 20,000 and with 200,000 practices, end to end, into docs/benchmarks-library.md. */

const sizes = (process.env.BENCH_SIZES ?? '20000,200000').split(',').map(Number);
const times = 200;
const pages: readonly (readonly [what: string, path: string])[] = [
  ['list of 20, JSON', '/api/v1/practices'],
  ['library page with all counts, Arabic', '/ar/practices'],
  ['facet page, one filter, Arabic', '/ar/practices?field=03'],
  ['facet page, three filters, English', '/en/practices?country=QM&field=03&grade=E3'],
  ['practice page, Arabic', '/ar/practices/QM-100500'],
  ['compare page of four, English', '/en/practices/compare?code=QM-0001&code=QM-0002&code=QM-0003&code=QM-0004'],
  ['home, Arabic', '/ar'],
  ['map of origins, English', '/en/practices/map'],
];

interface Size {
  readonly records: number;
  readonly p95: ReadonlyMap<string, number>;
  readonly lines: readonly string[];
}

const all: Size[] = [];
for (const records of sizes) all.push(await measureSize(records));
const [small, large] = all;
const machine = `${cpus().length} cores (${cpus()[0]?.model ?? 'unknown'}), ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.versions.node}`;
const table = pages.map(([what]) => {
  const [a = Number.NaN, b = Number.NaN] = [small?.p95.get(what), large?.p95.get(what)];
  return `| ${what} | ${a.toFixed(1)} | ${b.toFixed(1)} | ${(b / a).toFixed(2)} |`;
});
const report = [
  '# Benchmarks of the library',
  '',
  `${new Date().toISOString().slice(0, 10)}, ${machine}. ${times} requests one after the other, end to end, on a node that has finished its start, client and database on the same machine; p95 in ms.`,
  '',
  `| page | ${sizes.map((size) => size.toLocaleString('en')).join(' | ')} | ratio |`,
  '|---|---|---|---|',
  ...table,
  '',
  ...all.flatMap(({ lines }) => lines.map((line) => `- ${line}`)),
  '',
  'Made by `npm run bench:library`.',
  '',
].join('\n');
if (sizes.length > 1) await writeFile(join(projectRoot, 'docs/benchmarks-library.md'), report);
console.log(report);

async function measureSize(records: number): Promise<Size> {
  const node = await startDemoNode({ worker: false });
  await fillPractices(node.superPool, records);
  await node.superPool.query('vacuum analyze');
  const { postgres } = node;
  const env = { ...process.env, DATABASE_URL: postgres.servingUrl, DATABASE_OWNER_URL: postgres.ownerUrl, PORT: '3998', DATA_DIR: node.node.dataDir };
  const server = spawn(join(projectRoot, 'bin/tabadul.mjs'), ['serve'], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const base = await answering(server);
    for (let tries = 0; tries < 120 && (await fetch(`${base}/ar/practices`)).status !== 200; tries += 1)
      await new Promise((resolve) => setTimeout(resolve, 1_000));
    await atRest(server.pid as number);
    const p95 = new Map<string, number>();
    for (const [what, path] of pages) p95.set(what, await p95Of(base + path));
    const cookie = (await node.as('rima.tabibi@example.org')).cookie(signInCookie('http://localhost:3000')) ?? '';
    const lines = [await csvLine(base, records, server.pid as number), await workbookLine(base, records, cookie)];
    return { records, p95, lines };
  } finally {
    server.kill('SIGTERM');
    await node.close();
  }
}

/** What a start does in the background (learning translations, keeping a snapshot of the index) is over: a second without work. */
async function atRest(pid: number): Promise<void> {
  for (let before = usage(pid).cpu; ; ) {
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    const { cpu } = usage(pid);
    if (cpu - before < 0.05) return;
    before = cpu;
  }
}

function answering(server: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    server.stdout?.on('data', (chunk: Buffer) => {
      const port = /answers at http:\/\/localhost:(\d+)/.exec(chunk.toString())?.[1];
      if (port) resolve(`http://127.0.0.1:${port}`);
    });
    server.once('exit', (code) => reject(new Error(`the server ended with ${code}`)));
  });
}

async function p95Of(url: string): Promise<number> {
  const took: number[] = [];
  for (let n = 0; n < times + 20; n += 1) {
    const started = performance.now();
    const answer = await fetch(url);
    await answer.arrayBuffer();
    if (answer.status !== 200) throw new Error(`${url}: ${answer.status}`);
    // The first twenty warm up.
    if (n >= 20) took.push(performance.now() - started);
  }
  took.sort((a, b) => a - b);
  return took[Math.floor(times * 0.95)] as number;
}

async function csvLine(base: string, records: number, pid: number): Promise<string> {
  const before = usage(pid).rss;
  let most = before;
  const watch = setInterval(() => {
    most = Math.max(most, usage(pid).rss);
  }, 20);
  const started = performance.now();
  const answer = await fetch(`${base}/api/v1/practices.csv`);
  let rows = -1;
  for await (const chunk of answer.body as unknown as AsyncIterable<Uint8Array>) for (const byte of chunk) if (byte === 10) rows += 1;
  clearInterval(watch);
  return `CSV of ${rows.toLocaleString('en')} rows of ${records.toLocaleString('en')}: ${((performance.now() - started) / 1000).toFixed(1)} s, at most ${Math.round((most - before) / 2 ** 20)} MB more memory.`;
}

/** The worker inside the server writes it; the page is asked how far it is. */
async function workbookLine(base: string, records: number, cookie: string): Promise<string> {
  const headers = { cookie: `tabadul=${cookie}`, 'content-type': 'application/json' };
  const started = performance.now();
  const { id } = (await (await fetch(`${base}/api/v1/exports`, { method: 'POST', headers, body: JSON.stringify({ list: '/practices' }) })).json()) as {
    id: string;
  };
  const seen = new Set<number>();
  for (;;) {
    const { state, position } = (await (await fetch(`${base}/api/v1/exports/${id}`, { headers })).json()) as { state: string; position: number };
    seen.add(position);
    if (state === 'done')
      return `XLSX of ${position.toLocaleString('en')} rows of ${records.toLocaleString('en')} by a job: ${((performance.now() - started) / 1000).toFixed(1)} s, progress seen ${seen.size} times.`;
    if (state === 'failed') throw new Error('the export failed');
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
