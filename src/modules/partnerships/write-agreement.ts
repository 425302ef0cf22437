import { allCountries, allEntities, type Entity, holdersOf, notify } from '#modules/directory/public.ts';
import { type Indicator, indicatorsOf, replaceIndicators } from '#modules/measures/public.ts';
import type { Ctx, TxCtx } from '#platform/context.ts';
import { onlyRow, optionalRow } from '#platform/db/statement.ts';
import { emit, recordAudit } from '#platform/db/trace.ts';
import { transaction } from '#platform/db/transaction.ts';
import { Conflict, type FieldProblem, Forbidden, InvalidInput, NotFound, RuleBroken } from '#platform/errors/errors.ts';
import { uuidv7 } from '#platform/values/ids.ts';
import type { Language, LocalizedText } from '#platform/values/localized-text.ts';
import { earliestDay, isBefore, type PartialDate } from '#platform/values/partial-date.ts';
import { writtenText } from '#platform/values/written-text.ts';
import { afterMove } from '#platform/workflow/workflow.ts';
import type { AgreementForm, AxisForm, FigureForm, InitiativeForm, MeetingForm } from './agreement-form.ts';
import { indexAgreement } from './index-agreement.ts';
import { canCreateAgreements, canManage, canSeeAgreement } from './policy.ts';
import {
  type AgreementRow,
  type AxisRow,
  deleteAxes,
  deleteInitiatives,
  deleteMeetings,
  deleteParties,
  deletePhases,
  type InitiativeRow,
  insertAgreement,
  insertAmendment,
  insertAxis,
  insertFollowUp,
  insertInitiative,
  insertMeeting,
  insertMove,
  insertParty,
  insertPhase,
  lockAgreement,
  type MeetingRow,
  type PartyRow,
  type PhaseRow,
  selectAgreement,
  selectAxes,
  selectInitiatives,
  selectMeetings,
  selectPhases,
  touchAgreement,
  updateAgreement,
  updateAgreementState,
} from './queries.ts';
import { placeOf, refOf } from './read-agreements.ts';
import { type AgreementMove, type AgreementState, agreementWorkflow, isBinding, isOver } from './workflow.ts';

type Typed = Partial<Record<Language, string | undefined>>;
const empty = (typed: Typed | undefined): boolean => !(typed?.ar?.trim() || typed?.en?.trim());

/** A text of a row, which is sent whole: a language that is left out is empty, or it would be that of the row that stood here before. */
const rowText = (before: LocalizedText | null, typed: Typed | undefined, writer: Language): LocalizedText | null =>
  writtenText(before, { ar: typed?.ar ?? '', en: typed?.en ?? '' }, writer);

interface Written {
  readonly title: LocalizedText;
  readonly purpose: LocalizedText | null;
  readonly signedAt: LocalizedText | null;
  readonly signedOn: PartialDate | null;
  readonly effectiveOn: PartialDate | null;
  readonly parties: readonly PartyRow[];
  readonly phases: readonly PhaseRow[];
}

/** What the form says, checked against the directory and the calendar; every problem is told at once, by field. */
async function checked(ctx: Ctx, before: AgreementRow | null, phasesBefore: readonly PhaseRow[], form: AgreementForm): Promise<Written> {
  const problems: FieldProblem[] = [];
  const title = writtenText(before?.title ?? null, form.title, ctx.locale);
  if (!title) problems.push({ field: `title.${ctx.locale}`, code: 'input.required' });
  const signedOn = form.signedOn === undefined ? (before?.signed_on ?? null) : form.signedOn;
  const effectiveOn = form.effectiveOn === undefined ? (before?.effective_on ?? null) : form.effectiveOn;
  const signed = before?.signed ?? false;
  if (signed && before?.origin !== 'fact' && !signedOn) problems.push({ field: 'signedOn', code: 'input.required' });
  if (signedOn && earliestDay(signedOn) > today(ctx)) problems.push({ field: 'signedOn', code: 'partnerships.not-yet' });
  if (signedOn && effectiveOn && isBefore(effectiveOn, signedOn)) problems.push({ field: 'effectiveOn', code: 'partnerships.before-signature' });
  const start = effectiveOn ?? signedOn;
  if (form.expiresOn && start && form.expiresOn < earliestDay(start)) problems.push({ field: 'expiresOn', code: 'partnerships.before-start' });
  const { parties, problems: ofParties } = await partiesAfter(ctx, before, form);
  const { phases, problems: ofPhases } = phasesAfter(ctx, phasesBefore, form);
  problems.push(...ofParties, ...ofPhases);
  if (!title || problems.length > 0) throw new InvalidInput('input.invalid', {}, problems);
  return {
    title,
    purpose: writtenText(before?.purpose ?? null, form.purpose, ctx.locale),
    signedAt: writtenText(before?.signed_at ?? null, form.signedAt, ctx.locale),
    signedOn,
    effectiveOn,
    parties,
    phases,
  };
}

