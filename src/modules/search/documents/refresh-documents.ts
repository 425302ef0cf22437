import type { Ctx, TxCtx } from '#platform/context.ts';
import { onlyRow } from '#platform/db/statement.ts';
import { transaction } from '#platform/db/transaction.ts';
import type { Subscriber } from '#platform/module.ts';
import type { SearchRecord, SearchSource } from '#platform/search-source.ts';
import { markSomeGone, noteForm, refreshOlder, selectForms, selectHorizon, selectIds } from '../queries.ts';
import { documentOf, indexDocument, removeDocument } from './index-document.ts';

const atOnce = 200;

/** Hears how many records of a kind were read so far. */
export type SayRead = (kind: string, read: number) => void;

/**
 * Reads every record of the sources again and writes what differs; what no source names any more is taken out.
 * Harmless to repeat, and beside people who write: what their transactions wrote since the reading began is newer
 * than what was read, and is left as it is. Returns how many records were read.
 */
export async function refreshDocuments(ctx: Ctx, sources: readonly SearchSource[], say: SayRead = () => undefined): Promise<number> {
  let all = 0;
  for (const source of sources) all += await refreshKind(ctx, source, say);
  return all;
}

/** The same for those sources alone whose documents were made in another form, or not at all: after an update, after a restore. */
export async function refreshOutdated(ctx: Ctx, sources: readonly SearchSource[], say?: SayRead): Promise<number> {
  const { forms } = onlyRow(await selectForms(ctx.db));
  const outdated: SearchSource[] = [];
  for (const source of sources) if (forms[source.kind] !== (await source.form(ctx))) outdated.push(source);
  return refreshDocuments(ctx, outdated, say);
}

async function refreshKind(ctx: Ctx, { kind, form, all }: SearchSource, say: SayRead): Promise<number> {
  // Before the first record is read: every transaction that is not seen by the readings is of the horizon or later.
  const { horizon } = onlyRow(await selectHorizon(ctx.db));
  const made = await form(ctx);
  const vanished = new Set((await selectIds(ctx.db, kind)).map((row) => row.ref_id));
  let read = 0;
  let waiting: SearchRecord[] = [];
  const write = async (): Promise<void> => {
    const records = JSON.stringify(waiting.map((record) => documentOf(kind, record)));
    waiting = [];
    await transaction(ctx, (tx) => refreshOlder(tx.db, records, horizon));
    say(kind, read);
  };
  for await (const record of all(ctx)) {
    vanished.delete(record.id);
    read += 1;
    waiting.push(record);
    if (waiting.length === atOnce) await write();
  }
  if (waiting.length > 0) await write();
  if (vanished.size > 0) await transaction(ctx, (tx) => markSomeGone(tx.db, kind, [...vanished], horizon));
  await transaction(ctx, (tx) => noteForm(tx.db, kind, made));
  return read;
}

/** After one of the source's events its record is read again. */
export const followRecord =
  ({ kind, read }: SearchSource): Subscriber =>
  async (ctx, payload) => {
    const id = String(payload.id);
    const record = read ? await read(ctx, id) : null;
    if (record) await indexDocument(ctx as TxCtx, kind, record);
    else await removeDocument(ctx as TxCtx, kind, id);
  };
