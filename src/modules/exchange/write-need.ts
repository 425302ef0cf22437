import { type Entity, entityByCode, holdersOf, notify, placeOf } from '#modules/directory/public.ts';
import { publicPractice } from '#modules/practices/public.ts';
import { addLink, linksOf, type Ref, removeLink } from '#modules/thread/public.ts';
import { conceptOf, readVocabulary } from '#modules/vocabulary/public.ts';
import type { Ctx, TxCtx } from '#platform/context.ts';
import { onlyRow, optionalRow } from '#platform/db/statement.ts';
import { emit, recordAudit } from '#platform/db/trace.ts';
import { transaction } from '#platform/db/transaction.ts';
import { Conflict, type FieldProblem, Forbidden, InvalidInput, NotFound, RuleBroken } from '#platform/errors/errors.ts';
import { uuidv7 } from '#platform/values/ids.ts';
import { type Language, type LocalizedText, languages } from '#platform/values/localized-text.ts';
import { writtenText } from '#platform/values/written-text.ts';
import { afterMove } from '#platform/workflow/workflow.ts';
import { indexNeed } from './index-need.ts';
import type { NeedForm } from './need-form.ts';
import { canWriteNeed } from './policy.ts';
import { deleteHidden, insertHidden, insertNeed, lockNeed, type NeedRow, selectNeed, updateNeed, updateNeedState } from './queries.ts';
import { isLooking, needWorkflow } from './workflow.ts';

export const refOf = (row: Pick<NeedRow, 'id'>): Ref => ({ kind: 'need', id: row.id });

type Before = Pick<NeedRow, 'title' | 'problem' | 'deadline'> | null;
interface Written {
  readonly title: LocalizedText;
  readonly problem: LocalizedText;
  readonly languages: readonly Language[];
  readonly currency: string | null;
}

/** What the form says, checked against the vocabulary and the calendar; every problem is told at once, by field. */
async function checked(ctx: Ctx, before: Before, form: NeedForm): Promise<Written> {
  const title = writtenText(before?.title ?? null, form.title, ctx.locale);
  const problem = writtenText(before?.problem ?? null, form.problem, ctx.locale);
  const vocabulary = await readVocabulary(ctx);
  const problems: FieldProblem[] = [];
  if (!title) problems.push({ field: `title.${ctx.locale}`, code: 'input.required' });
  if (!problem) problems.push({ field: `problem.${ctx.locale}`, code: 'input.required' });
  for (const scheme of ['cofog', 'sdg'] as const)
    if ((form[scheme] ?? []).some((code) => !conceptOf(vocabulary, scheme, code))) problems.push({ field: scheme, code: 'input.unknown-code' });
  if (form.budget !== null && form.currency === '') problems.push({ field: 'currency', code: 'input.currency-needed' });
  if (form.deadline !== null && form.deadline !== before?.deadline && form.deadline < ctx.now.toISOString().slice(0, 10))
    problems.push({ field: 'deadline', code: 'exchange.deadline-past' });
  if (!title || !problem || problems.length > 0) throw new InvalidInput('input.invalid', {}, problems);
  return {
    title,
    problem,
    languages: form.languages?.length ? form.languages : languages.filter((language) => title.texts[language]),
    currency: form.budget === null ? null : form.currency,
  };
}

/**
 * Publishes what an entity looks for. The actor speaks for the entity, else InvalidInput on `entity`. Title and problem
 * in one language at least. Everybody who signed in can read and find it from now on.
 */
export async function createNeed(
  ctx: Ctx,
  { entity: code, origin = 'record', ...form }: NeedForm & { entity: string; origin?: 'record' | 'demo' },
): Promise<{ no: number }> {
  const entity = await entityByCode(ctx, code);
  if (!entity || !canWriteNeed(ctx.actor, placeOf(entity)))
    throw new InvalidInput('input.invalid', {}, [{ field: 'entity', code: 'exchange.not-your-entity' }]);
  return transaction(ctx, async (tx) => {
    const { title, problem, languages: usable, currency } = await checked(tx, null, form);
    const id = uuidv7(tx.now.getTime());
    const { no } = onlyRow(
      await insertNeed(
        tx.db,
        id,
        entity.id,
        entity.country_code,
        tx.actor.personId,
        title,
        problem,
        form.cofog ?? [],
        form.sdg ?? [],
        form.budget,
        currency,
        form.months,
        usable,
        form.instruments ?? [],
        form.deadline,
        origin,
        tx.now,
      ),
    );
    await noted(tx, no, 'exchange.need.published', null);
    emit(tx, 'exchange.need-published', { id, no });
    return { no };
  });
}

/** After a change: the search knows the need as it now is, the audit log that it changed. */
async function noted(tx: TxCtx, no: number, what: string, before: NeedRow | null): Promise<void> {
  const after = onlyRow(await selectNeed(tx.db, no));
  await indexNeed(tx, after);
  recordAudit(tx, { what, ref: refOf(after), before, after, note: String(no) });
}

/** The need under a number, locked, for those who speak for its entity. */
async function lockForWriting(tx: TxCtx, no: number): Promise<NeedRow> {
  const row = optionalRow(await lockNeed(tx, no));
  if (!row) throw new NotFound('page.not-found');
  if (!canWriteNeed(tx.actor, { entity: row.entity_id, country: row.country_code })) throw new Forbidden('page.not-allowed');
  return row;
}