/** The parties of the form: each a country, an organisation or both; the same one once; two at least. */
async function partiesAfter(ctx: Ctx, before: AgreementRow | null, form: AgreementForm) {
  if (!form.parties) return { parties: before?.parties ?? [], problems: before ? [] : [{ field: 'parties.0.country', code: 'partnerships.two-parties' }] };
  const [countries, entities] = await Promise.all([allCountries(ctx), byCode(ctx)]);
  const problems: FieldProblem[] = [];
  const seen = new Set<string>();
  const parties: PartyRow[] = [];
  for (const [index, { country, entity, role }] of form.parties.entries()) {
    if (country === '' && entity === '') continue;
    if (country !== '' && !countries.has(country)) problems.push({ field: `parties.${index}.country`, code: 'partnerships.unknown-country' });
    if (entity !== '' && !entities.has(entity)) problems.push({ field: `parties.${index}.entity`, code: 'partnerships.unknown-entity' });
    const key = `${country} ${entity}`;
    if (seen.has(key)) problems.push({ field: `parties.${index}.country`, code: 'partnerships.party-twice' });
    seen.add(key);
    const found = entities.get(entity);
    // An organisation without a country named beside it stands for its own.
    parties.push({ country_code: country || (found?.country_code ?? null), entity_id: found?.id ?? null, role: role ?? null });
  }
  if (parties.length < 2) problems.push({ field: `parties.${parties.length}.country`, code: 'partnerships.two-parties' });
  return { parties, problems };
}

function phasesAfter(ctx: Ctx, before: readonly PhaseRow[], form: AgreementForm) {
  if (!form.phases) return { phases: before, problems: [] };
  const problems: FieldProblem[] = [];
  const phases: PhaseRow[] = [];
  for (const [index, { title: typed, startsOn, endsOn }] of form.phases.entries()) {
    if (empty(typed)) {
      if (startsOn || endsOn) problems.push({ field: `phases.${index}.title.${ctx.locale}`, code: 'input.required' });
      continue;
    }
    const title = rowText(before[index]?.title ?? null, typed, ctx.locale);
    if (startsOn && endsOn && isBefore(endsOn, startsOn)) problems.push({ field: `phases.${index}.endsOn`, code: 'partnerships.before-start' });
    if (title) phases.push({ no: phases.length + 1, title, starts_on: startsOn ?? null, ends_on: endsOn ?? null });
  }
  return { phases, problems };
}

const byCode = async (ctx: Ctx): Promise<ReadonlyMap<string, Entity>> => new Map((await allEntities(ctx)).map((entity) => [entity.code, entity]));

async function writeParts(tx: TxCtx, id: string, { parties, phases }: Pick<Written, 'parties' | 'phases'>): Promise<void> {
  await deleteParties(tx.db, id);
  for (const [position, { country_code, entity_id, role }] of parties.entries()) await insertParty(tx.db, id, position, country_code, entity_id, role);
  await deletePhases(tx.db, id);
  for (const { no, title, starts_on, ends_on } of phases) await insertPhase(tx.db, id, no, title, starts_on, ends_on);
}

