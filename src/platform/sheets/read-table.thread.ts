import { readFile } from 'node:fs/promises';
import { serveThread } from '#platform/threads/serve-thread.ts';
import { readCsv } from './read-csv.ts';
import { readJson } from './read-json.ts';
import { readXlsx } from './read-xlsx.ts';
import { type Table, UnreadableTable } from './table.ts';

export type ReadAnswer = { readonly table: Table } | { readonly code: string; readonly details: Readonly<Record<string, string | number>> };

const answers = {
  /** Reads a file from disk; `format` is what it was found to be when it was taken in. */
  read: async ({ path, format }: { path: string; format: Table['format'] }): Promise<ReadAnswer> => {
    try {
      const bytes = new Uint8Array(await readFile(path));
      return { table: format === 'xlsx' ? await readXlsx(bytes) : format === 'json' ? readJson(bytes) : readCsv(bytes) };
    } catch (error) {
      if (error instanceof UnreadableTable) return { code: error.code, details: error.details };
      throw error;
    }
  },
};
export type ReadTableAnswers = typeof answers;

serveThread(answers);
