import { z } from 'zod';
import type { Ctx } from '#platform/context.ts';
import type { View } from '#platform/html/view.ts';
import { type FormState, route } from '#platform/http/route.ts';
import { cleanLine } from '#platform/values/clean-text.ts';
import { onRevision } from '../form-values.ts';
import * as outputs from '../outputs.ts';
import { selectEntities } from '../queries.ts';
import { createPerson } from './create-person.ts';
import { editPerson } from './edit-person.ts';
import { peoplePage } from './people-page.tsx';
import { editPersonInput, personFields, personLabels, personValues } from './person-form.ts';
import { personFormPage } from './person-form-page.tsx';
import { personPage } from './person-page.tsx';
import { type PersonView, readPeople, readPerson } from './read-people.ts';

export const personId = z.guid().catch('');

const listInput = {
  q: z
    .string()
    .max(200)
    .optional()
    .transform((text) => cleanLine(text ?? '')),
  after: z
    .string()
    .max(60)
    .optional()
    .transform((text) => text ?? ''),
  limit: z.coerce.number().int().min(1).max(100).default(50),
};

export const listPeople = route({
  name: 'directory.people',
  method: 'GET',
  path: '/people',
  permission: 'directory.people',
  input: z.strictObject(listInput),
  output: outputs.peoplePage,
  handle: readPeople,
  page: peoplePage,
  json: ({ rows, total, next }) => ({
    items: rows.map((row) => ({
      id: row.id,
      nameAr: row.name_ar,
      nameEn: row.name_en,
      nameOrig: row.name_orig,
      entity: row.entity_code,
      roles: row.roles,
      account: row.email === null ? null : { email: row.email, disabled: row.disabled_at !== null },
    })),
    total,
    next,
  }),
});

export const showPerson = route({
  name: 'directory.person',
  method: 'GET',
  path: '/people/:id',
  permission: 'directory.people',
  input: z.strictObject({ id: personId }),
  output: outputs.person,
  handle: (ctx, { id }) => readPerson(ctx, id),
  page: (view, found) => personPage(view, found, { values: {}, problems: [] }),
  json: personJson,
});

function personJson({ person, memberships, open, ended, account, places }: PersonView) {
  return {
    id: person.id,
    rev: person.rev,
    nameAr: person.name_ar,
    nameEn: person.name_en,
    nameOrig: person.name_orig,
    spellingChecked: person.spelling_checked,
    form: person.form,
    jobTitle: person.job_title,
    entity: places.entities.get(person.entity_id ?? '')?.code ?? null,
    memberships,
    origin: person.origin,
    roles: [...open, ...ended].map((grant) => ({
      id: grant.id,
      role: grant.role,
      scope: grant.scope_kind,
      of: grant.scope_kind === 'entity' ? (places.entities.get(grant.scope_id ?? '')?.code ?? null) : grant.scope_id,
      grantedBy: grant.granted_by,
      grantedAt: grant.granted_at,
      endedAt: grant.ended_at,
    })),
    account: account ?? null,
  };
}

export const showNewPerson = route({
  name: 'directory.new-person',
  method: 'GET',
  path: '/people/new',
  permission: 'directory.people',
  input: z.strictObject({}),
  handle: async (ctx) => ({ entities: await selectEntities(ctx.db) }),
  page: (view, found) => personFormPage(view, found, { values: {}, problems: [] }),
  json: false,
});

export const postNewPerson = route({
  name: 'directory.add-person',
  method: 'POST',
  path: '/people/new',
  permission: 'directory.people',
  input: z.strictObject(personFields),
  output: outputs.byId,
  handle: createPerson,
  redirect: ({ id }) => `/people/${id}`,
  again: async (ctx, view, state) => personFormPage(view, { entities: await selectEntities(ctx.db) }, state),
  labels: personLabels,
});

export const showEditPerson = route({
  name: 'directory.edit-person-form',
  method: 'GET',
  path: '/people/:id/edit',
  permission: 'directory.people',
  input: z.strictObject({ id: personId }),
  handle: (ctx, { id }) => readPerson(ctx, id),
  page: (view, found) => {
    const entity = found.places.entities.get(found.person.entity_id ?? '')?.code;
    return personFormPage(
      view,
      { person: found.person, entities: found.choices.entities },
      { values: personValues(found.person, entity, found.memberships), problems: [] },
    );
  },
  json: false,
});

/** The form again with what was typed; after a conflict on the revision as it now is, so that saving again is a decision. */
const editAgain = async (ctx: Ctx, view: View, state: FormState) => {
  const { person, choices } = await readPerson(ctx, state.values.id ?? '');
  return personFormPage(view, { person, entities: choices.entities }, onRevision(state, person.rev));
};

export const postEditPerson = route({
  name: 'directory.edit-person',
  method: 'POST',
  path: '/people/:id/edit',
  permission: 'directory.people',
  input: editPersonInput,
  output: outputs.savedById,
  handle: editPerson,
  redirect: ({ id }) => `/people/${id}`,
  again: editAgain,
  labels: personLabels,
});
