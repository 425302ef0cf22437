import type { Ctx } from '#platform/context.ts';
import { confidential } from '#platform/db/confidential.ts';
import { onlyRow } from '#platform/db/statement.ts';
import { recordAudit } from '#platform/db/trace.ts';
import { InvalidInput, NotFound, RuleBroken } from '#platform/errors/errors.ts';
import { uuidv7 } from '#platform/values/ids.ts';
import { type SearchFilters, storedFilters } from '../ask/filters.ts';
import { matchesOf } from './matches.ts';
import { countSaved, deleteSaved, insertSaved, renameSaved, type SavedRow, selectSaved } from './queries.ts';

const mostSaved = 50;
export const longestName = 120;

/** What a table of saved searches is called in the audit log and for row-level security. */
export const purpose = 'search.saved';

const mine = (ctx: Ctx) => ({ kind: 'person', id: ctx.actor.personId ?? '' });

/** A search as its page's address says it; InvalidInput `search.nothing-to-save` when it looks for no words. */
function filtersOf(address: string): SearchFilters {
  const query = new URLSearchParams(address.split('?')[1] ?? '');
  const filters = storedFilters(Object.fromEntries([...new Set(query.keys())].map((name) => [name, oneOrMany(query.getAll(name))])));
  if (filters.q === '') throw new InvalidInput('input.invalid', {}, [{ field: 'address', code: 'search.nothing-to-save' }]);
  return filters;
}
const oneOrMany = (values: readonly string[]): unknown => (values.length === 1 ? values[0] : values);

export type Saved = Omit<SavedRow, 'filters' | 'seen'> & { readonly filters: SearchFilters };

/** The saved searches of whoever asks, the latest first. */
export const readSaved = (ctx: Ctx): Promise<Saved[]> =>
  confidential(ctx, purpose, mine(ctx), async (tx) =>
    (await selectSaved(tx.db, ctx.actor.personId)).map((row) => ({ ...row, filters: storedFilters(row.filters) })),
  );

/**
 * Keeps a search under a name, by default its words. What it finds now is known, so only later records are news.
 * More than fifty are RuleBroken `search.too-many-saved`.
 */
export async function keepSearch(ctx: Ctx, { address, name }: { address: string; name: string }): Promise<{ id: string }> {
  const filters = filtersOf(address);
  const seen = (await matchesOf(ctx, filters)).map(({ key }) => key);
  return confidential(ctx, purpose, mine(ctx), async (tx) => {
    const { personId } = tx.actor;
    if (onlyRow(await countSaved(tx.db, personId)).count >= mostSaved) throw new RuleBroken('search.too-many-saved', { n: mostSaved });
    const id = uuidv7(tx.now.getTime());
    await insertSaved(tx.db, id, personId, name || filters.q.slice(0, longestName), JSON.stringify(filters), seen, tx.now);
    recordAudit(tx, { what: 'search.saved.kept', ref: { kind: 'saved-search', id } });
    return { id };
  });
}

/** Gives one's own saved search another name; any other is NotFound. */
export function renameSearch(ctx: Ctx, id: string, name: string): Promise<{ id: string }> {
  if (name === '') throw new InvalidInput('input.invalid', {}, [{ field: 'name', code: 'input.required' }]);
  return confidential(ctx, purpose, mine(ctx), async (tx) => {
    if (id === '' || (await renameSaved(tx.db, id, tx.actor.personId, name)).length === 0) throw new NotFound('page.not-found');
    recordAudit(tx, { what: 'search.saved.renamed', ref: { kind: 'saved-search', id } });
    return { id };
  });
}

/** Forgets one's own saved search; any other is NotFound. */
export function forgetSearch(ctx: Ctx, id: string): Promise<{ id: string }> {
  return confidential(ctx, purpose, mine(ctx), async (tx) => {
    if (id === '' || (await deleteSaved(tx.db, id, tx.actor.personId)).length === 0) throw new NotFound('page.not-found');
    recordAudit(tx, { what: 'search.saved.forgotten', ref: { kind: 'saved-search', id } });
    return { id };
  });
}