export interface NewAgreement extends AgreementForm {
  readonly ref: string;
  readonly origin?: AgreementRow['origin'];
  /** For what was signed elsewhere before it was recorded here. */
  readonly state?: AgreementState;
  readonly source?: string | null;
}

/**
 * Begins an agreement as a proposal that only its managers and the focal points of its countries see. A reference
 * that is taken is InvalidInput on `ref`; so is each row that names no country or organisation of the directory.
 */
export const createAgreement = (ctx: Ctx, { ref, origin = 'record', state = 'proposed', source = null, ...form }: NewAgreement): Promise<{ ref: string }> =>
  transaction(ctx, async (tx) => {
    if (!canCreateAgreements(tx.actor)) throw new Forbidden('page.not-allowed');
    const written = await checked(tx, null, [], form);
    const id = uuidv7(tx.now.getTime());
    const signed = isBinding(state) || isOver(state);
    const added = await insertAgreement(
      tx.db,
      id,
      ref,
      form.type,
      written.title,
      written.purpose,
      written.signedOn,
      written.signedAt,
      written.effectiveOn,
      form.expiresOn,
      form.autoRenew,
      form.languages ?? [],
      state,
      signed,
      source,
      origin,
      tx.now,
    );
    if (added.length === 0) throw new InvalidInput('input.invalid', {}, [{ field: 'ref', code: 'partnerships.ref-taken' }]);
    await writeParts(tx, id, written);
    await noted(tx, ref, 'partnerships.agreement.created', null);
    return { ref };
  });

/** After a change: the search knows the agreement as it now is, the audit log that it changed. Gives it. */
async function noted(tx: TxCtx, ref: string, what: string, before: AgreementRow | null): Promise<AgreementRow> {
  const after = onlyRow(await selectAgreement(tx.db, ref));
  await indexAgreement(tx, after);
  recordAudit(tx, { what, ref: refOf(after), before, after, note: ref });
  return after;
}

/** The agreement, locked, for those who manage it. One that the actor may not see is not found. */
async function lockForManaging(tx: TxCtx, ref: string): Promise<AgreementRow> {
  const row = optionalRow(await lockAgreement(tx, ref));
  if (!row || !canSeeAgreement(tx.actor, placeOf(row))) throw new NotFound('page.not-found');
  if (!canManage(tx.actor, row)) throw new Forbidden('page.not-allowed');
  return row;
}

const kept = ['type', 'title', 'purpose', 'signed_on', 'signed_at', 'effective_on', 'expires_on', 'auto_renew', 'languages', 'parties'] as const;

/**
 * Saves the whole form. Once signed, a change is an amendment: it says why (InvalidInput on `amendment`), and what it
 * changed is kept as it was. Another save since `rev` is Conflict `partnerships.edited-meanwhile`; an agreement that
 * is over is closed.
 */
export const saveAgreement = (ctx: Ctx, { ref, rev, amendment, ...form }: AgreementForm & { ref: string; rev: number; amendment?: Typed | undefined }) =>
  transaction(ctx, async (tx): Promise<{ ref: string; rev: number }> => {
    const before = await lockForWorking(tx, ref, rev);
    const written = await checked(tx, before, await selectPhases(tx.db, before.id), form);
    const note = writtenText(null, amendment, tx.locale);
    if (isBinding(before.state) && !note) throw new InvalidInput('input.invalid', {}, [{ field: `amendment.${tx.locale}`, code: 'partnerships.say-why' }]);
    await updateAgreement(
      tx.db,
      before.id,
      form.type,
      written.title,
      written.purpose,
      written.signedOn,
      written.signedAt,
      written.effectiveOn,
      form.expiresOn,
      form.autoRenew,
      form.languages ?? before.languages,
      tx.now,
    );
    await writeParts(tx, before.id, written);
    const after = await noted(tx, ref, isBinding(before.state) ? 'partnerships.agreement.amended' : 'partnerships.agreement.edited', before);
    if (isBinding(before.state)) await insertAmendment(tx.db, before.id, note, earlierOf(before, after), tx.now);
    return { ref, rev: before.rev + 1 };
  });

