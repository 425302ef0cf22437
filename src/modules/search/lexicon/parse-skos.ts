import { parse, type Quad } from 'oxigraph';
import { LexiconError } from './lexicon-error.ts';
import type { TermPair } from './translations.ts';

/** Formats of RDF with their media types. */
export const skosFormats = {
  turtle: 'text/turtle',
  'rdf-xml': 'application/rdf+xml',
  'json-ld': 'application/ld+json',
  'n-triples': 'application/n-triples',
} as const;

const skos = 'http://www.w3.org/2004/02/skos/core#';
const labels = new Set([`${skos}prefLabel`, `${skos}altLabel`]);

/** Labels of a SKOS concept in two languages are pairs: each preferred or other label with each of the other language. */
export function parseSkos(text: string, format: keyof typeof skosFormats): TermPair[] {
  const concepts = new Map<string, { language: string; label: string }[]>();
  for (const { subject, predicate, object } of quadsOf(text, format)) {
    if (!labels.has(predicate.value) || object.termType !== 'Literal' || !object.language) continue;
    const known = concepts.get(subject.value) ?? [];
    known.push({ language: object.language.slice(0, 2).toLowerCase(), label: object.value });
    concepts.set(subject.value, known);
  }
  const pairs = [...concepts.values()].flatMap((all) =>
    all.flatMap(({ language: from, label: fromText }) => all.flatMap(({ language: to, label: toText }) => (from < to ? [{ from, fromText, to, toText }] : []))),
  );
  if (pairs.length === 0) throw new LexiconError(1, 'no concept has labels (skos:prefLabel, skos:altLabel) in two languages');
  return pairs;
}

function quadsOf(text: string, format: keyof typeof skosFormats): Quad[] {
  try {
    return parse(text, { format: skosFormats[format] }) as Quad[];
  } catch (error) {
    const { message } = error as Error;
    const line = /line (\d+)/i.exec(message)?.[1];
    throw new LexiconError(line ? Number(line) : null, message);
  }
}
