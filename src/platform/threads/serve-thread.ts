import { parentPort } from 'node:worker_threads';
import type { Answers, Asked, Failure } from './messages.ts';

/**
 * The body of a `*.thread.ts` file: answers what `startThread` asks, in the order of asking. A handler that
 * throws fails that one question; the thread goes on.
 */
export function serveThread<A extends Answers>(answers: A): void {
  const port = parentPort;
  if (!port) throw new Error('a thread file runs in a thread only; start it with startThread');
  port.on('message', async ({ id, name, request }: Asked) => {
    try {
      const answer = answers[name] as ((request: unknown) => unknown) | undefined;
      if (!answer) throw new Error(`the thread has no answer named ${name}`);
      port.postMessage({ id, value: await answer(request) });
    } catch (error) {
      port.postMessage({ id, failure: failureOf(error) });
    }
  });
}

function failureOf(error: unknown): Failure {
  const thrown: Error & { code?: string } = error instanceof Error ? error : new Error(String(error));
  const { name, message, stack = '', code } = thrown;
  return { name, message, stack, ...(code && { code }) };
}
