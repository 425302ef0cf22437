import { lockStatement, statement } from '#platform/db/statement.ts';
import type { LocalizedText } from '#platform/values/localized-text.ts';
import type { PartialDate } from '#platform/values/partial-date.ts';
import type { AgreementMove, AgreementState, AgreementType, AxisStatus, InitiativeStatus, InitiativeType, PartyRole } from './workflow.ts';

export interface PartyRow {
  readonly country_code: string | null;
  readonly entity_id: string | null;
  readonly role: PartyRole | null;
}
export interface AgreementRow {
  readonly id: string;
  readonly ref: string;
  readonly type: AgreementType;
  readonly title: LocalizedText;
  readonly purpose: LocalizedText | null;
  readonly signed_on: PartialDate | null;
  /** Where it was signed. */
  readonly signed_at: LocalizedText | null;
  readonly effective_on: PartialDate | null;
  /** A day, `2027-03-31`. */
  readonly expires_on: string | null;
  readonly auto_renew: boolean;
  /** Of the authentic texts. */
  readonly languages: readonly string[];
  readonly state: AgreementState;
  readonly signed: boolean;
  readonly source: string | null;
  readonly origin: 'record' | 'fact' | 'demo';
  readonly rev: number;
  readonly created_at: Date;
  readonly updated_at: Date;
  readonly parties: readonly PartyRow[];
}
export interface PhaseRow {
  readonly no: number;
  readonly title: LocalizedText;
  readonly starts_on: PartialDate | null;
  readonly ends_on: PartialDate | null;
}
export interface AxisRow {
  readonly no: number;
  readonly phase: number | null;
  readonly title: LocalizedText;
  readonly objectives: LocalizedText | null;
  readonly lead_entity_id: string | null;
  readonly partner_entity_id: string | null;
  /** Null where a source does not say. */
  readonly status: AxisStatus | null;
  readonly next_step: LocalizedText | null;
  /** A day. */
  readonly due_on: string | null;
}

const columns = `a.id, a.ref, a.type, a.title, a.purpose, a.signed_on, a.signed_at, a.effective_on, a.expires_on::text as expires_on, a.auto_renew, a.languages,
  a.state, a.signed, a.source, a.origin, a.rev, a.created_at, a.updated_at,
  coalesce((select jsonb_agg(jsonb_build_object('country_code', p.country_code, 'entity_id', p.entity_id, 'role', p.role) order by p.position)
    from partnerships.parties p where p.agreement_id = a.id), '[]') as parties`;

/** Agreements, the last changed first: signed ones and, of the others, those of the countries in $2 or the refs in $3, or all when $1. */
export const selectAgreements = statement<AgreementRow & { axes: number; axes_known: number; axes_done: number }>(
  'partnerships.select-agreements',
  `select ${columns}, count(x.no)::int as axes, count(x.status)::int as axes_known,
     count(x.no) filter (where x.status = 'completed')::int as axes_done
   from partnerships.agreements a left join partnerships.axes x on x.agreement_id = a.id
   where (a.signed or $1 or a.ref = any($3) or exists (select from partnerships.parties p where p.agreement_id = a.id and p.country_code = any($2)))
     and ($4::text[] is null or a.state = any($4)) and ($5::text[] is null or a.type = any($5))
     and ($6::text[] is null or exists (select from partnerships.parties p where p.agreement_id = a.id and p.country_code = any($6)))
   group by a.id order by a.updated_at desc, a.ref limit 500`,
);
export const selectAgreement = statement<AgreementRow>('partnerships.select-agreement', `select ${columns} from partnerships.agreements a where a.ref = $1`);
export const lockAgreement = lockStatement<AgreementRow>(
  'partnerships.lock-agreement',
  `select ${columns} from partnerships.agreements a where a.ref = $1 for update of a`,
);
export const selectAgreementsById = statement<AgreementRow>(
  'partnerships.select-agreements-by-id',
  `select ${columns} from partnerships.agreements a where a.id = any($1)`,
);
/** Signed agreements in the order of ids, for the search. */
export const selectEverySigned = statement<AgreementRow>(
  'partnerships.select-every-signed',
  `select ${columns} from partnerships.agreements a where a.signed and a.id > $1::uuid order by a.id limit $2`,
);
export const selectAgreementsOfEntity = statement<AgreementRow>(
  'partnerships.select-agreements-of-entity',
  `select ${columns} from partnerships.agreements a where a.signed and (
     exists (select from partnerships.parties p where p.agreement_id = a.id and p.entity_id = $1)
     or exists (select from partnerships.axes x where x.agreement_id = a.id and (x.lead_entity_id = $1 or x.partner_entity_id = $1)))
   order by a.updated_at desc limit 50`,
);
export const selectAgreementsOfCountry = statement<AgreementRow>(
  'partnerships.select-agreements-of-country',
  `select ${columns} from partnerships.agreements a where a.signed and exists (select from partnerships.parties p where p.agreement_id = a.id and p.country_code = $1)
   order by a.updated_at desc limit 50`,
);
export const countSigned = statement<{ n: number }>(
  'partnerships.count-signed',
  "select count(*)::int as n from partnerships.agreements where signed and origin <> 'fact'",
);

