import type { Ctx } from '#platform/context.ts';
import { recordAudit } from '#platform/db/trace.ts';
import { transaction } from '#platform/db/transaction.ts';
import { InvalidInput } from '#platform/errors/errors.ts';
import { deleteMatchWeights, selectMatchWeights, upsertMatchWeight } from './queries.ts';

/** What a match is judged by, in the order in which it is explained. */
export const matchParts = ['sdg', 'cofog', 'text', 'fit', 'evidence', 'language', 'provider'] as const;
export type MatchPartName = (typeof matchParts)[number];
export type MatchWeights = Readonly<Record<MatchPartName, number>>;

/** domain.md 4.5; they add up to 1. */
export const defaultWeights: MatchWeights = { sdg: 0.3, cofog: 0.25, text: 0.15, fit: 0.1, evidence: 0.1, language: 0.05, provider: 0.05 };

const isPart = (name: string): name is MatchPartName => matchParts.some((part) => part === name);

/** The weights of this node: as the program has them, but for those an operator set. */
export async function readMatchWeights(ctx: Ctx): Promise<MatchWeights> {
  const set = await selectMatchWeights(ctx.db);
  return { ...defaultWeights, ...Object.fromEntries(set.filter(({ part }) => isPart(part)).map(({ part, weight }) => [part, weight])) };
}

/**
 * Sets some weights, none of which is negative and one at least above 0, else InvalidInput `search.weights-wrong`;
 * what is not named stays as it was. Null sets all back to those of the program.
 */
export function setMatchWeights(ctx: Ctx, given: Readonly<Record<string, number>> | null): Promise<MatchWeights> {
  return transaction(ctx, async (tx) => {
    const before = await readMatchWeights(tx);
    if (given === null) await deleteMatchWeights(tx.db);
    else {
      const after: Record<string, number> = { ...before, ...given };
      const wrong = Object.entries(given).find(([part, weight]) => !isPart(part) || !Number.isFinite(weight) || weight < 0);
      if (wrong || Object.values(after).every((weight) => weight === 0)) throw new InvalidInput('search.weights-wrong', { value: wrong?.join('=') ?? '0' });
      for (const [part, weight] of Object.entries(given)) await upsertMatchWeight(tx.db, part, weight);
    }
    const after = await readMatchWeights(tx);
    recordAudit(tx, { what: 'search.match-weights.set', ref: { kind: 'setting', id: 'search.match-weights' }, before, after });
    return after;
  });
}
