import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from 'oxigraph';
import type { ConceptRow } from '../queries.ts';
import { skosOf } from './skos.ts';

const text = (ar: string, en: string) =>
  ({
    orig: 'ar',
    texts: { ar: { text: ar, status: 'original', rev: 1 }, en: { text: en, status: 'human', rev: 1, basedOn: 1 } },
  }) as unknown as ConceptRow['label'];
const concept = (code: string, parent: string | null): ConceptRow => ({
  scheme: 'cofog',
  code,
  parent,
  label: text(`مفهوم ${code}`, `Concept "${code}"`),
  definition: null,
  position: 1,
});

test('a vocabulary in SKOS keeps labels of both languages, their quotes, and the tree', () => {
  const scheme = { code: 'cofog', name: text('تصنيف', 'A classification'), source: 'UN', concepts: 2 };
  const jsonld = JSON.stringify(skosOf('https://node.example', scheme, [concept('07', null), concept('07.1', '07')]));
  const said = parse(jsonld, { format: 'application/ld+json' }).map(({ subject, predicate, object }) => [
    subject.value.replace('https://node.example/vocabularies/', ''),
    predicate.value.replace(/.*[#/]/, ''),
    object.termType === 'Literal' ? `${object.value}@${object.language}` : object.value.replace('https://node.example/vocabularies/', ''),
  ]);
  const has = (...wanted: string[]) =>
    assert.ok(
      said.some((triple) => triple.join(' | ') === wanted.join(' | ')),
      `${wanted.join(' ')} in ${JSON.stringify(said)}`,
    );
  has('cofog', 'type', 'http://www.w3.org/2004/02/skos/core#ConceptScheme');
  has('cofog', 'title', 'تصنيف@ar');
  has('cofog/07', 'topConceptOf', 'cofog');
  has('cofog/07', 'prefLabel', 'مفهوم 07@ar');
  has('cofog/07', 'prefLabel', 'Concept "07"@en');
  has('cofog/07.1', 'broader', 'cofog/07');
  has('cofog/07.1', 'inScheme', 'cofog');
  has('cofog/07.1', 'notation', '07.1@');
});
