import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makePdf } from './make-pdf.ts';

const paper = { digits: 'latn', author: 'A ministry', pages: '{at} / {all}', kicker: '', address: 'https://node.example/ar/practices/QM-0001' } as const;

test('text that looks like markup of the typesetter is printed and not obeyed', async () => {
  const hostile = '#panic("no") $x$ @ref *bold* \\ #include "/etc/passwd" \u0000';
  const pdf = await makePdf({
    ...paper,
    language: 'ar',
    title: hostile,
    blocks: [
      { kind: 'heading', level: 1, runs: [{ text: hostile }] },
      { kind: 'paragraph', runs: [{ text: hostile, href: 'javascript:alert(1)' }] },
    ],
  });
  assert.equal(pdf.subarray(0, 5).toString('latin1'), '%PDF-');
});

test('every kind of block, an empty table and a nested list are set', async () => {
  const run = [{ text: 'نص 2026' }];
  const inner = { kind: 'list', ordered: true, items: [[{ kind: 'paragraph', runs: run }]] } as const;
  const pdf = await makePdf({
    ...paper,
    language: 'ar',
    digits: 'arab',
    title: 'عنوان',
    blocks: [
      inner,
      { kind: 'list', ordered: false, items: [[{ kind: 'paragraph', runs: run }, inner]] },
      { kind: 'table', head: [], rows: [] },
      { kind: 'table', head: [run, run], rows: [[run], [run, run, run]] },
      { kind: 'pairs', pairs: [[run, []]] },
      { kind: 'quote', blocks: [{ kind: 'paragraph', runs: run }] },
    ],
  });
  assert.ok(pdf.length > 5_000);
});

test('the same document is the same bytes, whenever it is made', async () => {
  const document = { ...paper, language: 'en', title: 'Title', blocks: [{ kind: 'paragraph', runs: [{ text: 'text' }] }] } as const;
  const first = await makePdf(document);
  await new Promise((resolve) => setTimeout(resolve, 1_100));
  assert.ok(first.equals(await makePdf({ ...document })));
  assert.doesNotMatch(first.toString('latin1'), /CreationDate/);
});
