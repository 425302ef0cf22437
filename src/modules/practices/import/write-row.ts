import { digestOf } from '#platform/audit/canonical-json.ts';
import type { Ctx, TxCtx } from '#platform/context.ts';
import { onlyRow } from '#platform/db/statement.ts';
import { recordAudit } from '#platform/db/trace.ts';
import { uuidv7 } from '#platform/values/ids.ts';
import { cardOf, divisionsOf } from '../content/card.ts';
import { insertPractice } from '../queries.ts';
import { indexPractice } from '../write/index-practice.ts';
import { nextCode } from '../write/next-code.ts';
import type { MappedRecord } from './map-row.ts';
import type { RowProblem } from './mapping.ts';
import { type Before, type ExternalRow, insertExternal, lockStub, type Outcome, updateExternal, updateStub } from './queries.ts';

export interface RowOutcome {
  readonly outcome: Outcome;
  readonly practiceId: string | null;
  readonly code: string | null;
  readonly before: Before | null;
  readonly problems: readonly RowProblem[];
}

/** Codes of records that stand in no single country. */
const nowhere = 'ZZ';
const digest = ({ content, country, source }: MappedRecord): string => digestOf({ content, country, source });

/** A record that somebody completed here is theirs: what the source says by now no longer changes it. */
const ownVersion: RowProblem = { field: 'externalId', column: null, code: 'import.completed-here' };

/** What writing the row would do. */
export async function outcomeOf(tx: TxCtx, record: MappedRecord, external: ExternalRow | undefined): Promise<RowOutcome> {
  const as = (outcome: Outcome, problems: readonly RowProblem[] = []): RowOutcome => ({
    outcome,
    practiceId: external?.practice_id ?? null,
    code: external?.code ?? null,
    before: null,
    problems,
  });
  if (!external) return as('created');
  if (external.digest === digest(record)) return as('unchanged');
  return isStillStub(onlyRow(await lockStub(tx, external.practice_id))) ? as('changed') : as('unchanged', [ownVersion]);
}

const isStillStub = (row: { readonly state: string; readonly version: number; readonly origin: string }): boolean =>
  row.state === 'stub' && row.version === 1 && row.origin === 'import';

/**
 * Makes the record a public stub, or brings it up to what its source says by now. `ctx` is the context outside the
 * transaction: numbers of codes are taken there, so that writers of the same country do not wait for the batch.
 */
export async function writeRow(tx: TxCtx, ctx: Ctx, importId: string, record: MappedRecord, external: ExternalRow | undefined): Promise<RowOutcome> {
  if (!external) return create(tx, ctx, importId, record);
  const would = await outcomeOf(tx, record, external);
  return would.outcome === 'changed' ? change(tx, importId, record, external) : would;
}

async function create(tx: TxCtx, ctx: Ctx, importId: string, record: MappedRecord): Promise<RowOutcome> {
  const { content, country, orig, source, externalId } = record;
  const id = uuidv7(tx.now.getTime());
  const code = await nextCode({ ...ctx, now: tx.now }, country ?? nowhere);
  await insertPractice(
    tx.db,
    id,
    code,
    null,
    country,
    null,
    orig,
    'stub',
    cardOf(content, undefined),
    divisionsOf(content),
    content.stage,
    'import',
    source,
    tx.now,
    content,
  );
  await insertExternal(tx.db, source.external.key, externalId, id, digest(record), importId);
  await indexPractice(tx, { id }, content, 'public');
  recordAudit(tx, { what: 'practices.stub.imported', ref: { kind: 'practice', id }, after: content, note: code });
  return { outcome: 'created', practiceId: id, code, before: null, problems: [] };
}

async function change(tx: TxCtx, importId: string, record: MappedRecord, external: ExternalRow): Promise<RowOutcome> {
  const { content, country, orig, source } = record;
  const { id, code, content: old, country_code, source: oldSource } = onlyRow(await lockStub(tx, external.practice_id));
  await updateStub(tx.db, id, country, source, cardOf(content, undefined), divisionsOf(content), content.stage, orig, tx.now, content);
  await updateExternal(tx.db, source.external.key, record.externalId, digest(record), importId);
  await indexPractice(tx, { id }, content, 'public');
  recordAudit(tx, { what: 'practices.stub.reimported', ref: { kind: 'practice', id }, before: old, after: content, note: code });
  const before = { content: old, country: country_code, source: oldSource ?? { document: 'import' }, digest: external.digest };
  return { outcome: 'changed', practiceId: id, code, before, problems: [] };
}
