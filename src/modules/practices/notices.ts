import { holdersOf, notify } from '#modules/directory/public.ts';
import { conflictedWith } from '#modules/review/public.ts';
import type { TxCtx } from '#platform/context.ts';
import { optionalRow } from '#platform/db/statement.ts';
import type { Subscriber } from '#platform/module.ts';
import { selectByCode } from './queries.ts';

type Happened = 'submitted' | 'checked' | 'reviewed' | 'returned' | 'published' | 'superseded';

const rolesToTell: Readonly<Record<Happened, readonly string[]>> = {
  submitted: ['reviewer'],
  checked: ['reviewer'],
  reviewed: ['programme-office'],
  returned: [],
  published: [],
  superseded: [],
};

/** Puts a line on the pages of those whom the next step waits for, or of the author; never of the one who made the move, or of somebody who declared a conflict of interest. */
export const tellPeople =
  (happened: Happened): Subscriber =>
  async (ctx, payload) => {
    const row = optionalRow(await selectByCode(ctx.db, String(payload.code)));
    if (!row) return;
    const place = { entity: row.entity_id, country: row.country_code };
    const people = rolesToTell[happened].length > 0 ? await holdersOf(ctx, rolesToTell[happened], place) : row.author_id ? [row.author_id] : [];
    const path = rolesToTell[happened].length > 0 ? `/reviews/${row.code}` : `/practices/${row.code}`;
    const conflicted = row.entity_id && people.length > 0 ? await conflictedWith(ctx, row.entity_id) : new Set();
    const told = people.filter(
      (person) => person !== payload.by && !conflicted.has(person) && (rolesToTell[happened].length === 0 || person !== row.author_id),
    );
    await notify(ctx as TxCtx, told, `practices.notice.${happened}`, { title: row.card.title }, path);
  };