/** The fields that differ, as they were. */
const earlierOf = (before: AgreementRow, after: AgreementRow): Record<string, unknown> =>
  Object.fromEntries(kept.flatMap((field) => (JSON.stringify(before[field]) === JSON.stringify(after[field]) ? [] : [[field, before[field]]])));

/**
 * Saves the axes in their order: rows without a title go. A phase or an entity that is not there is named at its row.
 * Axes are worked on while the agreement runs, so this is no amendment.
 */
export const saveAxes = (ctx: Ctx, { ref, rev, axes: typed }: { ref: string; rev: number; axes: readonly AxisForm[] }) =>
  transaction(ctx, async (tx): Promise<{ ref: string; rev: number }> => {
    const before = await lockForWorking(tx, ref, rev);
    const [was, phases, entities] = await Promise.all([selectAxes(tx.db, before.id), selectPhases(tx.db, before.id), byCode(tx)]);
    const problems: FieldProblem[] = [];
    const axes: AxisRow[] = [];
    for (const [index, form] of typed.entries()) {
      const at = `axes.${index}`;
      if (empty(form.title)) {
        if (!empty(form.objectives) || !empty(form.nextStep) || form.dueOn) problems.push({ field: `${at}.title.${tx.locale}`, code: 'input.required' });
        continue;
      }
      if (form.phase !== null && !phases.some(({ no }) => no === form.phase)) problems.push({ field: `${at}.phase`, code: 'partnerships.unknown-phase' });
      for (const side of ['lead', 'partner'] as const)
        if (form[side] !== '' && !entities.has(form[side])) problems.push({ field: `${at}.${side}`, code: 'partnerships.unknown-entity' });
      const title = rowText(was[index]?.title ?? null, form.title, tx.locale);
      if (!title) continue;
      axes.push({
        no: axes.length + 1,
        phase: form.phase,
        title,
        objectives: rowText(was[index]?.objectives ?? null, form.objectives, tx.locale),
        lead_entity_id: entities.get(form.lead)?.id ?? null,
        partner_entity_id: entities.get(form.partner)?.id ?? null,
        status: form.status ?? null,
        next_step: rowText(was[index]?.next_step ?? null, form.nextStep, tx.locale),
        due_on: form.dueOn,
      });
    }
    if (problems.length > 0) throw new InvalidInput('input.invalid', {}, problems);
    await deleteAxes(tx.db, before.id);
    for (const { no, phase, title, objectives, lead_entity_id, partner_entity_id, status, next_step, due_on } of axes)
      await insertAxis(tx.db, before.id, no, phase, title, objectives, lead_entity_id, partner_entity_id, status, next_step, due_on);
    await touchAgreement(tx.db, before.id, tx.now);
    recordAudit(tx, { what: 'partnerships.axes.saved', ref: refOf(before), before: was, after: axes, note: ref });
    return { ref, rev: before.rev + 1 };
  });

/** The agreement, locked, as it is worked on: it is not over, and nobody saved it since `rev`. */
async function lockForWorking(tx: TxCtx, ref: string, rev: number): Promise<AgreementRow> {
  const before = await lockForManaging(tx, ref);
  if (isOver(before.state)) throw new RuleBroken('partnerships.closed');
  if (before.rev !== rev) throw new Conflict('partnerships.edited-meanwhile');
  return before;
}

/**
 * Saves the initiatives in their order: rows without a title go. Each has its type; an axis that is not there, and an
 * end before its beginning, are named at their row.
 */
