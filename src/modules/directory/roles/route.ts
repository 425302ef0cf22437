import { z } from 'zod';
import { optionalRow } from '#platform/db/statement.ts';
import { NotFound } from '#platform/errors/errors.ts';
import { route } from '#platform/http/route.ts';
import { several } from '../form-values.ts';
import * as outputs from '../outputs.ts';
import { personPage } from '../people/person-page.tsx';
import { readPerson } from '../people/read-people.ts';
import { endRole } from './end-role.ts';
import { grantRole } from './grant-role.ts';
import { selectGrant, selectRoleRules } from './queries.ts';
import { requireSecondFactor } from './require-second-factor.ts';
import { roleFields, roleLabels } from './role-form.ts';
import { roleNames, roles } from './roles.ts';
import { rolesPage } from './roles-page.tsx';

const uuid = z.guid().catch('');

export const showRoles = route({
  name: 'directory.roles',
  method: 'GET',
  path: '/roles',
  permission: 'directory.people',
  input: z.strictObject({}),
  output: outputs.roles,
  handle: async (ctx) => {
    const rules = new Set((await selectRoleRules(ctx.db)).filter((rule) => rule.second_factor).map((rule) => rule.role));
    return { required: roleNames.filter((role) => rules.has(role)) };
  },
  page: rolesPage,
  json: ({ required }) => ({ items: roleNames.map((role) => ({ role, scopes: roles[role], secondFactor: required.includes(role) })) }),
});

export const postRoles = route({
  name: 'directory.require-second-factor',
  method: 'POST',
  path: '/roles',
  permission: 'directory.people',
  input: z.strictObject({ secondFactor: several(roleNames) }),
  output: outputs.required,
  handle: (ctx, { secondFactor = [] }) =>
    requireSecondFactor(
      ctx,
      roleNames.filter((role) => secondFactor.includes(role)),
    ),
  redirect: ({ resting }) => (resting ? '/me/second-factor' : '/roles'),
  labels: { secondFactor: 'role.second-factor' },
});

export const postGrant = route({
  name: 'directory.grant-role',
  method: 'POST',
  path: '/people/:id/roles',
  permission: 'directory.people',
  input: z.strictObject({ ...roleFields, id: uuid }),
  output: outputs.grantOf,
  handle: (ctx, { id, ...form }) => grantRole(ctx, id, form),
  redirect: ({ personId }) => `/people/${personId}`,
  again: async (ctx, view, state) => personPage(view, await readPerson(ctx, state.values.id ?? ''), state),
  labels: roleLabels,
});

export const postEndGrant = route({
  name: 'directory.end-role',
  method: 'POST',
  path: '/role-grants/:id/end',
  permission: 'directory.people',
  input: z.strictObject({ id: uuid }),
  output: outputs.grantOf,
  handle: (ctx, { id }) => endRole(ctx, id),
  redirect: ({ personId }) => `/people/${personId}`,
  again: async (ctx, view, { problems, refusal, values }) => {
    const grant = optionalRow(await selectGrant(ctx.db, values.id));
    if (!grant) throw new NotFound('page.not-found');
    return personPage(view, await readPerson(ctx, grant.person_id), { values: {}, problems, ...(refusal && { refusal }) });
  },
});
