import { z } from 'zod';
import type { Ctx } from '#platform/context.ts';
import { uploadSchema } from '#platform/files/store.ts';
import { route } from '#platform/http/route.ts';
import { guessedColumns, mappingFor } from './choose-mapping.ts';
import { type Counts, countsOf } from './counts.ts';
import { mapImport, readImport, startImport, takeFile, undoImport } from './import-actions.ts';
import { importPage } from './import-page.tsx';
import { importsPage } from './imports-page.tsx';
import { mappingLabels } from './labels.ts';
import { mappingForm } from './mapping-form.ts';
import { mappingPage, mappingValues } from './mapping-page.tsx';
import * as outputs from './outputs.ts';
import { type ImportRow, type Outcome, selectImports, selectRows } from './queries.ts';
import { reportCsv } from './report.ts';
import { sampleOf } from './sample.ts';

const permission = 'practices.import';
const id = z.guid().catch('');

const pageInput = { after: z.union([z.literal(''), z.guid()]).optional(), limit: z.coerce.number().int().min(1).max(100).default(20) };

async function readImports(ctx: Ctx, { after, limit }: { after?: string | undefined; limit: number }) {
  const rows = await selectImports(ctx.db, after || null, limit + 1);
  const items = rows.slice(0, limit);
  const counts = await Promise.all(items.map((row) => countsOf(ctx, row.id)));
  return { items: items.map((row, index) => ({ row, counts: counts[index] as Counts })), next: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
}

const importJson = (row: ImportRow, counts: Counts) => ({
  id: row.id,
  file: row.file.name,
  format: row.format,
  columns: row.columns,
  rows: row.row_count,
  notes: row.notes,
  mapping: row.mapping,
  state: row.state,
  position: row.position,
  counts,
  refusal: row.refusal,
  createdAt: row.created_at,
  changedAt: row.changed_at,
});

export const showImports = route({
  name: 'practices.imports',
  method: 'GET',
  path: '/imports',
  permission,
  input: z.strictObject(pageInput),
  output: outputs.importPage,
  handle: readImports,
  page: (view, found) => importsPage(view, found, { values: {}, problems: [] }),
  json: ({ items, next }) => ({ items: items.map(({ row, counts }) => importJson(row, counts)), next }),
});

export const postImport = route({
  name: 'practices.take-import',
  method: 'POST',
  path: '/imports',
  permission,
  upload: 'tables',
  input: z.strictObject({ file: uploadSchema }),
  output: outputs.byId,
  handle: (ctx, { file }) => takeFile(ctx, file),
  redirect: (made) => `/imports/${made.id}/mapping`,
  again: async (ctx, view, state) => importsPage(view, await readImports(ctx, { limit: 20 }), state),
  labels: { file: 'import.file' },
});

async function readMapping(ctx: Ctx, importId: string) {
  const row = await readImport(ctx, importId);
  const mapping = row.mapping ?? (await mappingFor(ctx, row.columns));
  const columns = mapping?.columns ?? guessedColumns(row.columns);
  return { row, mapping, columns, remembered: row.mapping === null && mapping !== undefined, sample: await sampleOf(ctx, row, mapping, columns) };
}

export const showMapping = route({
  name: 'practices.import-mapping-form',
  method: 'GET',
  path: '/imports/:id/mapping',
  permission,
  input: z.strictObject({ id }),
  output: outputs.mappingOffer,
  handle: (ctx, input) => readMapping(ctx, input.id),
  page: (view, found) => mappingPage(view, found, { values: mappingValues(found, view.locale), problems: [] }),
  json: ({ row, mapping, columns }) => ({ columns: row.columns, mapping: mapping ?? null, guessed: columns }),
});

export const postMapping = route({
  name: 'practices.map-import',
  method: 'POST',
  path: '/imports/:id/mapping',
  permission,
  input: mappingForm,
  output: outputs.byId,
  handle: (ctx, { id: importId, ...mapping }) => mapImport(ctx, importId, mapping),
  redirect: (row) => `/imports/${row.id}`,
  again: async (ctx, view, state) => mappingPage(view, await readMapping(ctx, state.values.id ?? ''), state),
  labels: mappingLabels,
});

const outcome = z.enum(['created', 'changed', 'unchanged', 'failed', 'undone', 'kept']);

async function readReport(ctx: Ctx, importId: string, filter: Outcome | undefined, after: number, limit: number) {
  const row = await readImport(ctx, importId);
  const rows = await selectRows(ctx.db, row.id, after, filter ?? null, limit + 1);
  return {
    row,
    counts: await countsOf(ctx, row.id),
    filter,
    rows: rows.slice(0, limit),
    next: rows.length > limit ? (rows[limit - 1]?.position ?? null) : null,
  };
}

export const showImport = route({
  name: 'practices.import',
  method: 'GET',
  path: '/imports/:id',
  permission,
  input: z.strictObject({ id, outcome: outcome.optional(), after: z.coerce.number().int().min(0).max(1_000_000).default(0) }),
  output: outputs.importRecord,
  handle: (ctx, input) => readReport(ctx, input.id, input.outcome, input.after, 50),
  page: importPage,
  json: ({ row, counts }) => importJson(row, counts),
});

export const listImportRows = route({
  name: 'practices.import-rows',
  method: 'GET',
  path: '/imports/:id/rows',
  permission,
  input: z.strictObject({
    id,
    outcome: outcome.optional(),
    after: z.coerce.number().int().min(0).max(1_000_000).default(0),
    limit: z.coerce.number().int().min(1).max(500).default(100),
  }),
  output: outputs.rowPage,
  handle: (ctx, input) => readReport(ctx, input.id, input.outcome, input.after, input.limit),
  json: ({ rows, next }) => ({
    items: rows.map((row) => ({ line: row.line, externalId: row.external_id, outcome: row.outcome, code: row.code, problems: row.problems })),
    next: next === null ? null : String(next),
  }),
});

export const downloadReport = route({
  name: 'practices.import-report',
  method: 'GET',
  path: '/imports/:id/report',
  permission,
  input: z.strictObject({ id, outcome: outcome.optional() }),
  media: ['text/csv'],
  handle: async (ctx, input) => ({ row: await readImport(ctx, input.id), filter: input.outcome, ctx }),
  download: ({ row, filter, ctx }) => ({ name: `import-${row.id}.csv`, type: 'text/csv; charset=utf-8', body: reportCsv(ctx, row, filter) }),
});

const act = (name: string, handle: (ctx: Ctx, importId: string) => Promise<{ id: string }>) =>
  route({
    name: `practices.${name}-import`,
    method: 'POST',
    path: `/imports/:id/${name}`,
    permission,
    input: z.strictObject({ id }),
    output: outputs.byId,
    handle: (ctx, input) => handle(ctx, input.id),
    redirect: (row) => `/imports/${row.id}`,
  });
export const postStart = act('start', startImport);
export const postUndo = act('undo', undoImport);
