import { addLink, removeLink, type Verb } from '#modules/thread/public.ts';
import type { Ctx, TxCtx } from '#platform/context.ts';
import { optionalRow } from '#platform/db/statement.ts';
import { transaction } from '#platform/db/transaction.ts';
import { Forbidden, InvalidInput, NotFound } from '#platform/errors/errors.ts';
import { canLink, canSee } from '../policy.ts';
import { lockByCode, selectByCode } from '../queries.ts';
import { factsOf } from '../read/facts.ts';

/** What a practice can say of another: a part of the thread's verbs. */
export const practiceVerbs = ['adaptedFrom', 'inspiredBy', 'basedOn', 'under'] as const satisfies readonly Verb[];

export interface PracticeLink {
  readonly code: string;
  readonly verb: (typeof practiceVerbs)[number];
  /** Code of the other practice. */
  readonly other: string;
}

async function ends(tx: TxCtx, { code, other }: PracticeLink) {
  const row = optionalRow(await lockByCode(tx, code));
  const facts = row && (await factsOf(tx, row, 'acting'));
  if (!row || !facts || !canSee(tx.actor, facts)) throw new NotFound('page.not-found');
  if (!canLink(tx.actor, facts)) throw new Forbidden('practices.may-not-link');
  const target = optionalRow(await selectByCode(tx.db, other));
  if (!target || target.id === row.id || !canSee(tx.actor, await factsOf(tx, target)))
    throw new InvalidInput('input.invalid', {}, [{ field: 'other', code: 'practices.unknown-practice' }]);
  return [
    { kind: 'practice', id: row.id },
    { kind: 'practice', id: target.id },
  ] as const;
}

/** Links a practice to another the actor may know of; an unknown code is InvalidInput on `other`. */
export const linkPractice = (ctx: Ctx, link: PracticeLink): Promise<{ code: string }> =>
  transaction(ctx, async (tx) => {
    const [from, to] = await ends(tx, link);
    await addLink(tx, from, link.verb, to);
    return { code: link.code };
  });

/** Takes a link out again; the audit log keeps that it was there. */
export const unlinkPractice = (ctx: Ctx, link: PracticeLink): Promise<{ code: string }> =>
  transaction(ctx, async (tx) => {
    const [from, to] = await ends(tx, link);
    await removeLink(tx, from, link.verb, to);
    return { code: link.code };
  });
