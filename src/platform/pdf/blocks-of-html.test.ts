import assert from 'node:assert/strict';
import { test } from 'node:test';
import { blocksOfHtml } from './blocks-of-html.ts';

const origin = 'https://node.example';
const texts = (runs: readonly { text: string }[]): string => runs.map(({ text }) => text).join('');

test('headings, paragraphs and lists keep their order, their level and their links', () => {
  const blocks = blocksOfHtml(
    '<h2>One</h2>loose <b>text</b><p>See <a href="/ar/practices/QM-0001">it</a>.</p><ol><li>first</li><li><p>second</p><ul><li>inner</li></ul></li></ol>',
    origin,
  );
  assert.deepEqual(
    blocks.map(({ kind }) => kind),
    ['heading', 'paragraph', 'paragraph', 'list'],
  );
  const [, loose, link, list] = blocks;
  assert.deepEqual(loose?.kind === 'paragraph' && loose.runs, [{ text: 'loose ' }, { strong: true, text: 'text' }]);
  assert.equal(link?.kind === 'paragraph' && link.runs[1]?.href, 'https://node.example/ar/practices/QM-0001');
  assert.deepEqual(list?.kind === 'list' && [list.ordered, list.items.map((item) => item.map(({ kind }) => kind))], [
    true,
    [['paragraph'], ['paragraph', 'list']],
  ]);
});

test('what is for the screen alone stays out: controls, drawings, hidden texts', () => {
  assert.deepEqual(
    blocksOfHtml('<form><button>Send</button></form><svg><text>1</text></svg><p class="tb-vh">hidden</p><div class="tb-noprint"><p>no</p></div>', origin),
    [],
  );
});

test('a table gives its head and rows, a definition list its pairs, values of several parts on lines of their own', () => {
  const [table, pairs] = blocksOfHtml(
    '<table><caption>x</caption><thead><tr><th>A</th><th>B</th></tr></thead><tbody><tr><th>1</th><td>2</td></tr></tbody></table><dl><div><dt>Axes</dt><dd><ul><li>one</li><li>two</li></ul></dd></div></dl>',
    origin,
  );
  assert.ok(table?.kind === 'table' && pairs?.kind === 'pairs');
  assert.deepEqual([table.head.map(texts), table.rows.map((row) => row.map(texts))], [['A', 'B'], [['1', '2']]]);
  assert.deepEqual(
    pairs.pairs.map(([name, value]) => [texts(name), texts(value)]),
    [['Axes', 'one\ntwo']],
  );
});

test('a datum in another direction is isolated, so that it cannot reorder what stands beside it', () => {
  const [line] = blocksOfHtml('<p>رمز <bdi dir="ltr">QM-0001</bdi> (<bdi>x</bdi>)</p>', origin);
  assert.equal(line?.kind === 'paragraph' && texts(line.runs), 'رمز \u2066QM-0001\u2069 (\u2068x\u2069)');
});
