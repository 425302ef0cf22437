import { randomUUID } from 'node:crypto';
import { allCountries } from '#modules/directory/public.ts';
import { readVocabulary } from '#modules/vocabulary/public.ts';
import { dangerousSystem } from '#platform/auth/actor.ts';
import type { Ctx, TxCtx } from '#platform/context.ts';
import { optionalRow } from '#platform/db/statement.ts';
import { recordAudit } from '#platform/db/trace.ts';
import { transaction } from '#platform/db/transaction.ts';
import { Refusal } from '#platform/errors/errors.ts';
import { storedPath } from '#platform/files/store.ts';
import { readTable } from '#platform/sheets/read-table.ts';
import type { Table } from '#platform/sheets/table.ts';
import { makeLookups } from './lookups.ts';
import { type MappedRow, rowMapper } from './map-row.ts';
import type { Mapping } from './mapping.ts';
import {
  claimImport,
  deleteRows,
  type ImportRow,
  insertRow,
  keepLease,
  lockSource,
  releaseLease,
  selectExternal,
  selectWritten,
  updateFailed,
} from './queries.ts';
import { undoRow } from './undo-row.ts';
import { outcomeOf, writeRow } from './write-row.ts';

const batchSize = 50;

/** Work of one import under its lease. */
interface Work {
  readonly ctx: Ctx;
  readonly lease: string;
  readonly row: ImportRow;
  readonly onProgress: (position: number, all: number) => void;
}

/**
 * Takes an import as far as its state asks: checks every row, writes every row, or undoes what was written. Rows,
 * their report and the position are committed together, fifty at a time, so whoever is killed is followed by
 * another exactly there. One works at a time, by a lease of fifteen seconds; without it this does nothing.
 */
export async function advanceImport(ctx: Ctx, id: string, onProgress: Work['onProgress'] = () => undefined): Promise<void> {
  const lease = randomUUID();
  const row = optionalRow(await claimImport(ctx.db, id, lease));
  if (!row) return;
  const work = { ctx: { ...ctx, actor: dangerousSystem(`import ${id}`) }, lease, row, onProgress };
  try {
    if (row.state === 'undoing') await undoAll(work);
    else await readAll(work, await readTable(storedPath(ctx.node.dataDir, row.file.hash), row.format));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    await updateFailed(ctx.db, id, { code: error.code, details: error.details }, ctx.now);
  } finally {
    await releaseLease(ctx.db, id, lease);
  }
}

/** Another has the lease by now; this run ends without a word. */
class LeaseLost extends Error {}

async function keepOn(tx: TxCtx, { row, lease }: Work, position: number, state: string): Promise<void> {
  if ((await keepLease(tx.db, row.id, lease, position, state, tx.now)).length === 0) throw new LeaseLost();
}

async function readAll(work: Work, table: Table): Promise<void> {
  const { ctx, row, onProgress } = work;
  const mapping = row.mapping as Mapping;
  const lookups = makeLookups(await allCountries(ctx), await readVocabulary(ctx));
  const mapped = withoutRepeats(table.rows.map(rowMapper(table.columns, mapping, lookups)), table);
  const finished = row.state === 'checking' ? 'checked' : 'done';
  try {
    for (let from = row.position; from < mapped.length; from += batchSize) {
      const to = Math.min(from + batchSize, mapped.length);
      await transaction({ ...ctx, now: new Date() }, async (tx) => {
        await keepOn(tx, work, to, to === mapped.length ? finished : row.state);
        if (from === 0) await deleteRows(tx.db, row.id);
        await dealWith(tx, ctx, work, table, mapped.slice(from, to), from);
        if (to === mapped.length && finished === 'done') recordAudit(tx, { what: 'practices.import.finished', ref: { kind: 'import', id: row.id } });
      });
      onProgress(to, mapped.length);
    }
  } catch (error) {
    if (!(error instanceof LeaseLost)) throw error;
  }
}

/** A number that stands twice in a file is one record; the second row is refused and names the first. */
function withoutRepeats(rows: readonly MappedRow[], table: Table): MappedRow[] {
  const first = new Map<string, number>();
  return rows.map((row, index) => {
    if (!('record' in row)) return row;
    const { externalId } = row.record;
    const line = first.get(externalId);
    if (line === undefined) {
      first.set(externalId, table.rows[index]?.line ?? index + 1);
      return row;
    }
    return { externalId, problems: [{ field: 'externalId', column: null, code: 'import.twice', details: { line } }] };
  });
}

async function dealWith(tx: TxCtx, ctx: Ctx, { row }: Work, table: Table, rows: readonly MappedRow[], from: number): Promise<void> {
  const { key } = (row.mapping as Mapping).source;
  await lockSource(tx, key);
  const ids = rows.flatMap((one) => ('record' in one ? [one.record.externalId] : []));
  const known = new Map((await selectExternal(tx.db, key, ids)).map((external) => [external.external_id, external]));
  for (const [index, one] of rows.entries()) {
    const position = from + index + 1;
    const line = table.rows[position - 1]?.line ?? position;
    if (!('record' in one)) {
      await insertRow(tx.db, row.id, position, line, one.externalId, 'failed', null, null, null, JSON.stringify(one.problems));
      continue;
    }
    const external = known.get(one.record.externalId);
    const done = row.state === 'checking' ? await outcomeOf(tx, one.record, external) : await writeRow(tx, ctx, row.id, one.record, external);
    const { outcome, practiceId, code, before, problems } = done;
    await insertRow(tx.db, row.id, position, line, one.record.externalId, outcome, practiceId, code, before, JSON.stringify(problems));
  }
}

async function undoAll(work: Work): Promise<void> {
  const { ctx, row, onProgress } = work;
  const { key } = (row.mapping as Mapping).source;
  let position = row.position;
  try {
    for (let more = true; more; ) {
      more = await transaction({ ...ctx, now: new Date() }, async (tx) => {
        await lockSource(tx, key);
        const written = await selectWritten(tx.db, row.id, batchSize);
        const last = written.length < batchSize;
        position += written.length;
        await keepOn(tx, work, Math.min(position, row.row_count), last ? 'undone' : 'undoing');
        for (const one of written) await undoRow(tx, row.id, key, one);
        if (last) recordAudit(tx, { what: 'practices.import.undone', ref: { kind: 'import', id: row.id } });
        return !last;
      });
      onProgress(position, row.row_count);
    }
  } catch (error) {
    if (!(error instanceof LeaseLost)) throw error;
  }
}
