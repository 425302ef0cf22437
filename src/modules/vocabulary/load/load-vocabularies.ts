import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Ctx } from '#platform/context.ts';
import { recordAudit } from '#platform/db/trace.ts';
import { transaction } from '#platform/db/transaction.ts';
import { projectRoot } from '#platform/root.ts';
import { type LocalizedText, localizedText } from '#platform/values/localized-text.ts';
import { forgetVocabulary } from '../public.ts';
import { insertConcept, upsertScheme } from '../queries.ts';

interface Given {
  readonly code: string;
  readonly parent: string | null;
  readonly label: LocalizedText;
  readonly definition: LocalizedText | null;
}

/** Loads the vocabularies that ship with the product. Running it again adds what is new and leaves edited labels alone. */
export async function loadVocabularies(ctx: Ctx): Promise<{ scheme: string; added: number }[]> {
  const cofog = await readConcepts('cofog.json');
  const sdg = await readSdg();
  const loaded = [
    await loadScheme(
      ctx,
      'cofog',
      localizedText('en', { en: 'Functions of government (COFOG)', ar: 'وظائف الحكومة (COFOG)' }),
      'COFOG 1999; datasets/cofog (ODC-PDDL); Arabic by this project',
      cofog,
    ),
    await loadScheme(
      ctx,
      'sdg',
      localizedText('en', { en: 'Sustainable Development Goals', ar: 'أهداف التنمية المستدامة' }),
      'United Nations; open-sdg/sdg-translations (MIT)',
      sdg,
    ),
    await loadScheme(ctx, 'axis', localizedText('en', { en: 'Axes of exchange', ar: 'محاور التبادل' }), 'This project', await readConcepts('axes.json')),
    await loadScheme(
      ctx,
      'audience',
      localizedText('en', { en: 'Member categories', ar: 'فئات الأعضاء' }),
      'The eleven member categories of the source documents',
      await readConcepts('audiences.json'),
    ),
  ];
  forgetVocabulary();
  return loaded;
}

function loadScheme(ctx: Ctx, scheme: string, name: LocalizedText, source: string, concepts: readonly Given[]): Promise<{ scheme: string; added: number }> {
  return transaction(ctx, async (tx) => {
    await upsertScheme(tx.db, scheme, name, source);
    let added = 0;
    for (const [position, concept] of concepts.entries()) {
      added += (await insertConcept(tx.db, scheme, concept.code, concept.parent, concept.label, concept.definition, position)).length;
    }
    if (added > 0) recordAudit(tx, { what: 'vocabulary.scheme.loaded', ref: { kind: 'scheme', id: scheme }, after: { added } });
    return { scheme, added };
  });
}

const readReference = async <T>(name: string): Promise<T> => JSON.parse(await readFile(join(projectRoot, 'reference', name), 'utf8')) as T;

async function readConcepts(name: string): Promise<Given[]> {
  const file = await readReference<{ concepts: { code: string; parent: string | null; en: string; ar: string }[] }>(name);
  return file.concepts.map(({ code, parent, en, ar }) => ({ code, parent, label: localizedText('en', { en, ar }), definition: null }));
}

interface SdgText {
  readonly ar: string;
  readonly en: string;
}

async function readSdg(): Promise<Given[]> {
  const file = await readReference<{ goals: { code: string; short: SdgText; title: SdgText }[]; targets: { code: string; goal?: string; title: SdgText }[] }>(
    'sdg.json',
  );
  return [
    ...file.goals.map(({ code, short, title }) => ({ code, parent: null, label: localizedText('en', short), definition: localizedText('en', title) })),
    ...file.targets.map(({ code, title }) => ({ code, parent: code.split('.')[0] as string, label: localizedText('en', title), definition: null })),
  ];
}