export const saveInitiatives = (ctx: Ctx, { ref, rev, initiatives: typed }: { ref: string; rev: number; initiatives: readonly InitiativeForm[] }) =>
  transaction(ctx, async (tx): Promise<{ ref: string; rev: number }> => {
    const before = await lockForWorking(tx, ref, rev);
    const [was, axes] = await Promise.all([selectInitiatives(tx.db, before.id), selectAxes(tx.db, before.id)]);
    const problems: FieldProblem[] = [];
    const initiatives: InitiativeRow[] = [];
    for (const [index, form] of typed.entries()) {
      const at = `initiatives.${index}`;
      if (empty(form.title)) {
        if (form.type || form.startsOn || form.endsOn) problems.push({ field: `${at}.title.${tx.locale}`, code: 'input.required' });
        continue;
      }
      if (!form.type) problems.push({ field: `${at}.type`, code: 'input.choose' });
      if (form.axis !== null && !axes.some(({ no }) => no === form.axis)) problems.push({ field: `${at}.axis`, code: 'partnerships.unknown-axis' });
      if (form.startsOn && form.endsOn && isBefore(form.endsOn, form.startsOn)) problems.push({ field: `${at}.endsOn`, code: 'partnerships.before-start' });
      const title = rowText(was[index]?.title ?? null, form.title, tx.locale);
      if (!title || !form.type) continue;
      initiatives.push({
        no: initiatives.length + 1,
        axis: form.axis,
        type: form.type,
        title,
        starts_on: form.startsOn ?? null,
        ends_on: form.endsOn ?? null,
        status: form.status,
      });
    }
    if (problems.length > 0) throw new InvalidInput('input.invalid', {}, problems);
    await deleteInitiatives(tx.db, before.id);
    for (const { no, axis, type, title, starts_on, ends_on, status } of initiatives)
      await insertInitiative(tx.db, before.id, no, axis, type, title, starts_on, ends_on, status);
    await touchAgreement(tx.db, before.id, tx.now);
    recordAudit(tx, { what: 'partnerships.initiatives.saved', ref: refOf(before), before: was, after: initiatives, note: ref });
    return { ref, rev: before.rev + 1 };
  });

/**
 * Saves the meetings of the joint committee with their decisions and what was promised. Rows without a day and without
 * decisions go. A meeting lies not in the future, and nothing is done before its meeting or after today.
 */
export const saveMeetings = (ctx: Ctx, { ref, rev, meetings: typed }: { ref: string; rev: number; meetings: readonly MeetingForm[] }) =>
  transaction(ctx, async (tx): Promise<{ ref: string; rev: number }> => {
    const before = await lockForWorking(tx, ref, rev);
    const [was, entities] = await Promise.all([selectMeetings(tx.db, before.id), byCode(tx)]);
    const problems: FieldProblem[] = [];
    const meetings: MeetingRow[] = [];
    for (const [index, form] of typed.entries()) {
      const at = `meetings.${index}`;
      const promised = form.followUps.some(({ what }) => !empty(what));
      if (!form.heldOn && empty(form.decisions) && !promised) continue;
      const decisions = rowText(was[index]?.decisions ?? null, form.decisions, tx.locale);
      if (!form.heldOn) problems.push({ field: `${at}.heldOn`, code: 'input.required' });
      else if (form.heldOn > today(tx)) problems.push({ field: `${at}.heldOn`, code: 'partnerships.not-yet' });
      if (!decisions) problems.push({ field: `${at}.decisions.${tx.locale}`, code: 'input.required' });
      const follow_ups = followUpsAfter(tx, was[index], form, entities, at, problems);
      if (form.heldOn && decisions) meetings.push({ no: meetings.length + 1, held_on: form.heldOn, decisions, follow_ups });
    }
    if (problems.length > 0) throw new InvalidInput('input.invalid', {}, problems);
    await deleteMeetings(tx.db, before.id);
    for (const { no, held_on, decisions, follow_ups } of meetings) {
      await insertMeeting(tx.db, before.id, no, held_on, decisions);
      for (const one of follow_ups) await insertFollowUp(tx.db, before.id, no, one.no, one.what, one.entity_id, one.due_on, one.done_on);
    }
    await touchAgreement(tx.db, before.id, tx.now);
    recordAudit(tx, { what: 'partnerships.meetings.saved', ref: refOf(before), before: was, after: meetings, note: ref });
    return { ref, rev: before.rev + 1 };
  });

