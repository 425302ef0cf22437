import { actorOfPerson, notify } from '#modules/directory/public.ts';
import type { Ctx, TxCtx } from '#platform/context.ts';
import { confidential } from '#platform/db/confidential.ts';
import type { Task } from '#platform/jobs/jobs.ts';
import { searchPath, storedFilters } from '../ask/filters.ts';
import { purpose } from './keep-search.ts';
import { freshOf, type Match, matchesOf } from './matches.ts';
import { lockSavedOf, noteFresh, noteLook, type SavedRow, selectKeepers, selectSavedOf } from './queries.ts';

const atOnce = 50;
const all = { kind: 'saved-search', id: 'digest' };

/**
 * Tells everybody in one notice what is new in their saved searches since the last look, of what they may see.
 * What was told is noted in the same transaction: run again, or twice at once, it tells nobody twice.
 */
export const sendDigests: Task = async (ctx) => {
  for (let last = '00000000-0000-0000-0000-000000000000'; ; ) {
    const { people, rows } = await confidential(ctx, purpose, all, async (tx) => {
      const next = (await selectKeepers(tx.db, last, atOnce)).map(({ person_id }) => person_id);
      return { people: next, rows: next.length > 0 ? await selectSavedOf(tx.db, next) : [] };
    });
    const end = people.at(-1);
    if (end === undefined) return;
    const found = await findAll(ctx, rows);
    await confidential(ctx, purpose, all, (tx) => tell(tx, people, found));
    last = end;
  }
};

/** What each search finds now; a person who may no longer sign in is passed over. */
async function findAll(ctx: Ctx, rows: readonly SavedRow[]): Promise<ReadonlyMap<string, readonly Match[]>> {
  const found = new Map<string, readonly Match[]>();
  for (const { id, person_id, filters } of rows) {
    const actor = await actorOfPerson(ctx, person_id);
    if (actor) found.set(id, await matchesOf({ ...ctx, actor }, storedFilters(filters)));
  }
  return found;
}

interface News {
  readonly row: SavedRow;
  readonly count: number;
}

async function tell(tx: TxCtx, people: readonly string[], found: ReadonlyMap<string, readonly Match[]>): Promise<void> {
  const news = new Map<string, News[]>();
  for (const row of await lockSavedOf(tx, people)) {
    const matches = found.get(row.id);
    // A look of another run that was later than this one knows more.
    if (!matches || row.looked_at > tx.now) continue;
    const fresh = freshOf(matches, row.seen, row.looked_at);
    await noteLook(
      tx.db,
      row.id,
      matches.map(({ key }) => key),
      tx.now,
    );
    if (fresh.length === 0) continue;
    await noteFresh(tx.db, row.id, fresh.length, tx.now);
    news.set(row.person_id, [...(news.get(row.person_id) ?? []), { row, count: fresh.length }]);
  }
  for (const [person, several] of news) await tellOne(tx, person, several);
}

async function tellOne(tx: TxCtx, person: string, several: readonly News[]): Promise<void> {
  const [first] = several;
  if (first && several.length === 1) {
    const path = searchPath({ ...storedFilters(first.row.filters), sort: 'newest' });
    await notify(tx, [person], 'search.notice.new-in-one', { name: first.row.name, n: first.count }, path);
  } else await notify(tx, [person], 'search.notice.new-in-several', { n: several.length }, '/me/searches');
}
