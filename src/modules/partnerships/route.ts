import { z } from 'zod';
import { allCountries, allEntities } from '#modules/directory/public.ts';
import type { Ctx } from '#platform/context.ts';
import { Forbidden } from '#platform/errors/errors.ts';
import type { View } from '#platform/html/view.ts';
import { type FormState, route } from '#platform/http/route.ts';
import { date, filterValues, text } from '#platform/values/typed-values.ts';
import {
  agreementFields,
  agreementLabels,
  agreementValues,
  axesAtMost,
  axesValues,
  axisFields,
  committeeValues,
  figureFields,
  figuresAtMost,
  figuresValues,
  initiativeFields,
  initiativesAtMost,
  initiativesValues,
  meetingFields,
  meetingsAtMost,
} from './agreement-form.ts';
import { editAgreementPage, newAgreementPage } from './agreement-form-page.tsx';
import { agreementPage } from './agreement-page.tsx';
import { agreementsPage } from './agreements-page.tsx';
import { axesPage } from './axes-page.tsx';
import { committeePage } from './committee-page.tsx';
import { figuresPage } from './figures-page.tsx';
import { iatiOf } from './iati.ts';
import { initiativesPage } from './initiatives-page.tsx';
import * as outputs from './outputs.ts';
import { canCreateAgreements } from './policy.ts';
import { type AgreementView, listAgreements, readAgreement, readManaged } from './read-agreements.ts';
import { type AgreementMove, type AgreementState, type AgreementType, agreementTypes, agreementWorkflow } from './workflow.ts';
import { createAgreement, moveAgreement, saveAgreement, saveAxes, saveFigures, saveInitiatives, saveMeetings } from './write-agreement.ts';

const permission = 'partnerships.manage';
const refForm = /^[A-Z0-9]+(-[A-Z0-9]+)*$/;
/** What has no form of a reference names no agreement. */
const place = {
  ref: z
    .string()
    .max(40)
    .transform((typed) => typed.trim().toUpperCase())
    .catch(''),
};
const rev = z.coerce.number().int().min(1);

const filters = {
  state: filterValues(new RegExp(`^(${agreementWorkflow.states.join('|')})$`)).transform((states) => states as AgreementState[]),
  type: filterValues(new RegExp(`^(${agreementTypes.join('|')})$`)).transform((types) => types as AgreementType[]),
  country: filterValues(/^[A-Z]{2}$/),
};

type PlainParts = Pick<AgreementView, 'row' | 'parties'>;
const plain = ({ row, parties }: PlainParts) => ({
  ref: row.ref,
  type: row.type,
  title: row.title,
  state: row.state,
  parties: parties.map(({ country, entity, role }) => ({ country: country?.code ?? null, entity: entity?.code ?? null, role })),
  signedOn: row.signed_on,
  expiresOn: row.expires_on,
  updatedAt: row.updated_at,
});

export const showAgreements = route({
  name: 'partnerships.agreements',
  method: 'GET',
  path: '/partnerships',
  permission: 'public',
  input: z.strictObject(filters),
  output: outputs.agreements,
  handle: listAgreements,
  page: agreementsPage,
  json: ({ agreements }) => ({ items: agreements.map((one) => ({ ...plain(one), axes: one.row.axes, axesCompleted: one.row.axes_done })), next: null }),
});

/** Whom an agreement can be between. */
async function choices(ctx: Ctx) {
  const [countries, entities] = await Promise.all([allCountries(ctx), allEntities(ctx)]);
  return { countries: [...countries.values()].filter(({ listed }) => listed), entities };
}
async function startAgreement(ctx: Ctx) {
  if (!canCreateAgreements(ctx.actor)) throw new Forbidden('page.not-allowed');
  return choices(ctx);
}
async function editable(ctx: Ctx, ref: string) {
  const [agreement, choosable] = await Promise.all([readManaged(ctx, ref), choices(ctx)]);
  return { agreement, ...choosable };
}
export type Editable = Awaited<ReturnType<typeof editable>>;
export type Choosable = Awaited<ReturnType<typeof choices>>;

