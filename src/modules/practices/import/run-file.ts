import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Ctx } from '#platform/context.ts';
import { onlyRow, optionalRow } from '#platform/db/statement.ts';
import { InvalidInput } from '#platform/errors/errors.ts';
import { storedPath, storeUpload } from '#platform/files/store.ts';
import { readTable } from '#platform/sheets/read-table.ts';
import { advanceImport } from './advance-import.ts';
import { mappingFor } from './choose-mapping.ts';
import { type Counts, countsOf } from './counts.ts';
import { formatOf, mapImport, startImport, takeFile } from './import-actions.ts';
import type { Mapping } from './mapping.ts';
import { type ImportRow, selectImport, selectUnfinished } from './queries.ts';

export interface FileRun {
  readonly id: string;
  readonly state: ImportRow['state'];
  readonly counts: Counts;
}

/**
 * Imports a file from disk to its end, without a page: read, mapped (by `mapping`, else by what reads its columns),
 * checked, and unless `dry` written. A run of the same file that was killed is gone on with, so its counts are
 * those of the whole file. InvalidInput `import.no-mapping` when nothing says how to read it.
 */
export async function importFile(
  ctx: Ctx,
  path: string,
  { mapping: given, dry = false, onProgress }: { mapping?: Mapping | undefined; dry?: boolean; onProgress?: (done: number, all: number) => void },
): Promise<FileRun> {
  const file = await storeUpload(ctx.node.dataDir, basename(path), createReadStream(path), 'tables');
  if (!file) throw new InvalidInput('file.unreadable', { name: basename(path) });
  const { columns } = await readTable(storedPath(ctx.node.dataDir, file.hash), formatOf(file));
  const mapping = given ?? (await mappingFor(ctx, columns));
  if (!mapping) throw new InvalidInput('import.no-mapping', { columns: columns.join(', ') });
  const stalled = dry ? undefined : await unfinished(ctx, file.hash, mapping);
  const id = stalled ?? (await takeFile(ctx, file)).id;
  if (!stalled) {
    await mapImport(ctx, id, mapping);
    await finish(ctx, id, onProgress);
    if (!dry && onlyRow(await selectImport(ctx.db, id)).state === 'checked') await startImport(ctx, id);
  }
  if (!dry) await finish(ctx, id, onProgress);
  const { state } = onlyRow(await selectImport(ctx.db, id));
  return { id, state, counts: await countsOf(ctx, id) };
}

/** Works on an import until this step is done, or waits while a worker of the server does. */
async function finish(ctx: Ctx, id: string, onProgress?: (done: number, all: number) => void): Promise<void> {
  for (;;) {
    await advanceImport(ctx, id, onProgress);
    const { state, position, row_count } = onlyRow(await selectImport(ctx.db, id));
    if (!['checking', 'running', 'undoing'].includes(state)) return;
    onProgress?.(position, row_count);
    await sleep(300);
  }
}

/** A run of the file by this mapping whose worker is gone. A lease that is not renewed is waited out; one that is belongs to somebody at work. */
async function unfinished(ctx: Ctx, hash: string, mapping: Mapping): Promise<string | undefined> {
  const before = optionalRow(await selectUnfinished(ctx.db, hash, JSON.stringify(mapping)));
  if (!before?.held) return before?.id;
  for (let waited = 0; waited < 16_000; waited += 500) {
    await sleep(500);
    const now = optionalRow(await selectUnfinished(ctx.db, hash, JSON.stringify(mapping)));
    if (!now || now.id !== before.id) return undefined;
    if (!now.held) return now.id;
    if (now.lease_until?.getTime() !== before.lease_until?.getTime()) return undefined;
  }
  return undefined;
}