const today = (ctx: Ctx): string => ctx.now.toISOString().slice(0, 10);

function followUpsAfter(
  ctx: Ctx,
  was: MeetingRow | undefined,
  form: MeetingForm,
  entities: ReadonlyMap<string, Entity>,
  at: string,
  problems: FieldProblem[],
): MeetingRow['follow_ups'] {
  const kept: MeetingRow['follow_ups'][number][] = [];
  for (const [index, { what: typed, entity, dueOn, doneOn }] of form.followUps.entries()) {
    const place = `${at}.followUps.${index}`;
    const what = empty(typed) ? null : rowText(was?.follow_ups[index]?.what ?? null, typed, ctx.locale);
    if (!what) {
      if (dueOn || doneOn) problems.push({ field: `${place}.what.${ctx.locale}`, code: 'input.required' });
      continue;
    }
    if (entity !== '' && !entities.has(entity)) problems.push({ field: `${place}.entity`, code: 'partnerships.unknown-entity' });
    if (doneOn && doneOn > today(ctx)) problems.push({ field: `${place}.doneOn`, code: 'partnerships.not-yet' });
    else if (doneOn && form.heldOn && doneOn < form.heldOn) problems.push({ field: `${place}.doneOn`, code: 'partnerships.before-start' });
    kept.push({ no: kept.length + 1, what, entity_id: entities.get(entity)?.id ?? null, due_on: dueOn, done_on: doneOn });
  }
  return kept;
}

/**
 * Saves what is reported of the agreement: each figure with its exactness, its day and its source, in both
 * languages where they are known. A figure that did not change keeps what the other side said of it; a changed one is
 * reported anew.
 */
export const saveFigures = (ctx: Ctx, { ref, rev, figures }: { ref: string; rev: number; figures: readonly FigureForm[] }) =>
  transaction(ctx, async (tx): Promise<{ ref: string; rev: number }> => {
    const before = await lockForManaging(tx, ref);
    if (before.rev !== rev) throw new Conflict('partnerships.edited-meanwhile');
    const was = await indicatorsOf(tx, refOf(before));
    const problems: FieldProblem[] = [];
    const indicators = figures.flatMap((form, index) => {
      const at = `figures.${index}`;
      const given = !empty(form.name) || form.value !== null;
      if (!given) return [];
      const old = was[index];
      const name = rowText(old?.name ?? null, form.name, tx.locale);
      const unit = rowText(old?.unit ?? null, form.unit, tx.locale);
      if (!name) problems.push({ field: `${at}.name.${tx.locale}`, code: 'input.required' });
      if (!unit) problems.push({ field: `${at}.unit.${tx.locale}`, code: 'input.required' });
      if (form.value === null) problems.push({ field: `${at}.value`, code: 'input.required' });
      if (!form.asOf) problems.push({ field: `${at}.asOf`, code: 'input.required' });
      else if (earliestDay(form.asOf) > today(tx)) problems.push({ field: `${at}.asOf`, code: 'partnerships.not-yet' });
      if (!name || !unit || form.value === null || !form.asOf) return [];
      return [
        reported(old, { name, unit, source: rowText(old?.method ?? null, form.source, tx.locale), form: { ...form, value: form.value, asOf: form.asOf } }),
      ];
    });
    if (problems.length > 0) throw new InvalidInput('input.invalid', {}, problems);
    await replaceIndicators(tx, refOf(before), indicators);
    await touchAgreement(tx.db, before.id, tx.now);
    recordAudit(tx, { what: 'partnerships.figures.reported', ref: refOf(before), before: was, after: indicators, note: ref });
    emit(tx, 'partnerships.figures-reported', { ref });
    await tellSides(tx, before, 'partnerships.notice.figures', { title: before.title });
    return { ref, rev: before.rev + 1 };
  });

