import { entitiesById } from '#modules/directory/public.ts';
import { indexDocument, removeDocument } from '#modules/search/public.ts';
import { conceptOf, readVocabulary } from '#modules/vocabulary/public.ts';
import type { Actor } from '#platform/auth/actor.ts';
import type { Ctx, TxCtx } from '#platform/context.ts';
import type { SearchRecord, SearchSource } from '#platform/search-source.ts';
import { textsOf } from '#platform/values/localized-text.ts';
import { canSeeNeeds } from './policy.ts';
import { type NeedRow, selectEveryNeed } from './queries.ts';

/** Who finds needs: everybody who signed in. */
const signedIn = 'signed-in';

async function searchRecordOf(ctx: Ctx, row: NeedRow): Promise<SearchRecord> {
  const [vocabulary, owners] = await Promise.all([readVocabulary(ctx), entitiesById(ctx, [row.entity_id])]);
  const field = [...new Set(row.cofog.map((code) => code.slice(0, 2)))];
  const owner = owners.get(row.entity_id);
  const names = [owner?.name, ...[...row.cofog, ...field].map((code) => conceptOf(vocabulary, 'cofog', code)?.label)];
  return {
    id: row.id,
    path: `/needs/${row.no}`,
    audiences: [signedIn],
    facets: { ...(row.country_code && { country: [row.country_code] }), field, cofog: row.cofog, sdg: row.sdg, entity: [row.entity_id] },
    at: row.created_at,
    tags: names.flatMap((name) => Object.values(name ? textsOf(name) : {})),
    title: textsOf(row.title),
    summary: {},
    body: textsOf(row.problem),
  };
}

/** Makes a need findable as it now is; one that was withdrawn is found by nobody. */
export const indexNeed = async (tx: TxCtx, row: NeedRow): Promise<void> =>
  row.state === 'withdrawn' ? removeDocument(tx, 'need', row.id) : indexDocument(tx, 'need', await searchRecordOf(tx, row));

const atOnce = 200;
async function* everyNeed(ctx: Ctx): AsyncIterable<SearchRecord> {
  for (let last = '00000000-0000-0000-0000-000000000000'; ; ) {
    const rows = await selectEveryNeed(ctx.db, last, atOnce);
    for (const row of rows) yield await searchRecordOf(ctx, row);
    const end = rows.at(-1);
    if (!end || rows.length < atOnce) return;
    last = end.id;
  }
}

/** Needs write their own documents when they change, so no events are named here. */
export const needSource: SearchSource = {
  kind: 'need',
  form: async () => '1',
  readers: (actor: Actor) => (canSeeNeeds(actor) ? [signedIn] : []),
  all: everyNeed,
};