export const showNewAgreement = route({
  name: 'partnerships.new-agreement',
  method: 'GET',
  path: '/partnerships/new',
  permission,
  input: z.strictObject({}),
  handle: startAgreement,
  page: (view, start) => newAgreementPage(view, start, { values: {}, problems: [] }),
  json: false,
});

export const postNewAgreement = route({
  name: 'partnerships.create-agreement',
  method: 'POST',
  path: '/partnerships',
  permission,
  input: z.strictObject({
    ...agreementFields,
    ref: z
      .string()
      .max(40)
      .transform((typed) => typed.trim().toUpperCase())
      .refine((ref) => refForm.test(ref) && ref !== 'NEW', { params: { code: 'partnerships.ref-form' } }),
  }),
  output: outputs.byRef,
  handle: createAgreement,
  redirect: ({ ref }) => `/partnerships/${ref}`,
  again: async (ctx, view, state) => newAgreementPage(view, await startAgreement(ctx), state),
  labels: agreementLabels,
});

const untouched: FormState = { values: {}, problems: [] };

export const showAgreement = route({
  name: 'partnerships.agreement',
  method: 'GET',
  path: '/partnerships/:ref',
  permission: 'public',
  input: z.strictObject(place),
  output: outputs.oneAgreement,
  handle: (ctx, { ref }) => readAgreement(ctx, ref),
  page: (view, agreement) => agreementPage(view, agreement, untouched),
  json: (agreement) => {
    const { row, entities, phases, axes, initiatives, meetings, figures, amendments, moves } = agreement;
    const codeOf = (id: string | null): string | null => entities.get(id ?? '')?.code ?? null;
    return {
      ...plain(agreement),
      rev: row.rev,
      purpose: row.purpose,
      signedAt: row.signed_at,
      effectiveOn: row.effective_on,
      autoRenew: row.auto_renew,
      languages: row.languages,
      origin: row.origin,
      phases: phases.map(({ no, title, starts_on, ends_on }) => ({ no, title, startsOn: starts_on, endsOn: ends_on })),
      axes: axes.map(({ no, phase, title, objectives, lead_entity_id, partner_entity_id, status, next_step, due_on }) => ({
        no,
        phase,
        title,
        objectives,
        lead: codeOf(lead_entity_id),
        partner: codeOf(partner_entity_id),
        status,
        nextStep: next_step,
        dueOn: due_on,
      })),
      initiatives: initiatives.map(({ no, axis, type, title, starts_on, ends_on, status }) => ({
        no,
        axis,
        type,
        title,
        startsOn: starts_on,
        endsOn: ends_on,
        status,
      })),
      meetings: meetings.map(({ no, held_on, decisions, follow_ups }) => ({
        no,
        heldOn: held_on,
        decisions,
        followUps: follow_ups.map(({ what, entity_id, due_on, done_on }) => ({ what, entity: codeOf(entity_id), dueOn: due_on, doneOn: done_on })),
      })),
      figures: figures.map(({ indicator, reading }) => ({
        reading: reading.id,
        name: indicator.name,
        unit: indicator.unit,
        quantity: reading.quantity,
        asOf: reading.dated,
        source: indicator.method,
        verification: reading.verification,
        reason: reading.reason,
      })),
      amendments: amendments.map(({ no, note, earlier, amended_at }) => ({ no, note, at: amended_at, changed: Object.keys(earlier) })),
      moves: moves.map(({ move, state, reason, moved_at }) => ({ move, state, reason, at: moved_at })),
    };
  },
});

const formRoute = (
  name: string,
  path: string,
  draw: (view: View, start: Editable, state: FormState) => ReturnType<typeof editAgreementPage>,
  values: (view: AgreementView) => Record<string, string>,
) =>
  route({
    name: `partnerships.${name}-form`,
    method: 'GET',
    path: `/partnerships/:ref/${path}`,
    permission,
    input: z.strictObject(place),
    handle: (ctx, { ref }) => editable(ctx, ref),
    page: (view, start) => draw(view, start, { values: values(start.agreement), problems: [] }),
    json: false,
  });
export const showEditAgreement = formRoute('edit-agreement', 'edit', editAgreementPage, agreementValues);
export const showEditAxes = formRoute('edit-axes', 'axes', axesPage, axesValues);
export const showEditFigures = formRoute('edit-figures', 'figures', figuresPage, figuresValues);

