import { type Entity, entitiesById } from '#modules/directory/public.ts';
import { indexDocument, removeDocument } from '#modules/search/public.ts';
import { conceptOf, readVocabulary } from '#modules/vocabulary/public.ts';
import type { Ctx, TxCtx } from '#platform/context.ts';
import { onlyRow } from '#platform/db/statement.ts';
import type { SearchRecord } from '#platform/search-source.ts';
import { type LocalizedText, languages } from '#platform/values/localized-text.ts';
import { divisionsOf } from '../content/card.ts';
import type { Content } from '../content/content.ts';
import { type PracticeRow, selectById } from '../queries.ts';

const each = (texts: readonly (LocalizedText | null)[]): Partial<Record<'ar' | 'en', string>> =>
  Object.fromEntries(
    languages.flatMap((language) => {
      const joined = texts
        .map((text) => text?.texts[language]?.text ?? '')
        .filter(Boolean)
        .join('\n');
      return joined ? [[language, joined]] : [];
    }),
  );

/** Readers of drafts at the instance: they read every side's. */
export const everyDraft = 'drafts';

/** Of a practice what its search document has beside the content. */
export type IndexedRow = Pick<PracticeRow, 'id' | 'code' | 'entity_id' | 'country_code' | 'public_state' | 'grade' | 'published_at' | 'created_at'>;

/** What the caller need not have read again: the row as it now is, its owner. */
interface Known {
  readonly row?: IndexedRow;
  readonly owner?: Entity;
}

/** Makes the practice findable by its readers: everyone once public, its own side before. Archived ones are found by nobody. */
export async function indexPractice(
  tx: TxCtx,
  { id }: Pick<PracticeRow, 'id'>,
  content: Content,
  audience: 'public' | 'own' | 'nobody',
  known: Known = {},
): Promise<void> {
  if (audience === 'nobody') return removeDocument(tx, 'practice', id);
  // Read in this transaction: the move that calls may have changed grade, time and country.
  const row = known.row ?? onlyRow(await selectById(tx.db, [id]));
  await indexDocument(tx, 'practice', await searchRecordOf(tx, row, content, audience, known.owner));
}

/** The practice as the search keeps it. */
export async function searchRecordOf(ctx: Ctx, row: IndexedRow, content: Content, audience: 'public' | 'own', knownOwner?: Entity): Promise<SearchRecord> {
  const vocabulary = await readVocabulary(ctx);
  const owner = knownOwner ?? (row.entity_id ? (await entitiesById(ctx, [row.entity_id])).get(row.entity_id) : undefined);
  const divisions = divisionsOf(content);
  const tags = [
    ...content.cofog.map((code) => conceptOf(vocabulary, 'cofog', code)?.label),
    ...divisions.map((code) => conceptOf(vocabulary, 'cofog', code)?.label),
    owner?.name,
    ...(owner?.aliases ?? []),
  ];
  return {
    id: row.id,
    path: `/practices/${row.code}`,
    audiences: audience === 'public' ? ['public'] : [`entity:${row.entity_id}`, `country:${row.country_code}`, everyDraft],
    facets: {
      ...(row.country_code && { country: [row.country_code] }),
      ...(row.public_state && { state: [row.public_state] }),
      field: divisions,
      grade: [row.grade ?? 'none'],
      ...(content.stage && { stage: [content.stage] }),
      ...(content.type && { type: [content.type] }),
      cofog: content.cofog,
      sdg: content.sdg,
      offers: content.supportKinds,
      ...(row.entity_id && { entity: [row.entity_id] }),
    },
    at: row.published_at ?? row.created_at,
    tags: [row.code, ...tags.flatMap((tag) => Object.values(tag?.texts ?? {}).map((entry) => entry.text))],
    title: each([content.title]),
    summary: each([content.subtitle]),
    body: each([
      content.problem,
      content.solution,
      content.novelty,
      ...content.steps,
      ...content.partners.flatMap(({ name, role }) => [name, role]),
      content.beneficiaries.who,
      content.technology,
      content.legalBasis,
      ...content.awards.map(({ name }) => name),
      content.unintended,
      content.failures,
      content.conditions,
      content.constraints,
      content.adaptation,
      content.warnings,
      content.lessons,
      ...content.components.map(({ name }) => name),
    ]),
  };
}
