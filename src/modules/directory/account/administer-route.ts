import { z } from 'zod';
import type { Ctx } from '#platform/context.ts';
import { route } from '#platform/http/route.ts';
import * as outputs from '../outputs.ts';
import { personPage } from '../people/person-page.tsx';
import { readPerson } from '../people/read-people.ts';
import { disableAccount, enableAccount, signOutEverywhere } from './set-account-state.ts';

const act = (name: string, handle: (ctx: Ctx, personId: string) => Promise<{ id: string }>) =>
  route({
    name: `directory.${name}`,
    method: 'POST',
    path: `/people/:id/${name}`,
    permission: 'directory.people',
    input: z.strictObject({ id: z.guid().catch('') }),
    output: outputs.byId,
    handle: (ctx, { id }) => handle(ctx, id),
    redirect: ({ id }) => `/people/${id}`,
    again: async (ctx, view, { problems, refusal, values }) =>
      personPage(view, await readPerson(ctx, values.id ?? ''), { values: {}, problems, ...(refusal && { refusal }) }),
  });

export const postDisable = act('disable', disableAccount);
export const postEnable = act('enable', enableAccount);
export const postSignOutEverywhere = act('sign-out-everywhere', signOutEverywhere);
