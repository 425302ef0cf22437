import type { Ctx, TxCtx } from '#platform/context.ts';
import { uuidv7 } from '#platform/values/ids.ts';
import { deleteIndicators, type IndicatorRow, insertIndicator, insertReading, type ReadingRow, selectIndicators } from './queries.ts';

export { IndicatorCurve, IndicatorTable } from './curve/curve.tsx';
export { changeOf, type Figure } from './figures.ts';
export { addVerifier, type Verifier, verifyReading } from './verify-reading/verify-reading.ts';

export type Indicator = IndicatorRow;
export type Reading = ReadingRow;
export type IndicatorInput = Omit<IndicatorRow, 'id' | 'readings'> & { readonly readings: readonly Omit<ReadingRow, 'id'>[] };

/** What the measures are of: a record of a module above. */
export interface Subject {
  readonly kind: string;
  readonly id: string;
}

/** The indicators of a subject with their readings, in the order their owner gave. Whoever asks has checked that the reader may see the subject. */
export const indicatorsOf = (ctx: Ctx, subject: Subject): Promise<Indicator[]> => selectIndicators(ctx.db, subject.kind, subject.id);

/** Puts these indicators in the place of the subject's own. The module of the subject holds its lock and writes the audit entry. */
export async function replaceIndicators(tx: TxCtx, subject: Subject, indicators: readonly IndicatorInput[]): Promise<void> {
  await deleteIndicators(tx.db, subject.kind, subject.id);
  for (const [position, indicator] of indicators.entries()) {
    const id = uuidv7(tx.now.getTime());
    const { name, unit, kind, direction, method, attribution, comparison } = indicator;
    await insertIndicator(tx.db, id, subject.kind, subject.id, position, name, unit, kind, direction, method, attribution, comparison);
    for (const [at, reading] of indicator.readings.entries()) {
      await insertReading(tx.db, uuidv7(tx.now.getTime()), id, at, reading.role, reading.quantity, reading.dated, reading.verification, reading.reason);
    }
  }
}

/** Gives `to` the same indicators as `from`, so that a new version can change them while the old one keeps its own. */
export const copyIndicators = async (tx: TxCtx, from: Subject, to: Subject): Promise<void> => replaceIndicators(tx, to, await indicatorsOf(tx, from));

/** The indicators without the ids of their rows: what a digest is taken of. A part that came later counts only where it says something, so that older digests hold. */
export const plainIndicators = (indicators: readonly Indicator[]): unknown[] =>
  indicators.map(({ id: _, readings, comparison, ...indicator }) => ({
    ...indicator,
    ...(comparison && { comparison }),
    readings: readings.map(({ id: __, verification: ___, reason: ____, ...reading }) => reading),
  }));
