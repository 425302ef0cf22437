import type { Indicator, IndicatorInput } from '#modules/measures/public.ts';
import type { TxCtx } from '#platform/context.ts';
import { optionalRow } from '#platform/db/statement.ts';
import { Conflict } from '#platform/errors/errors.ts';
import { readContent } from '../content/content.ts';
import type { PracticeRow } from '../queries.ts';
import type { Written } from '../write/save-practice.ts';
import { mergeSets, mergeThree, type Side } from './merge-three.ts';
import { revisionsKept, selectRevision } from './queries.ts';

export interface Merging {
  /** The revision whose text the writer saw when choosing; a choice about another one does not count. */
  readonly seen: number | null;
  readonly choices: ReadonlyMap<string, Side>;
}

/** Results as a writer types them: a change of the draft has not been confirmed by anybody. */
export const plainResults = (indicators: readonly Indicator[]): IndicatorInput[] =>
  indicators.map(({ id: _, readings, ...indicator }) => ({
    ...indicator,
    readings: readings.map(({ role, quantity, dated }) => ({ role, quantity, dated, verification: 'reported', reason: null })),
  }));

/**
 * What the practice said at the revision a writer started from: what the first save after it replaced, or what it says
 * now when nobody saved since. Undefined when that is too long ago to be kept.
 */
export async function revisionOf(tx: TxCtx, row: PracticeRow, rev: number, saved: Written): Promise<Written | undefined> {
  if (row.rev - rev >= revisionsKept) return undefined;
  const revision = optionalRow(await selectRevision(tx.db, row.id, rev));
  return revision ? { content: readContent(revision.content), results: revision.results } : saved;
}

/**
 * What was typed and what was saved meanwhile, together. What both changed and nobody decided: Conflict with the names
 * of those fields. Where it is not known what the writer started from, every difference is such a field.
 */
export function mergeSaves(started: Written | undefined, mine: Written, saved: Written, rev: number, merging: Merging | undefined): Written {
  const decide = (path: string): Side | undefined => (merging?.seen === rev ? merging.choices.get(path) : undefined);
  const { evidence: _, ...own } = mine.content;
  const { evidence: __, ...other } = saved.content;
  const merged = mergeThree(
    started && { ...started.content, results: started.results },
    { ...own, results: mine.results },
    { ...other, results: saved.results },
    decide,
  );
  if (merged.conflicts.length > 0) throw new Conflict('practices.edited-meanwhile', { fields: merged.conflicts.join(' '), seen: rev });
  const { results, ...content } = merged.value;
  const evidence = mergeSets(started?.content.evidence ?? [], mine.content.evidence, saved.content.evidence, ({ file }) => file.hash);
  return { content: { ...content, evidence }, results };
}
