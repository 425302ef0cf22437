import { holdersOf, notify } from '#modules/directory/public.ts';
import type { Ctx, TxCtx } from '#platform/context.ts';
import { transaction } from '#platform/db/transaction.ts';
import type { Task } from '#platform/jobs/jobs.ts';
import { earliestDay } from '#platform/values/partial-date.ts';
import { type AgreementRow, markReminded, selectEnding } from './queries.ts';
import { placeOf } from './read-agreements.ts';
import { moveAgreement } from './write-agreement.ts';

/** Days before the end of a term at which its people are reminded. */
export const remindAt = [90, 30] as const;

const dayMs = 86_400_000;
const dayOf = (at: Date): string => at.toISOString().slice(0, 10);
const daysUntil = (day: string, now: Date): number => Math.round((Date.parse(day) - Date.parse(dayOf(now))) / dayMs);

/**
 * The last day of the next term of an agreement that renews by itself: as many months as the term that ends, a year
 * where its beginning is not known. A day that the month does not have is the last one it has.
 */
export function nextTermEnds({ effective_on, signed_on, expires_on }: Pick<AgreementRow, 'effective_on' | 'signed_on' | 'expires_on'>): string {
  const end = new Date(`${expires_on}T00:00:00Z`);
  const from = effective_on ?? signed_on;
  const began = from ? new Date(`${earliestDay(from)}T00:00:00Z`) : null;
  const length = began ? (end.getUTCFullYear() - began.getUTCFullYear()) * 12 + end.getUTCMonth() - began.getUTCMonth() : 12;
  const months = Math.max(1, length + (began && began.getUTCDate() === 1 && isLastDay(end) ? 1 : 0));
  const first = new Date(Date.UTC(end.getUTCFullYear(), end.getUTCMonth() + months, 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  first.setUTCDate(isLastDay(end) ? last : Math.min(end.getUTCDate(), last));
  return dayOf(first);
}
const isLastDay = (at: Date): boolean => new Date(at.getTime() + dayMs).getUTCDate() === 1;

/**
 * Once a day: tells the managers and the focal points 90 and 30 days before a term ends; the day after its end an
 * agreement is renewed where it says so, else expired. Run again it reminds nobody twice and moves nothing twice.
 */
export const watchTerms: Task = async (ctx) => {
  const until = dayOf(new Date(ctx.now.getTime() + remindAt[0] * dayMs));
  for (const row of await selectEnding(ctx.db, until)) {
    const left = daysUntil(row.expires_on ?? until, ctx.now);
    if (left >= 0) await remind(ctx, row, left);
    else if (row.auto_renew) await renew(ctx, row);
    else await moveAgreement(ctx, { ref: row.ref, move: 'expire' });
  }
};

/** A node that was away for more than a term renews until the term reaches today. */
async function renew(ctx: Ctx, row: AgreementRow): Promise<void> {
  let ends = row.expires_on ?? dayOf(ctx.now);
  while (ends < dayOf(ctx.now)) ends = nextTermEnds({ ...row, effective_on: row.effective_on && shifted(row, ends), expires_on: ends });
  await moveAgreement(ctx, { ref: row.ref, move: 'renew', on: { date: ends, precision: 'day' } });
}
/** The beginning moves with the end, so that each term is as long as the first. */
const shifted = ({ effective_on, expires_on }: AgreementRow, ends: string): AgreementRow['effective_on'] => {
  if (!effective_on || ends === expires_on) return effective_on;
  const by = Date.parse(ends) - Date.parse(expires_on ?? ends);
  return { date: dayOf(new Date(Date.parse(earliestDay(effective_on)) + by)), precision: 'day' };
};

async function remind(ctx: Ctx, row: AgreementRow, left: number): Promise<void> {
  const step = [...remindAt].reverse().find((days) => left <= days);
  if (step === undefined) return;
  await transaction(ctx, async (tx) => {
    // Whoever marks it first reminds: two workers at once tell nobody twice.
    if ((await markReminded(tx.db, row.id, `${row.expires_on} ${step}`)).length === 0) return;
    await notify(
      tx,
      await peopleOf(tx, row),
      row.auto_renew ? 'partnerships.notice.renews' : 'partnerships.notice.ends',
      { title: row.title, date: `\u2066${row.expires_on ?? ''}\u2069` },
      `/partnerships/${row.ref}`,
    );
  });
}

/** The office, the managers of this partnership, and the focal points of its countries. */
async function peopleOf(tx: TxCtx, row: AgreementRow): Promise<string[]> {
  const people = new Set(await holdersOf(tx, ['programme-office', 'partnership-manager'], { programme: row.ref }));
  for (const country of placeOf(row).countries) for (const person of await holdersOf(tx, ['focal-point'], { country })) people.add(person);
  return [...people];
}
