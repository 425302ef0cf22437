import { type Entity, entitiesById } from '#modules/directory/public.ts';
import { indexDocument, removeDocument } from '#modules/search/public.ts';
import { conceptOf, readVocabulary } from '#modules/vocabulary/public.ts';
import type { TxCtx } from '#platform/context.ts';
import { type LocalizedText, languages } from '#platform/values/localized-text.ts';
import { divisionsOf } from '../content/card.ts';
import type { Content } from '../content/content.ts';
import type { PracticeRow } from '../queries.ts';

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

/** Makes the practice findable by its readers: everyone once public, its own side before. Archived ones are found by nobody. */
export async function indexPractice(
  tx: TxCtx,
  row: Pick<PracticeRow, 'id' | 'code' | 'entity_id' | 'country_code'>,
  content: Content,
  audience: 'public' | 'own' | 'nobody',
  knownOwner?: Entity,
): Promise<void> {
  if (audience === 'nobody') return removeDocument(tx, 'practice', row.id);
  const vocabulary = await readVocabulary(tx);
  const owner = knownOwner ?? (row.entity_id ? (await entitiesById(tx, [row.entity_id])).get(row.entity_id) : undefined);
  const tags = [
    ...content.cofog.map((code) => conceptOf(vocabulary, 'cofog', code)?.label),
    ...divisionsOf(content).map((code) => conceptOf(vocabulary, 'cofog', code)?.label),
    owner?.name,
    ...(owner?.aliases ?? []),
  ];
  await indexDocument(tx, {
    kind: 'practice',
    id: row.id,
    audiences: audience === 'public' ? ['public'] : [`entity:${row.entity_id}`, `country:${row.country_code}`],
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
  });
}
