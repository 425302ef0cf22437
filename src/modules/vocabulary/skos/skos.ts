import { type LocalizedText, languages } from '#platform/values/localized-text.ts';
import type { ConceptRow, SchemeRow } from '../queries.ts';

const context = {
  skos: 'http://www.w3.org/2004/02/skos/core#',
  dct: 'http://purl.org/dc/terms/',
  id: '@id',
  type: '@type',
  prefLabel: { '@id': 'skos:prefLabel', '@container': '@language' },
  definition: { '@id': 'skos:definition', '@container': '@language' },
  title: { '@id': 'dct:title', '@container': '@language' },
  source: { '@id': 'dct:source' },
  notation: { '@id': 'skos:notation' },
  inScheme: { '@id': 'skos:inScheme', '@type': '@id' },
  broader: { '@id': 'skos:broader', '@type': '@id' },
  topConceptOf: { '@id': 'skos:topConceptOf', '@type': '@id' },
} as const;

const byLanguage = (text: LocalizedText | null): Record<string, string> =>
  Object.fromEntries(
    languages.flatMap((language) => {
      const written = text?.texts[language]?.text;
      return written ? [[language, written]] : [];
    }),
  );

/** A vocabulary as SKOS (W3C Recommendation of 18 August 2009) in JSON-LD: the scheme and its concepts, labels in both languages. */
export function skosOf(origin: string, scheme: SchemeRow, concepts: readonly ConceptRow[]): Record<string, unknown> {
  const address = `${origin}/vocabularies/${encodeURIComponent(scheme.code)}`;
  const addressOf = (code: string): string => `${address}/${encodeURIComponent(code)}`;
  return {
    '@context': context,
    '@graph': [
      { id: address, type: 'skos:ConceptScheme', title: byLanguage(scheme.name), source: scheme.source },
      ...concepts.map((concept) => ({
        id: addressOf(concept.code),
        type: 'skos:Concept',
        notation: concept.code,
        prefLabel: byLanguage(concept.label),
        ...(concept.definition && { definition: byLanguage(concept.definition) }),
        inScheme: address,
        ...(concept.parent === null ? { topConceptOf: address } : { broader: addressOf(concept.parent) }),
      })),
    ],
  };
}
