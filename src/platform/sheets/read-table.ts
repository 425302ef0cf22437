import { setTimeout as sleep } from 'node:timers/promises';
import { InvalidInput } from '#platform/errors/errors.ts';
import { startThread } from '#platform/threads/start-thread.ts';
import type { ReadTableAnswers } from './read-table.thread.ts';
import type { Table } from './table.ts';

const patienceMs = 60_000;
const heapMb = 768;

/**
 * Reads a stored file as a table, in a thread of its own with bounded memory and time, so that a file made to
 * hurt takes down nothing. InvalidInput `table.*` says what is wrong with the file and what to do.
 */
export async function readTable(path: string, format: Table['format']): Promise<Table> {
  const thread = startThread<ReadTableAnswers>('platform/sheets/read-table.thread.ts', { heapMb });
  const tooLong = new AbortController();
  try {
    const answer = await Promise.race([
      thread.ask('read', { path, format }),
      sleep(patienceMs, undefined, { signal: tooLong.signal, ref: false }).then(() => ({ code: 'table.too-long', details: {} })),
    ]).catch((error: Error) => {
      if (error.name === 'ThreadEnded') return { code: 'table.too-heavy', details: {} };
      throw error;
    });
    if ('code' in answer) throw new InvalidInput(answer.code, answer.details);
    return answer.table;
  } finally {
    tooLong.abort();
    await thread.stop();
  }
}
