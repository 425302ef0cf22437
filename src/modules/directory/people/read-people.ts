import type { Ctx } from '#platform/context.ts';
import { optionalRow } from '#platform/db/statement.ts';
import { NotFound } from '#platform/errors/errors.ts';
import { isUuid } from '#platform/values/ids.ts';
import { selectAccountOfPerson } from '../account/queries.ts';
import { mayManagePeople } from '../policy.ts';
import { allCountries, entitiesById, peopleNames } from '../public.ts';
import { type ListedPerson, selectEntities, selectMemberships, selectPeople, selectPerson } from '../queries.ts';
import { selectGrants } from '../roles/queries.ts';
import type { PlaceChoices } from '../roles/role-fields.tsx';
import type { Places } from '../roles/words.tsx';

export interface PeopleList {
  readonly q: string;
  readonly rows: readonly ListedPerson[];
  readonly total: number;
  readonly first: number;
  /** Keyset of the next page: `<id>_<how many were shown>`. */
  readonly next: string | null;
}

/** A page of people by name. Only for those who look after people; to anybody else the list does not exist. */
export async function readPeople(ctx: Ctx, { q, after, limit }: { q: string; after: string; limit: number }): Promise<PeopleList> {
  if (!mayManagePeople(ctx.actor)) throw new NotFound('page.not-found');
  const [id = '', before = ''] = after.split('_');
  const isPage = isUuid(id) && /^\d{1,6}$/.test(before);
  const rows = await selectPeople(ctx.db, q, ctx.locale, isPage ? id : null, limit + 1);
  const shown = rows.slice(0, limit);
  const first = isPage ? Number(before) + 1 : 1;
  const next = rows.length > limit ? `${shown.at(-1)?.id}_${first + limit - 1}` : null;
  return { q, rows: shown, total: rows[0]?.total ?? 0, first, next };
}

/** Everything the directory keeps of one person, or NotFound. */
export async function readPerson(ctx: Ctx, id: string) {
  const person = id === '' || !mayManagePeople(ctx.actor) ? undefined : optionalRow(await selectPerson(ctx.db, id));
  if (!person) throw new NotFound('page.not-found');
  const [memberships, grants, account, choices] = await Promise.all([
    selectMemberships(ctx.db, id),
    selectGrants(ctx.db, id),
    selectAccountOfPerson(ctx.db, id).then(optionalRow),
    readPlaceChoices(ctx),
  ]);
  const names = await peopleNames(
    ctx,
    grants.map((grant) => grant.granted_by),
  );
  return {
    person,
    memberships: memberships.map((row) => row.category),
    open: grants.filter((grant) => grant.ended_at === null),
    ended: grants.filter((grant) => grant.ended_at !== null).reverse(),
    account: account && { email: account.email, disabledAt: account.disabled_at, secondFactor: account.totp_confirmed_at !== null },
    names,
    choices,
    places: await placesOf(ctx, [...grants, { scope_kind: 'entity', scope_id: person.entity_id }]),
  };
}
export type PersonView = Awaited<ReturnType<typeof readPerson>>;

/** The countries and entities that grants name, for showing them. */
export async function placesOf(ctx: Ctx, grants: readonly { readonly scope_kind: string; readonly scope_id: string | null }[]): Promise<Places> {
  const ids = grants.flatMap((grant) => (grant.scope_kind === 'entity' && grant.scope_id ? [grant.scope_id] : []));
  const [countries, entities] = await Promise.all([allCountries(ctx), entitiesById(ctx, ids)]);
  return { countries, entities };
}

/** Where a role can be granted: listed countries and all entities. */
export async function readPlaceChoices(ctx: Ctx): Promise<PlaceChoices> {
  const [countries, entities] = await Promise.all([allCountries(ctx), selectEntities(ctx.db)]);
  return { countries: [...countries.values()].filter((country) => country.listed), entities };
}
