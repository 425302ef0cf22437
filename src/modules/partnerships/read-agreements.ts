import { allCountries, type Country, type Entity, entitiesById } from '#modules/directory/public.ts';
import { type Indicator, indicatorsOf, type Reading } from '#modules/measures/public.ts';
import { type LinkedRecord, linksOf, type Ref } from '#modules/thread/public.ts';
import { reachOf } from '#platform/auth/actor.ts';
import type { Ctx } from '#platform/context.ts';
import { optionalRow } from '#platform/db/statement.ts';
import { Forbidden, NotFound } from '#platform/errors/errors.ts';
import { canCreateAgreements, canManage, canSeeAgreement, isOfASide } from './policy.ts';
import {
  type AgreementRow,
  type AmendmentRow,
  type AxisRow,
  type InitiativeRow,
  type MeetingRow,
  type MoveRow,
  type PhaseRow,
  selectAgreement,
  selectAgreements,
  selectAmendments,
  selectAxes,
  selectInitiatives,
  selectMeetings,
  selectMoves,
  selectPhases,
} from './queries.ts';
import type { AgreementState, AgreementType } from './workflow.ts';

export const refOf = (row: Pick<AgreementRow, 'id'>): Ref => ({ kind: 'agreement', id: row.id });

/** Where an agreement stands: its countries are those of its parties. */
export const placeOf = (row: Pick<AgreementRow, 'ref' | 'signed' | 'parties'>) => ({
  ref: row.ref,
  signed: row.signed,
  countries: row.parties.flatMap(({ country_code }) => country_code ?? []),
});

export interface AgreementFilters {
  readonly state: readonly AgreementState[];
  readonly type: readonly AgreementType[];
  readonly country: readonly string[];
}
interface AxisCounts {
  readonly axes: number;
  readonly axes_known: number;
  readonly axes_done: number;
}
export interface ListedAgreement {
  readonly row: AgreementRow & AxisCounts;
  readonly parties: readonly Party[];
}
export interface Party {
  readonly country: Country | undefined;
  readonly entity: Entity | undefined;
  readonly role: AgreementRow['parties'][number]['role'];
}
export interface AgreementList {
  readonly filters: AgreementFilters;
  readonly agreements: readonly ListedAgreement[];
  readonly countries: ReadonlyMap<string, Country>;
  readonly mayCreate: boolean;
}

const partiesOf = (row: AgreementRow, countries: ReadonlyMap<string, Country>, entities: ReadonlyMap<string, Entity>): Party[] =>
  row.parties.map(({ country_code, entity_id, role }) => ({ country: countries.get(country_code ?? ''), entity: entities.get(entity_id ?? ''), role }));

/** Agreements with their parties by name, for lists. */
export async function withParties<Row extends AgreementRow>(
  ctx: Ctx,
  rows: readonly Row[],
): Promise<{ readonly row: Row; readonly parties: readonly Party[] }[]> {
  const [countries, entities] = await Promise.all([
    allCountries(ctx),
    entitiesById(
      ctx,
      rows.flatMap(({ parties }) => parties.flatMap(({ entity_id }) => entity_id ?? [])),
    ),
  ]);
  return rows.map((row) => ({ row, parties: partiesOf(row, countries, entities) }));
}

const orNull = <T>(chosen: readonly T[]): readonly T[] | null => (chosen.length > 0 ? chosen : null);
const programmesOf = (ctx: Ctx): string[] =>
  ctx.actor.grants.flatMap(({ permissions, scope }) => (permissions.has('partnerships.manage') && scope.kind === 'programme' ? [scope.id] : []));

/** The agreements that the reader may see, the last changed first: signed ones, and those still in the making that are theirs. */
export async function listAgreements(ctx: Ctx, filters: AgreementFilters): Promise<AgreementList> {
  const { state, type, country } = filters;
  const everywhere = canCreateAgreements(ctx.actor) || reachOf(ctx.actor, 'partnerships.side').everywhere;
  const [rows, countries] = await Promise.all([
    selectAgreements(ctx.db, everywhere, reachOf(ctx.actor, 'partnerships.side').countries, programmesOf(ctx), orNull(state), orNull(type), orNull(country)),
    allCountries(ctx),
  ]);
  return {
    filters,
    agreements: await withParties(ctx, rows),
    countries,
    mayCreate: canCreateAgreements(ctx.actor),
  };
}

/** A reported figure: an indicator of the agreement with its one reading. */
export interface AgreementFigure {
  readonly indicator: Indicator;
  readonly reading: Reading;
}
export interface AgreementView {
  readonly row: AgreementRow;
  readonly parties: readonly Party[];
  readonly entities: ReadonlyMap<string, Entity>;
  readonly phases: readonly PhaseRow[];
  readonly axes: readonly AxisRow[];
  readonly initiatives: readonly InitiativeRow[];
  readonly meetings: readonly MeetingRow[];
  readonly figures: readonly AgreementFigure[];
  readonly amendments: readonly AmendmentRow[];
  readonly moves: readonly MoveRow[];
  readonly links: readonly LinkedRecord[];
  readonly mayManage: boolean;
  /** The reader speaks for a side: confirms or disputes what was reported. */
  readonly mayVerify: boolean;
}

/** An agreement with everything that stands on its page. One that the reader may not see is not found. */
export async function readAgreement(ctx: Ctx, ref: string): Promise<AgreementView> {
  const row = optionalRow(await selectAgreement(ctx.db, ref));
  if (!row || !canSeeAgreement(ctx.actor, placeOf(row))) throw new NotFound('page.not-found');
  const [countries, phases, axes, initiatives, meetings, amendments, moves, indicators, links] = await Promise.all([
    allCountries(ctx),
    selectPhases(ctx.db, row.id),
    selectAxes(ctx.db, row.id),
    selectInitiatives(ctx.db, row.id),
    selectMeetings(ctx.db, row.id),
    selectAmendments(ctx.db, row.id),
    selectMoves(ctx.db, row.id),
    indicatorsOf(ctx, refOf(row)),
    linksOf(ctx, refOf(row)),
  ]);
  const entities = await entitiesById(ctx, [
    ...row.parties.flatMap(({ entity_id }) => entity_id ?? []),
    ...axes.flatMap(({ lead_entity_id, partner_entity_id }) => [lead_entity_id ?? [], partner_entity_id ?? []].flat()),
    ...meetings.flatMap(({ follow_ups }) => follow_ups.flatMap(({ entity_id }) => entity_id ?? [])),
  ]);
  return {
    row,
    parties: partiesOf(row, countries, entities),
    entities,
    phases,
    axes,
    initiatives,
    meetings,
    amendments,
    moves,
    links,
    figures: indicators.flatMap((indicator) => (indicator.readings[0] ? [{ indicator, reading: indicator.readings[0] }] : [])),
    mayManage: canManage(ctx.actor, row),
    mayVerify: isOfASide(ctx.actor, placeOf(row)),
  };
}

/** An agreement as those who manage it change it; others are told so, or that there is none. */
export async function readManaged(ctx: Ctx, ref: string): Promise<AgreementView> {
  const agreement = await readAgreement(ctx, ref);
  if (!agreement.mayManage) throw new Forbidden('page.not-allowed');
  return agreement;
}
