import { entitiesById } from '#modules/directory/public.ts';
import type { TxCtx } from '#platform/context.ts';
import type { Subscriber } from '#platform/module.ts';
import { ownerOf } from './content/card.ts';
import { followEntityOnCards, selectToIndex } from './queries.ts';
import { indexPractice } from './write/index-practice.ts';

/** When an entity was renamed or moved, its practices follow: they are found under its new name and listed in its country. */
export const followEntity: Subscriber = async (ctx, payload) => {
  const id = String(payload.id);
  const entity = (await entitiesById(ctx, [id])).get(id);
  if (!entity) return;
  await followEntityOnCards(ctx.db, id, entity.country_code, ownerOf(entity));
  for (const { content, public_state, id: practiceId } of await selectToIndex(ctx.db, id)) {
    await indexPractice(ctx as TxCtx, { id: practiceId }, content, public_state === null ? 'own' : 'public', { owner: entity });
  }
};
