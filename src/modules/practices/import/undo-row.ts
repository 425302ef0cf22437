import { removeDocument } from '#modules/search/public.ts';
import type { TxCtx } from '#platform/context.ts';
import { optionalRow } from '#platform/db/statement.ts';
import { recordAudit } from '#platform/db/trace.ts';
import { cardOf, divisionsOf } from '../content/card.ts';
import { indexPractice } from '../write/index-practice.ts';
import type { RowProblem } from './mapping.ts';
import { type Before, deleteStub, lockStub, selectExternal, updateExternal, updateOutcome, updateStub } from './queries.ts';

interface Written {
  readonly position: number;
  readonly practice_id: string;
  readonly outcome: 'created' | 'changed';
  readonly before: Before | null;
  readonly external_id: string;
}

/**
 * Takes back what an import did to one record: a record it made goes, one it changed says again what it said. A
 * record that somebody completed or linked meanwhile, or a later import changed, is kept and the report says so.
 */
export async function undoRow(tx: TxCtx, importId: string, sourceKey: string, written: Written): Promise<void> {
  const stub = optionalRow(await lockStub(tx, written.practice_id));
  const external = optionalRow(await selectExternal(tx.db, sourceKey, [written.external_id]));
  const keep = async (code: string): Promise<void> => {
    const problems: readonly RowProblem[] = [{ field: 'externalId', column: null, code }];
    await updateOutcome(tx.db, importId, written.position, 'kept', JSON.stringify(problems));
  };
  if (!stub || external?.practice_id !== stub.id) return keep('import.gone');
  if (stub.state !== 'stub' || stub.version !== 1) return keep('import.completed-here');
  if (external.import_id !== importId) return keep('import.changed-later');
  if (written.outcome === 'created') {
    if (stub.linked) return keep('import.linked');
    await removeDocument(tx, 'practice', stub.id);
    await deleteStub(tx.db, stub.id);
    recordAudit(tx, { what: 'practices.stub.import-undone', ref: { kind: 'practice', id: stub.id }, before: stub.content, note: stub.code });
  } else {
    const { content, country, source, digest } = written.before as Before;
    await updateStub(tx.db, stub.id, country, source, cardOf(content, undefined), divisionsOf(content), content.stage, content.title.orig, tx.now, content);
    await updateExternal(tx.db, sourceKey, written.external_id, digest, importId);
    await indexPractice(tx, stub, content, 'public');
    recordAudit(tx, { what: 'practices.stub.import-undone', ref: { kind: 'practice', id: stub.id }, before: stub.content, after: content, note: stub.code });
  }
  await updateOutcome(tx.db, importId, written.position, 'undone', '[]');
}
