import { lockStatement, statement } from '#platform/db/statement.ts';
import type { LocalizedText } from '#platform/values/localized-text.ts';
import type { PartialDate } from '#platform/values/partial-date.ts';
import type { Quantity } from '#platform/values/quantity.ts';

export interface ReadingRow {
  readonly id: string;
  readonly role: 'baseline' | 'value' | 'target';
  readonly quantity: Quantity;
  readonly dated: PartialDate;
  readonly verification: 'reported' | 'confirmed' | 'disputed';
  readonly reason: LocalizedText | null;
}
export interface IndicatorRow {
  readonly id: string;
  readonly name: LocalizedText;
  readonly unit: LocalizedText;
  readonly kind: 'outcome' | 'output';
  readonly direction: 'increase' | 'decrease';
  readonly method: LocalizedText | null;
  readonly attribution: LocalizedText | null;
  readonly comparison: LocalizedText | null;
  readonly readings: ReadingRow[];
}

export const selectIndicators = statement<IndicatorRow>(
  'measures.select-indicators',
  `select i.id, i.name, i.unit, i.kind, i.direction, i.method, i.attribution, i.comparison,
     coalesce((select jsonb_agg(jsonb_build_object('id', r.id, 'role', r.role, 'quantity', r.quantity, 'dated', r.dated, 'verification', r.verification, 'reason', r.reason) order by r.position)
       from measures.readings r where r.indicator_id = i.id), '[]') as readings
   from measures.indicators i where i.subject_kind = $1 and i.subject_id = $2 order by i.position`,
);
export const deleteIndicators = statement('measures.delete-indicators', 'delete from measures.indicators where subject_kind = $1 and subject_id = $2');
export const insertIndicator = statement(
  'measures.insert-indicator',
  `insert into measures.indicators (id, subject_kind, subject_id, position, name, unit, kind, direction, method, attribution, comparison)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
);
export const insertReading = statement(
  'measures.insert-reading',
  'insert into measures.readings (id, indicator_id, position, role, quantity, dated, verification, reason) values ($1, $2, $3, $4, $5, $6, $7, $8)',
);
export const lockReading = lockStatement<ReadingRow & { subject_kind: string; subject_id: string }>(
  'measures.lock-reading',
  `select r.id, r.role, r.quantity, r.dated, r.verification, r.reason, i.subject_kind, i.subject_id
   from measures.readings r join measures.indicators i on i.id = r.indicator_id where r.id = $1 for update of r`,
);
export const updateVerification = statement(
  'measures.update-verification',
  'update measures.readings set verification = $2, verified_by = $3, verified_at = $4, reason = $5 where id = $1',
);
