import assert from 'node:assert/strict';
import { test } from 'node:test';
import '#main/modules.ts';
import { wordsFor } from '#platform/i18n/format.ts';
import { localizedText } from '#platform/values/localized-text.ts';
import { bibtex, citationJsonLd, citationText, cslJson, type Reference } from './citation.ts';

const reference: Reference = {
  code: 'AE-0042',
  version: 3,
  title: localizedText('ar', { ar: 'خدمة {واحدة} & 50% أقل', en: 'One_service & 50% less: C:\\path ~ {x} #1\nnext' }),
  owner: localizedText('en', { en: 'Ministry of Health & Care', ar: 'وزارة الصحة' }),
  publishedAt: new Date('2026-11-25T10:00:00Z'),
  licence: 'CC-BY-4.0',
  address: (language) => `https://node.example.org/${language}/practices/AE-0042`,
};

test('BibTeX escapes what LaTeX would read, on one line each, and keeps Arabic as it is', () => {
  const entry = bibtex('en', reference);
  assert.match(entry, /^@online\{AE-0042,\n/);
  assert.ok(entry.includes('title = {{One\\_service \\& 50\\% less: C:\\textbackslash{}path \\textasciitilde{} \\{x\\} \\#1 next}}'), entry);
  assert.ok(entry.includes('author = {{Ministry of Health \\& Care}}'));
  assert.ok(entry.includes('url = {https://node.example.org/en/practices/AE-0042}'));
  assert.ok(bibtex('ar', reference).includes('title = {{خدمة \\{واحدة\\} \\& 50\\% أقل}}'));
  const balance = [...entry.replace(/\\[{}]/g, '')].reduce((depth, sign) => depth + (sign === '{' ? 1 : sign === '}' ? -1 : 0), 0);
  assert.equal(balance, 0, 'braces that group are balanced');
});

test('CSL-JSON and JSON-LD are JSON with the same facts', () => {
  const [item] = cslJson('en', reference);
  assert.deepEqual(item?.issued, { 'date-parts': [[2026, 11, 25]] });
  assert.deepEqual(item?.author, [{ literal: 'Ministry of Health & Care' }]);
  const graph = citationJsonLd('ar', reference);
  assert.equal(graph.license, 'https://creativecommons.org/licenses/by/4.0/');
  assert.deepEqual(graph.name[0], { '@language': 'ar', '@value': 'خدمة {واحدة} & 50% أقل' });
  assert.equal('license' in citationJsonLd('ar', { ...reference, licence: 'all-rights-reserved' }), false);
});

test('the sentence is in the reader’s language; without an owner it says so', () => {
  const plain = (text: string): string => text.replace(/[\u2066-\u2069]/g, '');
  assert.equal(
    plain(citationText(wordsFor('en', 'latn', 'UTC'), reference)).replace(/\s+/g, ' '),
    'Ministry of Health & Care (2026). One_service & 50% less: C:\\path ~ {x} #1 next. Version 3. Tabadul, AE-0042. https://node.example.org/en/practices/AE-0042',
  );
  assert.ok(plain(citationText(wordsFor('ar', 'latn', 'UTC'), { ...reference, owner: null })).startsWith('الجهة غير مذكورة في المصدر (2026). '));
});
