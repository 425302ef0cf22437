import { z } from 'zod';
import type { Ctx } from '#platform/context.ts';
import { onlyRow, optionalRow } from '#platform/db/statement.ts';
import { recordAudit } from '#platform/db/trace.ts';
import { transaction } from '#platform/db/transaction.ts';
import { Conflict, InvalidInput, NotFound } from '#platform/errors/errors.ts';
import { readStored } from '#platform/files/store.ts';
import { nestFields } from '#platform/http/form-fields.ts';
import { type ListQuery, listAt } from '#platform/http/list-table.ts';
import { instant, wholeList } from '#platform/http/output.ts';
import { problemsOf } from '#platform/http/problems.ts';
import { route } from '#platform/http/route.ts';
import { refusalOf } from '#platform/http/route-access.ts';
import { enqueue } from '#platform/jobs/jobs.ts';
import { uuidv7 } from '#platform/values/ids.ts';
import { exportPage, exportsPage } from './export-page.tsx';
import { countOpenExports, type ExportRow, insertExport, selectOwnExport, selectOwnExports } from './queries.ts';

const findable = z.strictObject({ id: z.guid().catch('') });

async function ownExport(ctx: Ctx, id: string): Promise<ExportRow> {
  const row = id === '' ? undefined : optionalRow(await selectOwnExport(ctx.db, id, ctx.actor.personId));
  if (!row) throw new NotFound('page.not-found');
  return row;
}

/** How many exports of one person wait or are written at a time. */
const openAtMost = 3;

/** The list that an address names, its parameters tried as the list itself tries them. */
function listOf(ctx: Ctx, list: string, query: string): { query: ListQuery } {
  const found = listAt(list);
  if (!found) throw new InvalidInput('input.invalid', {}, [{ field: 'list', code: 'exports.no-such-list', details: { list } }]);
  const refusal = refusalOf(found.route, ctx.actor);
  if (refusal) throw refusal;
  const asked: Record<string, string | string[]> = {};
  for (const [name, value] of new URLSearchParams(query)) {
    const before = asked[name];
    if (name !== 'after' && name !== 'limit') asked[name] = before === undefined ? value : [before, value].flat();
  }
  const tried = found.route.input.safeParse({ ...nestFields(asked), ...found.params }, { reportInput: true });
  if (!tried.success) throw new InvalidInput('input.invalid', {}, problemsOf(tried.error));
  return { query: asked };
}

/** Takes the wish for a workbook; a job writes it. Conflict `exports.too-many` while three are under way. */
function askExport(ctx: Ctx, list: string, query: string): Promise<{ id: string }> {
  const asked = listOf(ctx, list, query);
  return transaction(ctx, async (tx) => {
    const { personId, secondFactor, token } = tx.actor;
    if (onlyRow(await countOpenExports(tx.db, personId)).count >= openAtMost) throw new Conflict('exports.too-many', { n: openAtMost });
    const id = uuidv7(tx.now.getTime());
    const scopes = token ? [...token.scopes] : null;
    await insertExport(tx.db, id, personId, secondFactor, scopes, list, JSON.stringify(asked.query), tx.locale, tx.now);
    await enqueue(tx, 'exports:write', { id });
    recordAudit(tx, { what: 'exports.export.asked', ref: { kind: 'export', id }, after: list });
    return { id };
  });
}

export const postExport = route({
  name: 'exports.ask',
  method: 'POST',
  path: '/exports',
  permission: 'signed-in',
  input: z.strictObject({ list: z.string().max(200), query: z.string().max(4_000).default('') }),
  handle: (ctx, { list, query }) => askExport(ctx, list, query),
  redirect: ({ id }) => `/exports/${id}`,
  output: z.object({ id: z.guid() }),
});

const json = (row: ExportRow) => ({
  id: row.id,
  list: row.list,
  state: row.state,
  position: row.position,
  createdAt: row.created_at,
  file: row.file && { name: row.file.name, bytes: row.file.bytes, path: `/exports/${row.id}/file` },
});
const output = z.object({
  id: z.guid(),
  list: z.string(),
  state: z.enum(['waiting', 'running', 'done', 'failed']),
  /** Rows written so far. */
  position: z.number().int(),
  createdAt: instant,
  file: z.object({ name: z.string(), bytes: z.number().int(), path: z.string() }).nullable(),
});

export const showExports = route({
  name: 'exports.list',
  method: 'GET',
  path: '/exports',
  permission: 'signed-in',
  input: z.strictObject({}),
  handle: (ctx) => selectOwnExports(ctx.db, ctx.actor.personId),
  page: exportsPage,
  json: (rows) => ({ items: rows.map(json) }),
  output: wholeList(output),
});

export const showExport = route({
  name: 'exports.export',
  method: 'GET',
  path: '/exports/:id',
  permission: 'signed-in',
  input: findable,
  handle: (ctx, { id }) => ownExport(ctx, id),
  page: exportPage,
  json,
  output,
});

export const downloadExport = route({
  name: 'exports.file',
  method: 'GET',
  path: '/exports/:id/file',
  permission: 'signed-in',
  input: findable,
  handle: async (ctx, { id }) => {
    const { file } = await ownExport(ctx, id);
    if (!file) throw new NotFound('page.not-found');
    return { file, dataDir: ctx.node.dataDir };
  },
  download: ({ file, dataDir }) => ({ name: file.name, type: file.type, bytes: file.bytes, body: readStored(dataDir, file.hash) }),
  media: ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
});
