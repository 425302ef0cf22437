import { holdsEverywhere } from '#platform/auth/actor.ts';
import type { Ctx, TxCtx } from '#platform/context.ts';
import { optionalRow } from '#platform/db/statement.ts';
import { recordAudit } from '#platform/db/trace.ts';
import { transaction } from '#platform/db/transaction.ts';
import { InvalidInput, NotFound, RuleBroken } from '#platform/errors/errors.ts';
import { officeTypes } from '#platform/files/sniff.ts';
import { type StoredFile, storedPath } from '#platform/files/store.ts';
import { enqueue } from '#platform/jobs/jobs.ts';
import { readTable } from '#platform/sheets/read-table.ts';
import { uuidv7 } from '#platform/values/ids.ts';
import { type ImportField, importFields, type Mapping } from './mapping.ts';
import { type ImportRow, type ImportState, insertImport, lockImport, rememberMapping, selectImport, updateImport } from './queries.ts';

export const advanceTask = 'practices:advance-import';

/** Whoever imports for the whole library; to anybody else imports do not exist. */
function requireImporter(ctx: Ctx): void {
  if (!holdsEverywhere(ctx.actor, 'practices.import')) throw new NotFound('page.not-found');
}

export async function readImport(ctx: Ctx, id: string): Promise<ImportRow> {
  requireImporter(ctx);
  const row = id === '' ? undefined : optionalRow(await selectImport(ctx.db, id));
  if (!row) throw new NotFound('page.not-found');
  return row;
}

/** How a file that was taken in is read. */
export const formatOf = ({ type }: StoredFile): ImportRow['format'] => (type === officeTypes.xlsx ? 'xlsx' : type === 'application/json' ? 'json' : 'csv');

/** Takes in a file that is to be imported, after reading it once: what cannot be read is refused now, at its field. */
export async function takeFile(ctx: Ctx, file: StoredFile): Promise<{ id: string }> {
  requireImporter(ctx);
  const format = formatOf(file);
  const table = await readTable(storedPath(ctx.node.dataDir, file.hash), format).catch((error) => {
    if (error instanceof InvalidInput) throw new InvalidInput('input.invalid', {}, [{ field: 'file', code: error.code, details: error.details }]);
    throw error;
  });
  return transaction(ctx, async (tx) => {
    const id = uuidv7(tx.now.getTime());
    await insertImport(tx.db, id, file, format, table.columns, table.rows.length, JSON.stringify(table.notes), null, tx.actor.personId, tx.now);
    recordAudit(tx, { what: 'practices.import.file-taken', ref: { kind: 'import', id }, after: file.hash });
    return { id };
  });
}

const mappable: ReadonlySet<ImportState> = new Set(['uploaded', 'checked', 'failed']);

async function lockedIn(tx: TxCtx, id: string, states: ReadonlySet<ImportState>): Promise<ImportRow> {
  requireImporter(tx);
  const row = id === '' ? undefined : optionalRow(await lockImport(tx, id));
  if (!row) throw new NotFound('page.not-found');
  if (!states.has(row.state)) throw new RuleBroken('import.not-now', { state: row.state });
  return row;
}

/** Says how the file is to be read, keeps that for the next file of these columns, and starts the check of every row. */
export function mapImport(ctx: Ctx, id: string, mapping: Mapping): Promise<{ id: string }> {
  return transaction(ctx, async (tx) => {
    const row = await lockedIn(tx, id, mappable);
    const columns = new Set(row.columns);
    const problems = importFields.flatMap((field: ImportField) => {
      const column = mapping.columns[field];
      return column && !columns.has(column) ? [{ field: `columns.${field}`, code: 'import.no-such-column', details: { name: column } }] : [];
    });
    if (!mapping.columns.externalId) problems.push({ field: 'columns.externalId', code: 'import.column-needed', details: { name: '' } });
    if (!mapping.columns.titleAr && !mapping.columns.titleEn)
      problems.push({ field: mapping.orig === 'ar' ? 'columns.titleAr' : 'columns.titleEn', code: 'import.column-needed', details: { name: '' } });
    if (!mapping.source.titleAr && !mapping.source.titleEn)
      problems.push({ field: mapping.orig === 'ar' ? 'source.titleAr' : 'source.titleEn', code: 'input.required', details: { name: '' } });
    if (problems.length > 0) throw new InvalidInput('input.invalid', {}, problems);
    await rememberMapping(tx.db, mapping.source.key, columnsOf(mapping), mapping, tx.now);
    await updateImport(tx.db, id, 'checking', mapping, tx.now);
    recordAudit(tx, { what: 'practices.import.mapped', ref: { kind: 'import', id }, after: mapping });
    await enqueue(tx, advanceTask, { id }, `import ${id}`);
    return { id };
  });
}

/** The columns a mapping reads, in a fixed order: what a file must have to be read by it. */
export const columnsOf = (mapping: Mapping): string[] => [...new Set(Object.values(mapping.columns).filter((column) => column !== ''))].sort();

const move =
  (name: string, from: ImportState, to: ImportState) =>
  (ctx: Ctx, id: string): Promise<{ id: string }> =>
    transaction(ctx, async (tx) => {
      const row = await lockedIn(tx, id, new Set([from]));
      await updateImport(tx.db, id, to, row.mapping, tx.now);
      recordAudit(tx, { what: `practices.import.${name}`, ref: { kind: 'import', id } });
      await enqueue(tx, advanceTask, { id }, `import ${id}`);
      return { id };
    });

/** Writes the rows of a checked import. */
export const startImport = move('started', 'checked', 'running');
/** Takes back everything an import wrote, as far as nobody has built on it. */
export const undoImport = move('undo-started', 'done', 'undoing');