interface ReportedFigure {
  readonly name: LocalizedText;
  readonly unit: LocalizedText;
  readonly source: LocalizedText | null;
  readonly form: FigureForm & { readonly value: number; readonly asOf: PartialDate };
}
function reported(old: Indicator | undefined, { name, unit, source, form }: ReportedFigure) {
  const before = old?.readings[0];
  const same =
    before !== undefined &&
    before.quantity.value === form.value &&
    before.quantity.qualifier === form.qualifier &&
    before.dated.date === form.asOf.date &&
    JSON.stringify(old?.name.texts) === JSON.stringify(name.texts);
  return {
    name,
    unit,
    kind: 'output' as const,
    direction: 'increase' as const,
    method: source,
    attribution: null,
    comparison: null,
    readings: [
      {
        role: 'value' as const,
        quantity: { value: form.value, qualifier: form.qualifier },
        dated: same ? before.dated : form.asOf,
        verification: same ? before.verification : ('reported' as const),
        reason: same ? before.reason : null,
      },
    ],
  };
}

/** Puts a line on the pages of the focal points of its countries. */
async function tellSides(tx: TxCtx, row: AgreementRow, message: string, params: Readonly<Record<string, LocalizedText>>): Promise<void> {
  const people = new Set<string>();
  for (const country of placeOf(row).countries) for (const person of await holdersOf(tx, ['focal-point'], { country })) people.add(person);
  if (tx.actor.personId) people.delete(tx.actor.personId);
  await notify(tx, [...people], message, params, `/partnerships/${row.ref}`);
}

export interface Moved {
  readonly ref: string;
  readonly move: AgreementMove;
  readonly reason?: Typed | undefined;
  /** The day of the signature, of the start, or until which it is renewed. */
  readonly on?: PartialDate | null | undefined;
}

const needReason: readonly AgreementMove[] = ['suspend', 'terminate'];

/**
 * Moves an agreement to its next state (domain.md 6.2). A signature and a start have their date, a renewal its new
 * last day, a suspension and an end their reason. From its signature on everybody reads and finds it.
 */
export const moveAgreement = (ctx: Ctx, { ref, move, reason: typed, on = null }: Moved): Promise<{ ref: string }> =>
  transaction(ctx, async (tx) => {
    const before = await lockForManaging(tx, ref);
    const state = afterMove(agreementWorkflow, before.state, move);
    const reason = writtenText(null, typed, tx.locale);
    const problems = moveProblems(tx, before, move, on, reason);
    if (problems.length > 0) throw new InvalidInput('input.invalid', {}, problems);
    await updateAgreementState(
      tx.db,
      before.id,
      state,
      move === 'sign' ? on : null,
      move === 'start' ? on : null,
      move === 'renew' && on ? on.date : null,
      tx.now,
    );
    await insertMove(tx.db, before.id, move, state, reason, tx.now);
    await noted(tx, ref, `partnerships.agreement.${move}`, before);
    emit(tx, 'partnerships.agreement-moved', { ref, move });
    await tellSides(tx, before, 'partnerships.notice.moved', { title: before.title });
    return { ref };
  });

function moveProblems(ctx: Ctx, before: AgreementRow, move: AgreementMove, on: PartialDate | null, reason: LocalizedText | null): FieldProblem[] {
  const problems: FieldProblem[] = [];
  if (needReason.includes(move) && !reason) problems.push({ field: `reason.${ctx.locale}`, code: 'partnerships.say-why' });
  if ((move === 'sign' || move === 'start') && !on) problems.push({ field: 'on', code: 'input.required' });
  if (move === 'sign' && on && earliestDay(on) > today(ctx)) problems.push({ field: 'on', code: 'partnerships.not-yet' });
  if (move === 'start' && on && before.signed_on && isBefore(on, before.signed_on)) problems.push({ field: 'on', code: 'partnerships.before-signature' });
  if (move === 'renew') {
    if (on?.precision !== 'day') problems.push({ field: 'on', code: 'input.day-needed' });
    else if (on.date <= (before.expires_on ?? today(ctx))) problems.push({ field: 'on', code: 'partnerships.before-start' });
  }
  return problems;
}
