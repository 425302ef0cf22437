import { loadCountries } from '#modules/directory/load/load-countries.ts';
import { loadFactsDirectory } from '#modules/directory/load/load-facts.ts';
import { loadFactPartnerships } from '#modules/partnerships/load/load-facts.ts';
import { loadFactStubs } from '#modules/practices/load/load-facts.ts';
import { refreshOutdated } from '#modules/search/documents/refresh-documents.ts';
import { searchSources } from '#modules/search/documents/sources.ts';
import { loadVocabularies } from '#modules/vocabulary/load/load-vocabularies.ts';
import type { Ctx } from '#platform/context.ts';

/** Loads what ships with every node: vocabularies, countries, and the facts as public stubs. Again adds only what is new. */
export async function loadReference(ctx: Ctx): Promise<{ concepts: number; countries: number; entities: number; stubs: number; partnerships: number }> {
  const schemes = await loadVocabularies(ctx);
  const countries = await loadCountries(ctx);
  const entities = await loadFactsDirectory(ctx);
  const stubs = await loadFactStubs(ctx);
  const partnerships = await loadFactPartnerships(ctx);
  await refreshOutdated(ctx, searchSources());
  return { concepts: schemes.reduce((sum, scheme) => sum + scheme.added, 0), countries: countries.added, entities, stubs, partnerships };
}
