import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { Answered, Answers, Failure } from './messages.ts';

export interface Thread<A extends Answers> {
  /** Asks by name and waits. What the handler threw is thrown here, with its name, code and the stack of the thread. */
  readonly ask: <Name extends keyof A & string>(
    name: Name,
    request: Parameters<A[Name]>[0],
    transfer?: readonly ArrayBuffer[],
  ) => Promise<Awaited<ReturnType<A[Name]>>>;
  /** Ends the thread at once; questions still open fail with ThreadEnded. */
  readonly stop: () => Promise<void>;
  /** Resolves when the thread has ended: with why it did by itself, or undefined when it was stopped. */
  readonly ended: Promise<Error | undefined>;
}

/** The thread ended before it answered. */
export class ThreadEnded extends Error {
  override readonly name = 'ThreadEnded';
}

const here = fileURLToPath(import.meta.url);
const fromSource = here.endsWith('.ts');
const sources = join(dirname(here), '../..');

export interface ThreadOptions {
  /** Memory in MB after which the thread ends, and only it. */
  readonly heapMb?: number;
}

/** Room for short-lived objects: V8's own choice is six times as much, and not faster. */
const youngMb = 8;

/** The bundle that scripts/build.mjs made of a thread lies beside the bundle that starts it. */
function workerOf(file: string, { heapMb }: ThreadOptions): Worker {
  const resourceLimits = { maxYoungGenerationSizeMb: youngMb, ...(heapMb && { maxOldGenerationSizeMb: heapMb }) };
  if (!fromSource) return new Worker(join(dirname(here), basename(file).replace(/\.ts$/, '.js')), { resourceLimits });
  return new Worker(join(sources, 'platform/threads/source-thread.mjs'), { workerData: { file: join(sources, file) }, resourceLimits });
}

/**
 * Starts a thread; the only way to do so. `file` is the path of a `*.thread.ts` below src/, which calls
 * `serveThread`; its type of answers is the type argument. A thread that waits for questions does not keep
 * the process alive.
 */
export function startThread<A extends Answers>(file: string, options: ThreadOptions = {}): Thread<A> {
  const worker = workerOf(file, options);
  const open = new Map<number, { resolve: (value: never) => void; reject: (error: Error) => void }>();
  let lastId = 0;
  let stopped = false;
  let problem: Error | undefined;
  let gone = false;

  worker.on('message', (answered: Answered) => {
    const question = open.get(answered.id);
    open.delete(answered.id);
    if (open.size === 0) worker.unref();
    if ('failure' in answered) question?.reject(errorOf(answered.failure));
    else question?.resolve(answered.value as never);
  });
  worker.on('error', (error) => {
    problem = error;
  });
  const ended = new Promise<Error | undefined>((resolve) => {
    worker.once('exit', (code) => {
      gone = true;
      const why = problem ?? new Error(`ended with code ${code}`);
      for (const { reject } of open.values()) reject(endedError(file, why));
      open.clear();
      resolve(stopped ? undefined : why);
    });
  });
  worker.unref();

  return {
    ask: (name, request, transfer = []) =>
      new Promise((resolve, reject) => {
        if (gone) return reject(endedError(file, problem));
        lastId += 1;
        open.set(lastId, { resolve, reject });
        worker.ref();
        worker.postMessage({ id: lastId, name, request }, [...transfer]);
      }),
    stop: async () => {
      stopped = true;
      await worker.terminate();
    },
    ended,
  };
}

const endedError = (file: string, cause: Error | undefined): ThreadEnded =>
  new ThreadEnded(`the thread ${basename(file)} ended${cause ? `: ${cause.message}` : ''}`, { cause });

function errorOf({ name, message, stack, code }: Failure): Error {
  return Object.assign(new Error(message), { name, stack, ...(code && { code }) });
}
