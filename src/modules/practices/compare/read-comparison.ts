import { searchIds } from '#modules/search/public.ts';
import type { Ctx } from '#platform/context.ts';
import { NotFound } from '#platform/errors/errors.ts';
import { type ShownRow, selectByCodes, selectFound, withItems } from '../queries.ts';
import { type PracticeView, practiceJson, readPractice } from '../read/read-practice.ts';
import { differingAspects } from './aspects.ts';

export const comparedAtMost = 4;
const offeredAtMost = 6;

export interface ComparisonInput {
  /** Codes in the order they were chosen; those past the fourth are left out and counted. */
  readonly code: readonly string[];
  /** Words or a code of a practice to be added. */
  readonly q: string;
  readonly only: boolean;
}
export interface Comparison {
  readonly practices: readonly PracticeView[];
  readonly differing: ReadonlySet<string>;
  /** Codes of no practice that this reader may know of. */
  readonly unknown: readonly string[];
  readonly leftOut: number;
  readonly q: string;
  readonly offers: readonly ShownRow[];
  readonly only: boolean;
}

const readOrNothing = (ctx: Ctx, code: string): Promise<PracticeView | undefined> =>
  readPractice(ctx, code).catch((error) => {
    if (error instanceof NotFound) return undefined;
    throw error;
  });

/** Up to four practices side by side, each as this reader may see it. What they may not know is named like a code that nothing has. */
export async function readComparison(ctx: Ctx, { code, q, only }: ComparisonInput): Promise<Comparison> {
  const codes = code.slice(0, comparedAtMost);
  const [read, offers] = await Promise.all([Promise.all(codes.map((one) => readOrNothing(ctx, one))), offersFor(ctx, q, codes)]);
  const practices = read.flatMap((practice) => practice ?? []);
  return {
    practices,
    differing: differingAspects(practices),
    unknown: codes.filter((_, index) => read[index] === undefined),
    leftOut: code.length - codes.length,
    q,
    offers,
    only,
  };
}

/** Public practices that the typed words or code name, without those chosen already. */
async function offersFor(ctx: Ctx, q: string, chosen: readonly string[]): Promise<ShownRow[]> {
  if (q === '') return [];
  const named = /^[a-z]{2}-\d{4,6}$/i.test(q);
  const found = named ? [] : (await searchIds(ctx, 'practice', { q, limit: 20 })).ids;
  const rows = withItems(named ? await selectByCodes(ctx.db, [q.toUpperCase()]) : await selectFound(ctx.db, found));
  const place = new Map(found.map((id, index) => [id, index]));
  const ordered = rows.filter((row) => !chosen.includes(row.code)).sort((a, b) => (place.get(a.id) ?? 0) - (place.get(b.id) ?? 0));
  return ordered.slice(0, offeredAtMost);
}

export const comparisonJson = ({ practices, differing, unknown }: Comparison) => ({ items: practices.map(practiceJson), differing: [...differing], unknown });
