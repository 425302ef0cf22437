import type { Ctx } from '#platform/context.ts';
import { onlyRow, optionalRow } from '#platform/db/statement.ts';
import type { SearchRecord, SearchSource } from '#platform/search-source.ts';
import { textsOf } from '#platform/values/localized-text.ts';
import { type ConceptRow, countConcepts, selectAllConcepts, selectConcept } from '../queries.ts';

/** A scheme and a code as the id of one record. */
export const conceptId = (scheme: string, code: string): string => `${scheme}:${code}`;

const conceptRecord = ({ scheme, code, label, definition }: ConceptRow): SearchRecord => ({
  id: conceptId(scheme, code),
  path: `/vocabularies/${scheme}#c-${code}`,
  audiences: ['public'],
  facets: { scheme: [scheme] },
  at: new Date(0),
  tags: [code],
  title: textsOf(label),
  summary: definition ? textsOf(definition) : {},
  body: {},
});

async function* everyConcept(ctx: Ctx): AsyncIterable<SearchRecord> {
  for (const row of await selectAllConcepts(ctx.db)) yield conceptRecord(row);
}

/** The concepts of all vocabularies. They are only added and corrected, so their number tells whether some are new. */
export const conceptSource: SearchSource = {
  kind: 'concept',
  // Short texts that name what others are about: the records themselves go before them.
  weight: 0.5,
  form: async (ctx) => `1 ${onlyRow(await countConcepts(ctx.db)).count}`,
  events: ['vocabulary.label-corrected'],
  read: async (ctx, id) => {
    const [scheme = '', ...code] = id.split(':');
    const row = optionalRow(await selectConcept(ctx.db, scheme, code.join(':')));
    return row ? conceptRecord(row) : null;
  },
  all: everyConcept,
};