export const insertAgreement = statement<{ id: string }>(
  'partnerships.insert-agreement',
  `insert into partnerships.agreements (id, ref, type, title, purpose, signed_on, signed_at, effective_on, expires_on, auto_renew, languages, state, signed, source, origin, created_at, updated_at)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9::date, $10, $11, $12, $13, $14, $15, $16, $16) on conflict (ref) do nothing returning id`,
);
export const updateAgreement = statement(
  'partnerships.update-agreement',
  `update partnerships.agreements set type = $2, title = $3, purpose = $4, signed_on = $5, signed_at = $6, effective_on = $7, expires_on = $8::date,
     auto_renew = $9, languages = $10, updated_at = $11, rev = rev + 1 where id = $1`,
);
export const updateAgreementState = statement(
  'partnerships.update-agreement-state',
  `update partnerships.agreements set state = $2, signed = signed or $2 = 'signed', signed_on = coalesce($3, signed_on), effective_on = coalesce($4, effective_on),
     expires_on = coalesce($5::date, expires_on), updated_at = $6, rev = rev + 1 where id = $1`,
);
export const touchAgreement = statement('partnerships.touch-agreement', 'update partnerships.agreements set updated_at = $2, rev = rev + 1 where id = $1');

/** Agreements that run and whose term ends by the day. */
export const selectEnding = statement<AgreementRow>(
  'partnerships.select-ending',
  `select ${columns} from partnerships.agreements a where a.state in ('in_force', 'renewed') and a.expires_on <= $1::date order by a.expires_on, a.ref`,
);
/** Marks that its people were reminded of this end at this step; gives nothing when they had been. */
export const markReminded = statement<{ id: string }>(
  'partnerships.mark-reminded',
  'update partnerships.agreements set reminded_for = $2 where id = $1 and reminded_for is distinct from $2 returning id',
);

export const deleteParties = statement('partnerships.delete-parties', 'delete from partnerships.parties where agreement_id = $1');
export const insertParty = statement(
  'partnerships.insert-party',
  'insert into partnerships.parties (agreement_id, position, country_code, entity_id, role) values ($1, $2, $3, $4, $5)',
);
export const selectPhases = statement<PhaseRow>(
  'partnerships.select-phases',
  'select no, title, starts_on, ends_on from partnerships.phases where agreement_id = $1 order by no',
);
export const deletePhases = statement('partnerships.delete-phases', 'delete from partnerships.phases where agreement_id = $1');
export const insertPhase = statement(
  'partnerships.insert-phase',
  'insert into partnerships.phases (agreement_id, no, title, starts_on, ends_on) values ($1, $2, $3, $4, $5)',
);
const axisColumns = 'no, phase, title, objectives, lead_entity_id, partner_entity_id, status, next_step, due_on::text as due_on';
export const selectAxes = statement<AxisRow>('partnerships.select-axes', `select ${axisColumns} from partnerships.axes where agreement_id = $1 order by no`);
/** Axes of these agreements that have a day set, what is due first first. */
export const selectDueAxes = statement<AxisRow & { agreement_id: string }>(
  'partnerships.select-due-axes',
  `select agreement_id, ${axisColumns} from partnerships.axes
   where agreement_id = any($1) and due_on <= $2::date and status in ('not_started', 'active', 'on_hold') order by due_on, agreement_id, no limit 100`,
);
export const deleteAxes = statement('partnerships.delete-axes', 'delete from partnerships.axes where agreement_id = $1');
export const insertAxis = statement(
  'partnerships.insert-axis',
  `insert into partnerships.axes (agreement_id, no, phase, title, objectives, lead_entity_id, partner_entity_id, status, next_step, due_on)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10::date)`,
);

