import type { Ctx } from '#platform/context.ts';
import { optionalRow } from '#platform/db/statement.ts';
import { type ShownRow, selectByCodes, selectFound, withItems } from './queries.ts';

export { supportKinds } from './content/content.ts';
export type { ShownRow as PublicPractice } from './queries.ts';

/** A practice that everybody may see, by its code. */
export const publicPractice = async (ctx: Ctx, code: string): Promise<ShownRow | undefined> => optionalRow(withItems(await selectByCodes(ctx.db, [code])));

/** Those of the ids that everybody may see. */
export const publicPractices = async (ctx: Ctx, ids: readonly string[]): Promise<ReadonlyMap<string, ShownRow>> =>
  new Map(withItems(await selectFound(ctx.db, ids)).map((row) => [row.id, row]));
