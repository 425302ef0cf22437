import type { Ctx } from '#platform/context.ts';
import type { Thread } from '#platform/threads/start-thread.ts';
import { type Language, otherLanguage } from '#platform/values/localized-text.ts';
import type { Found, Query } from '../engine/find.ts';
import { keyOf, partsOfKey } from '../node/loaded-index.ts';
import type { SearchAnswers } from '../node/search.thread.ts';
import { selectTitles } from '../queries.ts';

/** Of more records than this only the best are put in the order of their titles. */
export const mostByTitle = 2_000;

const collators: Readonly<Record<Language, Intl.Collator>> = {
  ar: new Intl.Collator('ar', { numeric: true }),
  en: new Intl.Collator('en', { numeric: true }),
};

/**
 * What `find` answers, in the order of the titles in the reader's language; a record without one there stands
 * by its other title. Records the reader may no longer see are left out here already.
 */
export async function findByTitle(ctx: Ctx, thread: Thread<SearchAnswers>, query: Query): Promise<Found> {
  const { offset = 0, limit } = query;
  const found = await thread.ask('find', { ...query, sort: 'best', offset: 0, limit: mostByTitle });
  const parts = found.hits.map(({ key }) => partsOfKey(key));
  const titles = new Map(
    (
      await selectTitles(
        ctx.db,
        parts.map(({ kind }) => kind),
        parts.map(({ id }) => id),
        query.readers,
      )
    ).map(({ kind, ref_id, title }) => [keyOf(kind, ref_id), title[ctx.locale] ?? title[otherLanguage(ctx.locale)] ?? '']),
  );
  const { compare } = collators[ctx.locale];
  const titleOf = (key: string): string => titles.get(key) as string;
  const hits = found.hits.filter(({ key }) => titles.has(key)).sort((a, b) => compare(titleOf(a.key), titleOf(b.key)) || (a.key < b.key ? -1 : 1));
  return { ...found, hits: hits.slice(offset, offset + limit) };
}
