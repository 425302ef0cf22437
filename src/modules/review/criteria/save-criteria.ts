import { holdsEverywhere } from '#platform/auth/actor.ts';
import type { Ctx } from '#platform/context.ts';
import { onlyRow } from '#platform/db/statement.ts';
import { recordAudit } from '#platform/db/trace.ts';
import { transaction } from '#platform/db/transaction.ts';
import { Conflict, type FieldProblem, Forbidden, InvalidInput } from '#platform/errors/errors.ts';
import { type Language, type LocalizedText, languages } from '#platform/values/localized-text.ts';
import { writtenText } from '#platform/values/written-text.ts';
import { type Level, levels } from './levels.ts';
import { type CriterionRow, lockCriteria, raiseCriteriaRevision, selectCriteria, upsertCriterion } from './queries.ts';

type Typed = Partial<Record<Language, string | undefined>>;
export interface TypedCriterion {
  readonly code: string;
  readonly level: Level;
  readonly place: string;
  readonly title: Typed;
  readonly guidance?: Typed | undefined;
  readonly inUse: boolean;
}
interface Written extends CriterionRow {
  readonly index: number;
  readonly place: number;
}

export const mayEditCriteria = (ctx: Ctx): boolean => holdsEverywhere(ctx.actor, 'review.criteria');

/**
 * Saves the criteria of both levels. A code is kept for good, with its level, because past scores name it: a criterion
 * is taken out of use, never deleted. Each has a title in both languages, each level at least one in use: else
 * InvalidInput at the row. Another save since `rev` is Conflict `review.criteria.edited-meanwhile`.
 */
export const saveCriteria = (ctx: Ctx, { rev, rows }: { rev: number; rows: readonly TypedCriterion[] }): Promise<{ rev: number }> =>
  transaction(ctx, async (tx) => {
    if (!mayEditCriteria(tx)) throw new Forbidden('page.not-allowed');
    if (onlyRow(await lockCriteria(tx)).rev !== rev) throw new Conflict('review.criteria.edited-meanwhile');
    const before = await selectCriteria(tx.db);
    const written = rows.flatMap((row, index) => (row.code === '' ? [] : [writtenRow(row, index, before, tx.locale)]));
    const problems = problemsOf(written, before);
    if (problems.length > 0) throw new InvalidInput('input.invalid', {}, problems);
    for (const level of levels) {
      const ordered = written.filter((row) => row.level === level).toSorted((a, b) => a.place - b.place || a.index - b.index);
      for (const [at, row] of ordered.entries()) await upsertCriterion(tx.db, row.code, row.level, at + 1, row.title, row.guidance, row.in_use);
    }
    await raiseCriteriaRevision(tx.db);
    recordAudit(tx, { what: 'review.criteria.edited', ref: { kind: 'criteria', id: 'all' }, before, after: written });
    return { rev: rev + 1 };
  });

function writtenRow(row: TypedCriterion, index: number, before: readonly CriterionRow[], writer: Language): Written {
  const old = before.find((known) => known.code === row.code);
  return {
    code: row.code,
    level: old?.level ?? row.level,
    title: writtenText(old?.title ?? null, row.title, writer) ?? ({ orig: writer, texts: {} } satisfies LocalizedText),
    guidance: writtenText(old?.guidance ?? null, row.guidance, writer),
    in_use: row.inUse,
    index,
    // After every place of four digits.
    place: row.place === '' ? 10_000 : Number(row.place),
  };
}

function problemsOf(written: readonly Written[], before: readonly CriterionRow[]): FieldProblem[] {
  const problems: FieldProblem[] = [];
  for (const [at, row] of written.entries()) {
    if (written.findIndex((other) => other.code === row.code) !== at) problems.push({ field: `rows.${row.index}.code`, code: 'review.criteria.twice' });
    for (const language of languages) if (!row.title.texts[language]) problems.push({ field: `rows.${row.index}.title.${language}`, code: 'input.required' });
  }
  // A row that the form did not send stays as it is.
  const left = before.filter((row) => !written.some((other) => other.code === row.code));
  for (const level of levels)
    if (![...written, ...left].some((row) => row.level === level && row.in_use))
      problems.push({ field: 'rows.0.inUse', code: `review.criteria.none-${level}` });
  return problems;
}