/** Saves the whole form. Another save since `rev` is Conflict `exchange.edited-meanwhile`; one that is met or withdrawn is closed. */
export const saveNeed = (ctx: Ctx, { no, rev, ...form }: NeedForm & { no: number; rev: number }): Promise<{ no: number; rev: number }> =>
  transaction(ctx, async (tx) => {
    const before = await lockForWriting(tx, no);
    if (!isLooking(before.state)) throw new RuleBroken('exchange.closed');
    if (before.rev !== rev) throw new Conflict('exchange.edited-meanwhile');
    const { title, problem, languages: usable, currency } = await checked(tx, before, form);
    const saved = onlyRow(
      await updateNeed(
        tx.db,
        before.id,
        title,
        problem,
        form.cofog ?? [],
        form.sdg ?? [],
        form.budget,
        currency,
        form.months,
        usable,
        form.instruments ?? [],
        form.deadline,
        tx.now,
      ),
    );
    await noted(tx, no, 'exchange.need.edited', before);
    return { no, rev: saved.rev };
  });

interface OfPractice {
  readonly no: number;
  /** Code of the practice. */
  readonly practice: string;
}

async function practiceOf(ctx: Ctx, code: string) {
  const practice = await publicPractice(ctx, code);
  if (!practice) throw new InvalidInput('input.invalid', {}, [{ field: 'practice', code: 'practices.unknown-practice' }]);
  return { ...practice, ref: { kind: 'practice', id: practice.id } };
}

const answersOf = async (ctx: Ctx, row: NeedRow) =>
  (await linksOf(ctx, refOf(row))).filter(({ verb, direction }) => verb === 'answers' && direction === 'from');

/**
 * Says that a public practice answers the need: a link of the thread, which its page and its statistics show. The need
 * is matched from the first one on, and those who coordinate the practice's owner are told.
 */
export const chooseAnswer = (ctx: Ctx, { no, practice: code }: OfPractice): Promise<{ no: number }> =>
  transaction(ctx, async (tx) => {
    const before = await lockForWriting(tx, no);
    if (!isLooking(before.state)) throw new RuleBroken('exchange.closed');
    const practice = await practiceOf(tx, code);
    await addLink(tx, practice.ref, 'answers', refOf(before));
    await deleteHidden(tx.db, before.id, practice.id);
    if (before.state === 'open') await updateNeedState(tx.db, before.id, afterMove(needWorkflow, before.state, 'match'), tx.now);
    await noted(tx, no, 'exchange.need.answer-chosen', before);
    const owner: Entity | undefined = practice.entity ? await entityByCode(tx, practice.entity.code) : undefined;
    const told = owner ? (await holdersOf(tx, ['entity-coordinator'], placeOf(owner))).filter((person) => person !== tx.actor.personId) : [];
    await notify(tx, told, 'exchange.notice.chosen', { practice: practice.title, need: before.title }, `/needs/${no}`);
    return { no };
  });

/** Takes an answer back; without any left the need is open again. */
export const dropAnswer = (ctx: Ctx, { no, practice: code }: OfPractice): Promise<{ no: number }> =>
  transaction(ctx, async (tx) => {
    const before = await lockForWriting(tx, no);
    if (!isLooking(before.state)) throw new RuleBroken('exchange.closed');
    await removeLink(tx, (await practiceOf(tx, code)).ref, 'answers', refOf(before));
    if (before.state === 'matched' && (await answersOf(tx, before)).length === 0)
      await updateNeedState(tx.db, before.id, afterMove(needWorkflow, before.state, 'unmatch'), tx.now);
    await noted(tx, no, 'exchange.need.answer-dropped', before);
    return { no };
  });

/** A proposed match that is of no use is not shown again, to anybody, until it is brought back. */
export const hideMatch = (ctx: Ctx, { no, practice: code }: OfPractice): Promise<{ no: number }> =>
  transaction(ctx, async (tx) => {
    const row = await lockForWriting(tx, no);
    const practice = await practiceOf(tx, code);
    await insertHidden(tx.db, row.id, practice.id, tx.actor.personId, tx.now);
    recordAudit(tx, { what: 'exchange.match.hidden', ref: refOf(row), after: { practice: code }, note: String(no) });
    return { no };
  });

export const showMatch = (ctx: Ctx, { no, practice: code }: OfPractice): Promise<{ no: number }> =>
  transaction(ctx, async (tx) => {
    const row = await lockForWriting(tx, no);
    await deleteHidden(tx.db, row.id, (await practiceOf(tx, code)).id);
    recordAudit(tx, { what: 'exchange.match.shown', ref: refOf(row), after: { practice: code }, note: String(no) });
    return { no };
  });

const moveNeed =
  (move: 'meet' | 'withdraw' | 'reopen', what: string) =>
  (ctx: Ctx, { no }: { no: number }): Promise<{ no: number }> =>
    transaction(ctx, async (tx) => {
      const before = await lockForWriting(tx, no);
      const moved = afterMove(needWorkflow, before.state, move);
      // A need that is taken up again stands where its answers put it.
      const state = move === 'reopen' && (await answersOf(tx, before)).length > 0 ? afterMove(needWorkflow, moved, 'match') : moved;
      await updateNeedState(tx.db, before.id, state, tx.now);
      await noted(tx, no, what, before);
      return { no };
    });

/** The asking entity says that the need is met: by an answer it chose. */
export const meetNeed = moveNeed('meet', 'exchange.need.met');
/** Ends the search without an answer; nobody finds the need any more. */
export const withdrawNeed = moveNeed('withdraw', 'exchange.need.withdrawn');
export const reopenNeed = moveNeed('reopen', 'exchange.need.reopened');
