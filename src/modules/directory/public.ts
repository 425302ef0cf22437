import type { Actor, Place } from '#platform/auth/actor.ts';
import type { Ctx, TxCtx } from '#platform/context.ts';
import { optionalRow } from '#platform/db/statement.ts';
import { uuidv7 } from '#platform/values/ids.ts';
import type { LocalizedText } from '#platform/values/localized-text.ts';
import { insertNotice } from './account/queries.ts';
import { type CountryRow, type EntityRow, selectCountries, selectEntities, selectEntitiesById, selectEntityByCode, selectPeopleById } from './queries.ts';
import { personOf } from './roles/load-actor.ts';
import { selectHolders, selectPersonActor } from './roles/queries.ts';

export type Entity = Pick<EntityRow, 'id' | 'code' | 'country_code' | 'type' | 'parent_id' | 'name' | 'aliases' | 'origin'>;
export type Country = Pick<CountryRow, 'code' | 'name' | 'listed' | 'origin'>;

/** One entity by its code, or undefined. Entities are public. */
export const entityByCode = async (ctx: Ctx, code: string): Promise<Entity | undefined> => optionalRow(await selectEntityByCode(ctx.db, code));

/** Entities by id; unknown ids are absent. */
export async function entitiesById(ctx: Ctx, ids: readonly string[]): Promise<ReadonlyMap<string, Entity>> {
  if (ids.length === 0) return new Map();
  return new Map((await selectEntitiesById(ctx.db, [...new Set(ids)])).map((row) => [row.id, row]));
}

/** All entities in the order of their codes, for choosing one. */
export const allEntities = async (ctx: Ctx): Promise<readonly Entity[]> => selectEntities(ctx.db);

let countries: { at: number; rows: ReadonlyMap<string, Country> } | undefined;

/** All countries by code, kept for five seconds: every page names some and they change rarely. */
export async function allCountries(ctx: Ctx): Promise<ReadonlyMap<string, Country>> {
  if (countries && Date.now() - countries.at < 5_000) return countries.rows;
  const rows = new Map((await selectCountries(ctx.db)).map((row) => [row.code, row]));
  countries = { at: Date.now(), rows };
  return rows;
}

/** Forgets the kept countries after a change on this node. */
export const forgetCountries = (): void => {
  countries = undefined;
};

/** Where an entity stands, for asking whether a role reaches it. */
export const placeOf = (entity: Pick<Entity, 'id' | 'country_code'> | undefined): Place => (entity ? { entity: entity.id, country: entity.country_code } : {});

/** Names of people by id, in both languages. */
export async function peopleNames(
  ctx: Ctx,
  ids: readonly (string | null)[],
): Promise<ReadonlyMap<string, { name_ar: string | null; name_en: string | null; name_orig: string | null }>> {
  const wanted = [...new Set(ids.filter((id): id is string => id !== null))];
  if (wanted.length === 0) return new Map();
  return new Map((await selectPeopleById(ctx.db, wanted)).map(({ id, name_ar, name_en, name_orig }) => [id, { name_ar, name_en, name_orig }]));
}

/** People who hold one of the roles at the instance, or at a scope that reaches the place. */
export async function holdersOf(ctx: Ctx, roles: readonly string[], place: Place): Promise<string[]> {
  const rows = await selectHolders(ctx.db, roles);
  const reached = rows.filter(
    (row) =>
      row.scope_kind === 'instance' ||
      (row.scope_kind === 'country' && row.scope_id === place.country) ||
      (row.scope_kind === 'entity' && row.scope_id === place.entity) ||
      (row.scope_kind === 'programme' && row.scope_id === place.programme),
  );
  return [...new Set(reached.map((row) => row.person_id))];
}

/**
 * A person as the program may act in their name while they are away: with the roles that ask for no second factor.
 * Undefined when they may not sign in.
 */
export async function actorOfPerson(ctx: Ctx, personId: string): Promise<Actor | undefined> {
  const row = optionalRow(await selectPersonActor(ctx.db, personId, false));
  return row && personOf(row);
}

/** Puts one line on a person's page of work: what happened, with a link. `message` is a key with a text in both languages. */
export async function notify(
  tx: TxCtx,
  personIds: readonly string[],
  message: string,
  params: Readonly<Record<string, string | number | LocalizedText>>,
  path: string,
): Promise<void> {
  for (const personId of new Set(personIds)) await insertNotice(tx.db, uuidv7(tx.now.getTime()), personId, message, params, path, tx.now);
}

export { actorLike } from './tokens/token-actor.ts';