export interface AmendmentRow {
  readonly no: number;
  readonly note: LocalizedText;
  /** The fields that it changed, as they were. */
  readonly earlier: Readonly<Record<string, unknown>>;
  readonly amended_at: Date;
}
export const selectAmendments = statement<AmendmentRow>(
  'partnerships.select-amendments',
  'select no, note, earlier, amended_at from partnerships.amendments where agreement_id = $1 order by no desc',
);
export const insertAmendment = statement(
  'partnerships.insert-amendment',
  `insert into partnerships.amendments (agreement_id, no, note, earlier, amended_at)
   select $1, coalesce(max(no), 0) + 1, $2, $3, $4 from partnerships.amendments where agreement_id = $1`,
);

export interface MoveRow {
  readonly move: AgreementMove;
  readonly state: AgreementState;
  readonly reason: LocalizedText | null;
  readonly moved_at: Date;
}
export const selectMoves = statement<MoveRow>(
  'partnerships.select-moves',
  'select move, state, reason, moved_at from partnerships.moves where agreement_id = $1 order by no desc',
);
export const insertMove = statement(
  'partnerships.insert-move',
  `insert into partnerships.moves (agreement_id, no, move, state, reason, moved_at)
   select $1, coalesce(max(no), 0) + 1, $2, $3, $4, $5 from partnerships.moves where agreement_id = $1`,
);

export interface InitiativeRow {
  readonly no: number;
  /** Number of its axis. */
  readonly axis: number | null;
  readonly type: InitiativeType;
  readonly title: LocalizedText;
  readonly starts_on: PartialDate | null;
  readonly ends_on: PartialDate | null;
  readonly status: InitiativeStatus;
}
export const selectInitiatives = statement<InitiativeRow>(
  'partnerships.select-initiatives',
  'select no, axis, type, title, starts_on, ends_on, status from partnerships.initiatives where agreement_id = $1 order by no',
);
export const deleteInitiatives = statement('partnerships.delete-initiatives', 'delete from partnerships.initiatives where agreement_id = $1');
export const insertInitiative = statement(
  'partnerships.insert-initiative',
  `insert into partnerships.initiatives (agreement_id, no, axis, type, title, starts_on, ends_on, status) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
);

export interface FollowUpRow {
  readonly no: number;
  readonly what: LocalizedText;
  readonly entity_id: string | null;
  /** Days. */
  readonly due_on: string | null;
  readonly done_on: string | null;
}
export interface MeetingRow {
  readonly no: number;
  /** A day. */
  readonly held_on: string;
  readonly decisions: LocalizedText;
  readonly follow_ups: readonly FollowUpRow[];
}
/** Meetings of the joint committee in their order, each with what was promised there. */
export const selectMeetings = statement<MeetingRow>(
  'partnerships.select-meetings',
  `select m.no, m.held_on::text as held_on, m.decisions,
     coalesce((select jsonb_agg(jsonb_build_object('no', f.no, 'what', f.what, 'entity_id', f.entity_id, 'due_on', f.due_on::text, 'done_on', f.done_on::text) order by f.no)
       from partnerships.follow_ups f where f.agreement_id = m.agreement_id and f.meeting = m.no), '[]') as follow_ups
   from partnerships.meetings m where m.agreement_id = $1 order by m.held_on, m.no`,
);
export const deleteMeetings = statement('partnerships.delete-meetings', 'delete from partnerships.meetings where agreement_id = $1');
export const insertMeeting = statement(
  'partnerships.insert-meeting',
  'insert into partnerships.meetings (agreement_id, no, held_on, decisions) values ($1, $2, $3::date, $4)',
);
export const insertFollowUp = statement(
  'partnerships.insert-follow-up',
  `insert into partnerships.follow_ups (agreement_id, meeting, no, what, entity_id, due_on, done_on) values ($1, $2, $3, $4, $5, $6::date, $7::date)`,
);
/** What was promised in these agreements and is due by the day, the earliest first. */
export const selectDueFollowUps = statement<Pick<FollowUpRow, 'what' | 'due_on'> & { agreement_id: string }>(
  'partnerships.select-due-follow-ups',
  `select agreement_id, what, due_on::text as due_on from partnerships.follow_ups
   where agreement_id = any($1) and due_on <= $2::date and done_on is null order by due_on, agreement_id, meeting, no limit 100`,
);