export const showEditInitiatives = formRoute('edit-initiatives', 'initiatives', initiativesPage, initiativesValues);
export const showEditCommittee = formRoute('edit-committee', 'committee', committeePage, committeeValues);

/** The form again; after somebody else's save it stands on that revision, so that saving again is a decision. */
const again =
  (draw: (view: View, start: Editable, state: FormState) => ReturnType<typeof editAgreementPage>) => async (ctx: Ctx, view: View, state: FormState) => {
    const start = await editable(ctx, String(state.values.ref ?? '').toUpperCase());
    return draw(view, start, { ...state, values: { ...state.values, ...(state.refusal && { rev: String(start.agreement.row.rev) }) } });
  };
const toAgreement = ({ ref }: { ref: string }): string => `/partnerships/${ref}`;

export const postEditAgreement = route({
  name: 'partnerships.save-agreement',
  method: 'POST',
  path: '/partnerships/:ref/edit',
  permission,
  input: z.strictObject({ ...place, rev, ...agreementFields, amendment: text(2_000) }),
  output: outputs.saved,
  handle: saveAgreement,
  redirect: toAgreement,
  again: again(editAgreementPage),
  labels: agreementLabels,
});

export const postAxes = route({
  name: 'partnerships.save-axes',
  method: 'POST',
  path: '/partnerships/:ref/axes',
  permission,
  input: z.strictObject({ ...place, rev, axes: z.array(axisFields).max(axesAtMost).optional().default([]) }),
  output: outputs.saved,
  handle: saveAxes,
  redirect: toAgreement,
  again: again(axesPage),
  labels: agreementLabels,
});

export const postInitiatives = route({
  name: 'partnerships.save-initiatives',
  method: 'POST',
  path: '/partnerships/:ref/initiatives',
  permission,
  input: z.strictObject({ ...place, rev, initiatives: z.array(initiativeFields).max(initiativesAtMost).optional().default([]) }),
  output: outputs.saved,
  handle: saveInitiatives,
  redirect: toAgreement,
  again: again(initiativesPage),
  labels: agreementLabels,
});

export const postCommittee = route({
  name: 'partnerships.save-committee',
  method: 'POST',
  path: '/partnerships/:ref/committee',
  permission,
  input: z.strictObject({ ...place, rev, meetings: z.array(meetingFields).max(meetingsAtMost).optional().default([]) }),
  output: outputs.saved,
  handle: saveMeetings,
  redirect: toAgreement,
  again: again(committeePage),
  labels: agreementLabels,
});

export const postFigures = route({
  name: 'partnerships.save-figures',
  method: 'POST',
  path: '/partnerships/:ref/figures',
  permission,
  input: z.strictObject({ ...place, rev, figures: z.array(figureFields).max(figuresAtMost).optional().default([]) }),
  output: outputs.saved,
  handle: saveFigures,
  redirect: toAgreement,
  again: again(figuresPage),
  labels: agreementLabels,
});

export const postMove = route({
  name: 'partnerships.move-agreement',
  method: 'POST',
  path: '/partnerships/:ref/moves',
  permission,
  input: z.strictObject({ ...place, move: z.enum(Object.keys(agreementWorkflow.moves) as [AgreementMove, ...AgreementMove[]]), on: date, reason: text(2_000) }),
  output: outputs.byRef,
  handle: moveAgreement,
  redirect: toAgreement,
  again: async (ctx, view, state) => agreementPage(view, await readAgreement(ctx, String(state.values.ref ?? '').toUpperCase()), state),
  labels: { ...agreementLabels, move: 'partnerships.field.move', on: 'partnerships.field.on' },
});

export const downloadIati = route({
  name: 'partnerships.iati',
  method: 'GET',
  path: '/partnerships/:ref/iati',
  permission: 'public',
  input: z.strictObject(place),
  handle: async (ctx, { ref }) => {
    const agreement = await readAgreement(ctx, ref);
    return { ref: agreement.row.ref, xml: iatiOf(agreement, { origin: ctx.node.origin, now: ctx.now }) };
  },
  download: ({ ref, xml }) => ({ name: `${ref}.iati.xml`, type: 'application/xml', body: xml }),
  media: ['application/xml'],
  json: false,
});
