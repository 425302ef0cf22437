import { z } from 'zod';
import { instant, nothing, pageOf, text, wholeList } from '#platform/http/output.ts';

// The JSON of this module, for programs.

const named = z.object({ code: z.string(), name: text });
const listedEntity = named.extend({ type: z.string(), country: z.string().nullable(), aliases: z.array(text) });
/** What modules above add to a record, by name. */
const contributions = z.record(z.string(), z.unknown());
const source = z.looseObject({ document: z.string() }).nullable();
const origin = z.string();

export const entityPage = pageOf(listedEntity);
export const entity = listedEntity.extend({ origin, source, above: z.array(named), below: z.array(named), contributions });
export const countryPage = pageOf(named);
export const country = named.extend({ aliases: z.array(text), entities: z.array(named), contributions });

const roleAtScope = z.object({ role: z.string(), scope: z.string(), of: z.string().nullable() });
const names = { nameAr: z.string().nullable(), nameEn: z.string().nullable() };
export const me = z.object({
  ...names,
  roles: z.array(roleAtScope),
  notices: z.array(z.object({ message: z.string(), params: z.record(z.string(), z.unknown()), path: z.string(), at: instant, readAt: instant.nullable() })),
  work: z.record(z.string(), z.unknown()),
});
export const signIns = pageOf(
  z.object({ id: z.guid(), agent: z.string(), createdAt: instant, seenAt: instant, secondFactor: z.boolean(), current: z.boolean() }),
);

const account = { email: z.string() };
export const peoplePage = pageOf(
  z.object({
    id: z.guid(),
    ...names,
    nameOrig: z.string().nullable(),
    entity: z.string().nullable(),
    roles: z.array(z.string()),
    account: z.object({ ...account, disabled: z.boolean() }).nullable(),
  }),
).extend({ total: z.number().int() });
export const person = z.object({
  id: z.guid(),
  rev: z.number().int(),
  ...names,
  nameOrig: z.string().nullable(),
  spellingChecked: z.boolean(),
  form: z.enum(['m', 'f']).nullable(),
  jobTitle: text.nullable(),
  entity: z.string().nullable(),
  memberships: z.array(z.string()),
  origin,
  roles: z.array(roleAtScope.extend({ id: z.guid(), grantedBy: z.guid().nullable(), grantedAt: instant, endedAt: instant.nullable() })),
  account: z.object({ ...account, disabledAt: instant.nullable(), secondFactor: z.boolean() }).nullable(),
});
export const roles = wholeList(z.object({ role: z.string(), scopes: z.array(z.string()), secondFactor: z.boolean() }));
export const invitations = pageOf(
  z.object({
    id: z.guid(),
    email: z.string(),
    person: z.guid().nullable(),
    role: z.string(),
    scope: z.string(),
    of: z.string().nullable(),
    invitedBy: z.guid().nullable(),
    expiresAt: instant,
  }),
);
export const editableEntity = named.extend({
  rev: z.number().int(),
  type: z.string(),
  country: z.string().nullable(),
  parent: z.string().nullable(),
  aliases: z.array(text),
});
export const editableCountry = named.extend({ rev: z.number().int(), aliases: z.array(text), listed: z.boolean() });

export const done = nothing;
export const byId = z.object({ id: z.guid() });
export const byCode = z.object({ code: z.string() });
export const savedById = byId.extend({ rev: z.number().int() });
export const savedByCode = byCode.extend({ rev: z.number().int() });
export const grantOf = byId.extend({ personId: z.guid() });
export const required = z.object({ required: z.array(z.string()), resting: z.boolean() });
export const madeInvitation = byId.extend({ path: z.string(), expiresAt: instant });
export const ended = z.object({ ended: z.string() });
