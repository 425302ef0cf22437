import { Readable } from 'node:stream';
import type { Ctx } from '#platform/context.ts';
import type { Download } from '#platform/files/download.ts';
import { csvLine } from '#platform/sheets/write-csv.ts';
import { type ListQuery, listColumns, listRows } from './list-table.ts';
import type { Route } from './route.ts';

/** Tells a spreadsheet that the file is UTF-8; without it Arabic is shown as nonsense. */
const byteOrderMark = '\ufeff';

/** A list as a CSV file that is written while it is sent. What the list refuses is refused here before the file begins. */
export async function csvOfList(ctx: Ctx, route: Route, query: ListQuery): Promise<Download> {
  const pages = listRows(ctx, route, query);
  const first = await pages.next();
  const lines = async function* (): AsyncGenerator<string> {
    yield byteOrderMark + csvLine(listColumns(route).map(({ name }) => name));
    for (let page = first; !page.done; page = await pages.next()) yield page.value.map(csvLine).join('');
  };
  return { name: `${fileNameOf(route)}.csv`, type: 'text/csv; charset=utf-8', body: Readable.from(lines(), { objectMode: false }) };
}

/** The last fixed part of a list's address. */
export const fileNameOf = (route: Pick<Route, 'path'>): string => route.path.split('/').findLast((part) => part !== '' && !part.startsWith(':')) ?? 'list';
