import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { actorLike } from '#modules/directory/public.ts';
import type { Ctx } from '#platform/context.ts';
import { optionalRow } from '#platform/db/statement.ts';
import { NotFound, Refusal } from '#platform/errors/errors.ts';
import { storeUpload } from '#platform/files/store.ts';
import { listAt, listColumns, listRows } from '#platform/http/list-table.ts';
import { refusalOf } from '#platform/http/route-access.ts';
import { fileNameOf } from '#platform/http/send-table.ts';
import type { Task } from '#platform/jobs/jobs.ts';
import type { Cell } from '#platform/sheets/table.ts';
import { safeText } from '#platform/sheets/write-csv.ts';
import { deleteOld, type ExportRow, selectExport, updateDone, updateFailed, updatePosition } from './queries.ts';

/** How long an export is kept, in days. */
export const keptDays = 7;

/** Writes the workbook of an export from its first row, as the person who asked for it. Harmless to repeat. */
export const write: Task = async (ctx, payload) => {
  const row = optionalRow(await selectExport(ctx.db, String(payload.id)));
  if (!row || row.state === 'done' || row.state === 'failed') return;
  try {
    const { file, rows } = await writeWorkbook(ctx, row);
    await updateDone(ctx.db, row.id, rows, file, new Date());
  } catch (error) {
    // What the list refuses, it refuses at every attempt; anything else is tried again.
    if (!(error instanceof Refusal)) throw error;
    await updateFailed(ctx.db, row.id, { code: error.code, details: error.details }, new Date());
  }
};

async function writeWorkbook(ctx: Ctx, row: ExportRow): Promise<{ file: unknown; rows: number }> {
  const found = listAt(row.list);
  if (!found) throw new NotFound('page.not-found');
  const actor = await actorLike(ctx.db, { personId: row.person_id, secondFactor: row.second_factor, scopes: row.scopes });
  const { route, params } = found;
  const refusal = refusalOf(route, actor);
  if (refusal) throw refusal;
  const reading: Ctx = { ...ctx, actor, locale: row.language };
  let written = 0;
  const rows = async function* (): AsyncGenerator<(string | number | boolean | null)[]> {
    yield listColumns(route).map(({ name }) => name);
    for await (const page of listRows(reading, route, { ...row.query, ...params })) {
      for (const cells of page) yield cells.map(sheetCell);
      written += page.length;
      await updatePosition(ctx.db, row.id, written, new Date());
    }
  };
  const name = fileNameOf(route);
  // A megabyte of program that few processes ever need: loaded at the first workbook.
  const { writeXlsxStream } = await import('hucre/xlsx');
  const sheet = writeXlsxStream(rows(), { name, freezePane: { rows: 1 } }) as ReadableStream<Uint8Array>;
  const file = await storeUpload(ctx.node.dataDir, `${name}.xlsx`, Readable.fromWeb(sheet), 'tables');
  return { file, rows: written };
}

/** Longest text that a cell of a workbook takes. */
const longestCell = 32_767;

function sheetCell(cell: Cell): string | number | boolean | null {
  if (cell === null || typeof cell === 'number' || typeof cell === 'boolean') return cell;
  return safeText(typeof cell === 'string' ? cell : cell.join('; ')).slice(0, longestCell);
}

/** Forgets exports after their time; the sweep then removes their files. */
export const forget: Task = async (ctx) => {
  await deleteOld(ctx.db, new Date(ctx.now.getTime() - keptDays * 86_400_000));
};
