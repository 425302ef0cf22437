import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { LexiconError } from './lexicon-error.ts';
import { readLexicon } from './read-lexicon.ts';

const read = (name: string, text: string | Buffer) => readLexicon(name, Buffer.from(text));
const dict = [
  '00-database-info',
  'A dictionary for testing, by nobody.',
  'حكومة /ħukuːma/',
  'government, cabinet',
  'وزارة /wizaːra/',
  '1. ministry',
  '2. department',
].join('\n');
const turtle = `@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<http://example.org/1> a skos:Concept ; skos:prefLabel "حكومة"@ar , "government"@en ; skos:altLabel "administration"@en .`;
const rdfXml = `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:skos="http://www.w3.org/2004/02/skos/core#">
<skos:Concept rdf:about="http://example.org/1"><skos:prefLabel xml:lang="ar">حكومة</skos:prefLabel><skos:prefLabel xml:lang="en">government</skos:prefLabel></skos:Concept></rdf:RDF>`;

const whole: readonly (readonly [name: string, text: string | Buffer, pairs: readonly (readonly [string, string, string, string])[]])[] = [
  [
    'terms.tsv',
    '# by hand\nen\tar\n\ngovernment\tحكومة\r\nto tax /tæks/\tيفرض ضريبة',
    [
      ['en', 'government', 'ar', 'حكومة'],
      ['en', 'to tax', 'ar', 'يفرض ضريبة'],
    ],
  ],
  [
    'wn.tab',
    '# wn\n00000001-n\teng:lemma\tgovernment\n00000001-n\tarb:lemma\tحُكُومَة\n00000001-n\teng:def\tthose who govern\n00000002-n\teng:lemma\talone',
    [['ar', 'حُكُومَة', 'en', 'government']],
  ],
  [
    'freedict-ara-eng.dict',
    dict,
    [
      ['ar', 'حكومة', 'en', 'government'],
      ['ar', 'حكومة', 'en', 'cabinet'],
      ['ar', 'وزارة', 'en', 'ministry'],
      ['ar', 'وزارة', 'en', 'department'],
    ],
  ],
  [
    'freedict-ara-eng.dict.dz',
    gzipSync(dict),
    [
      ['ar', 'حكومة', 'en', 'government'],
      ['ar', 'حكومة', 'en', 'cabinet'],
      ['ar', 'وزارة', 'en', 'ministry'],
      ['ar', 'وزارة', 'en', 'department'],
    ],
  ],
  [
    'thesaurus.ttl',
    turtle,
    [
      ['ar', 'حكومة', 'en', 'government'],
      ['ar', 'حكومة', 'en', 'administration'],
    ],
  ],
  ['thesaurus.rdf', rdfXml, [['ar', 'حكومة', 'en', 'government']]],
];
for (const [name, text, pairs] of whole)
  test(`${name} is read`, async () => {
    const found = (await read(name, text)).map(({ from, fromText, to, toText }) => [from, fromText, to, toText]);
    assert.deepEqual(found.sort(), pairs.map((pair) => [...pair]).sort());
  });

const notUtf8 = Buffer.concat([Buffer.from('en\tar\nfine\tحسن\n'), Buffer.from([0xff, 0xfe, 0x41])]);
const broken: readonly (readonly [what: string, name: string, text: string | Buffer, line: number | null, reason: RegExp])[] = [
  ['an ending nobody knows', 'terms.doc', 'x', null, /format of terms\.doc is not known/],
  ['an empty TSV', 'terms.tsv', '', 1, /empty/],
  ['a TSV that does not name its languages', 'terms.tsv', '# note\ngovernment\tحكومة', 2, /names two languages/],
  ['a TSV of one language', 'terms.tsv', 'ar\tar', 1, /names two languages/],
  ['a TSV with a line of three cells', 'terms.tsv', 'en\tar\na\tب\nc\td\te', 3, /two terms .* there are 3/],
  ['a TSV with a line of one cell', 'terms.tsv', 'en\tar\na\tب\nalone', 3, /there are 1/],
  ['a TSV with a NUL', 'terms.tsv', 'en\tar\na\tب\0', 2, /not UTF-8 text/],
  ['a TSV with a term of a thousand letters', 'terms.tsv', `en\tar\n${'a'.repeat(1_000)}\tب`, 2, /longer than/],
  ['a TSV that is not UTF-8', 'terms.tsv', notUtf8, 3, /not UTF-8/],
  ['a wordnet line without a synset', 'wn.tab', '00000001-n\teng:lemma\ta\ngovernment\tحكومة', 2, /synset<TAB>language/],
  ['a wordnet line without its word', 'wn.tab', '00000001-n\teng:lemma\ta\n00000001-n\tarb:lemma\t', 2, /synset<TAB>language/],
  ['a wordnet of one language', 'wn.tab', '00000001-n\teng:lemma\ta', 1, /two languages/],
  ['a DICT of other languages', 'freedict-ara-eng.dict', 'one\ntwo\nthree', 1, /no headword of "ar"/],
  ['a DICT whose name tells no languages', 'mine.dict', dict, null, /--from and --to/],
  ['a DICT that was cut off', 'freedict-ara-eng.dict.dz', gzipSync(dict).subarray(0, 60), null, /no whole gzip file/],
  ['Turtle with a mistake', 'thesaurus.ttl', `${turtle}\n<http://example.org/2> skos:prefLabel "open`, 3, /./],
  ['Turtle without labels', 'thesaurus.ttl', '<http://example.org/1> <http://example.org/p> "x"@en .', 1, /labels .* in two languages/],
  ['RDF/XML that is not XML', 'thesaurus.rdf', `${rdfXml.slice(0, -20)}<oops`, null, /./],
  ['JSON-LD that is not JSON', 'thesaurus.jsonld', '{"@context": ', null, /./],
];
for (const [what, name, text, line, reason] of broken)
  test(`${what} is refused with its line and the reason`, async () => {
    await assert.rejects(read(name, text), (error) => {
      assert.ok(error instanceof LexiconError, String(error));
      assert.match(error.message, reason);
      if (line !== null) assert.equal(error.line, line);
      return true;
    });
  });
