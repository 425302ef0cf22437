import { type ChildProcess, spawn } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { findServer } from './server-files.ts';
import { startPostgres } from './supervisor.ts';
import { withClient } from './with-client.ts';

export interface CrashResult {
  readonly rounds: number;
  readonly acknowledged: number;
  /** Acknowledged and not found afterwards. */
  readonly lost: number;
  /** Keys with more than one effect. */
  readonly doubled: number;
  readonly slowestStartMs: number;
}

interface CrashOptions {
  readonly rounds: number;
  readonly seed: number;
  readonly log?: (line: string) => void;
}

const writers = 8;
const targets = ['node', 'postgres', 'both'] as const;

/**
 * Kills node, PostgreSQL or both with -9 at moments drawn from `seed` while eight writers commit, starts again on
 * the same data, and compares what was acknowledged with what is stored. Linux only: it reads /proc for children.
 */
export async function runCrashRounds({ rounds, seed, log = () => {} }: CrashOptions): Promise<CrashResult> {
  const random = mulberry32(seed);
  const folder = await mkdtemp(path.join(tmpdir(), 'tabadul-crash-'));
  const dataDir = path.join(folder, 'data');
  const ledger = path.join(folder, 'acknowledged');
  const last = new Array<number>(writers).fill(0);
  let slowestStartMs = 0;
  appendFileSync(ledger, '');
  try {
    for (let round = 1; round <= rounds; round++) {
      const target = targets[Math.floor(random() * targets.length)] as (typeof targets)[number];
      const duringStart = random() < 0.2;
      const writer = runWriter(dataDir, last, (name, number) => {
        appendFileSync(ledger, `${name}:${number}\n`);
        last[name] = number;
      });
      if (!duringStart) slowestStartMs = Math.max(slowestStartMs, await writer.ready);
      const delay = Math.round(random() * 800);
      await sleep(delay);
      await kill(target, writer, path.join(dataDir, 'postgres'));
      log(`round ${round}: ${target} killed ${delay} ms after ${duringStart ? 'spawn' : 'ready'}, ${sum(last)} acknowledged`);
    }
    const before = performance.now();
    const server = await startPostgres({ dataDir });
    slowestStartMs = Math.max(slowestStartMs, Math.round(performance.now() - before));
    const effects = await withClient(
      server.ownerUrl,
      async (client) => (await client.query<{ key: string; times: number }>('select key, count(*)::int as times from effects group by key')).rows,
    ).finally(() => server.stop());
    const stored = new Set(effects.map((effect) => effect.key));
    const acknowledged = (await readFile(ledger, 'utf8')).split('\n').filter(Boolean);
    return {
      rounds,
      acknowledged: acknowledged.length,
      lost: acknowledged.filter((key) => !stored.has(key)).length,
      doubled: effects.filter((effect) => effect.times > 1).length,
      slowestStartMs,
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

interface Writer {
  readonly child: ChildProcess;
  /** Milliseconds of `startPostgres`. */
  readonly ready: Promise<number>;
  readonly gone: Promise<void>;
}

type Acknowledge = (writer: number, number: number) => void;

function runWriter(dataDir: string, last: readonly number[], acknowledge: Acknowledge): Writer {
  const script = fileURLToPath(new URL('./crash-writer.ts', import.meta.url));
  const firstNumbers = JSON.stringify(last.map((number) => number + 1));
  const child = spawn(process.execPath, ['--import', 'tsx', script, dataDir, firstNumbers], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors += text;
  });
  const gone = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const ready = new Promise<number>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const [name, number] = line.split(' ');
      // a line cut by the kill is no acknowledgement, and may have lost its last digits
      if (name === 'ready') resolve(Number(number));
      else if (Number(number) === (last[Number(name)] ?? 0) + 1) acknowledge(Number(name), Number(number));
    });
    void gone.then(() => reject(new Error(`the writer ended before it was ready: ${errors}`)));
  });
  ready.catch(() => {});
  return { child, ready, gone };
}

async function kill(target: (typeof targets)[number], writer: Writer, home: string): Promise<void> {
  const server = await findServer(home);
  if (target !== 'postgres' || !server) writer.child.kill('SIGKILL');
  if (target !== 'node' && server) {
    const children = await readFile(`/proc/${server.pid}/task/${server.pid}/children`, 'utf8').catch(() => '');
    for (const pid of [server.pid, ...children.trim().split(' ').filter(Boolean).map(Number)]) killNow(pid);
  }
  // without its server a writer fails of itself
  await Promise.race([writer.gone, sleep(3_000, undefined, { ref: false })]);
  writer.child.kill('SIGKILL');
  await writer.gone;
}

function killNow(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // a backend that ended since the list was read
  }
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

/** A small seeded generator, so that a failing run can be repeated. */
function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
