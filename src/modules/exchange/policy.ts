import { type Actor, holds, type Place } from '#platform/auth/actor.ts';

/** Needs are read by everybody who signed in, wherever they are from: that is how they are answered. */
export const canSeeNeeds = (actor: Actor): boolean => actor.kind !== 'visitor';

/** A need is written, answered and ended by those who speak for its entity. */
export const canWriteNeed = (actor: Actor, place: Place): boolean => holds(actor, 'exchange.needs', place);
