import { lockStatement, statement } from '#platform/db/statement.ts';
import type { LocalizedText } from '#platform/values/localized-text.ts';

export interface SchemeRow {
  readonly code: string;
  readonly name: LocalizedText;
  readonly source: string;
  readonly concepts: number;
}
export interface ConceptRow {
  readonly scheme: string;
  readonly code: string;
  readonly parent: string | null;
  readonly label: LocalizedText;
  readonly definition: LocalizedText | null;
  readonly position: number;
}

export const selectSchemes = statement<SchemeRow>(
  'vocabulary.select-schemes',
  `select s.code, s.name, s.source, count(c.code)::int as concepts
   from vocabulary.schemes s left join vocabulary.concepts c on c.scheme = s.code group by s.code order by s.code`,
);
export const selectAllConcepts = statement<ConceptRow>(
  'vocabulary.select-all-concepts',
  'select scheme, code, parent, label, definition, position from vocabulary.concepts order by scheme, position',
);
export const selectConcept = statement<ConceptRow>(
  'vocabulary.select-concept',
  'select scheme, code, parent, label, definition, position from vocabulary.concepts where scheme = $1 and code = $2',
);
export const countConcepts = statement<{ count: number }>('vocabulary.count-concepts', 'select count(*)::int as count from vocabulary.concepts');
export const lockConcept = lockStatement<ConceptRow>(
  'vocabulary.lock-concept',
  'select scheme, code, parent, label, definition, position from vocabulary.concepts where scheme = $1 and code = $2 for update',
);
export const upsertScheme = statement(
  'vocabulary.upsert-scheme',
  'insert into vocabulary.schemes (code, name, source) values ($1, $2, $3) on conflict (code) do update set name = excluded.name, source = excluded.source',
);
/** Labels an operator has edited are kept: only new concepts are added. */
export const insertConcept = statement<{ code: string }>(
  'vocabulary.insert-concept',
  `insert into vocabulary.concepts (scheme, code, parent, label, definition, position) values ($1, $2, $3, $4, $5, $6)
   on conflict (scheme, code) do nothing returning code`,
);
export const updateConceptLabel = statement('vocabulary.update-concept-label', 'update vocabulary.concepts set label = $3 where scheme = $1 and code = $2');
