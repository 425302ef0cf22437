import { type Actor, holds, holdsEverywhere, type Place } from '#platform/auth/actor.ts';

/** Data of people, their roles, accounts and invitations: for those who look after them, everywhere or not at all. */
export const mayManagePeople = (actor: Actor): boolean => holdsEverywhere(actor, 'directory.people');

/** New entities and countries change what everybody sees, so the right must hold everywhere. */
export const mayAddPlaces = (actor: Actor): boolean => holdsEverywhere(actor, 'directory.edit');

export const mayEditPlace = (actor: Actor, place: Place): boolean => holds(actor, 'directory.edit', place);
