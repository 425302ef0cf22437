import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type DemoNode, startDemoNode } from '#main/testing/demo-node.ts';
import { hiddenFields, type Visitor } from '#platform/testing/test-node.ts';
import type { Content } from '../content/content.ts';

let node: DemoNode;
let first: Visitor;
let second: Visitor;
before(async () => {
  node = await startDemoNode({ worker: false });
  [first, second] = await Promise.all([node.as('jasim.mahalli@example.org'), node.as('hanan.satri@example.org')]);
});
after(() => node.close());

const tick = (): void => {
  node.clock.now = new Date(node.clock.now.getTime() + 1_000);
};
async function draft(): Promise<string> {
  tick();
  const made = await first.json('/api/v1/practices', {
    entity: 'QR-CITY',
    orig: 'ar',
    title: { ar: 'عنوان', en: 'Title' },
    problem: { ar: 'المشكلة كما كُتبت أولاً', en: 'The problem as written first' },
    solution: { ar: 'الحل', en: 'The solution' },
    steps: [
      { ar: 'أول', en: 'one' },
      { ar: 'ثانٍ', en: 'two' },
    ],
  });
  return made.json<{ code: string }>().code;
}
const contentOf = async (code: string): Promise<Content> => (await first.get(`/api/v1/practices/${code}/edit`)).json<{ content: Content }>().content;

/** All fields of a form in the page, as the browser would send them. */
function formOf(html: string): Record<string, string | string[]> {
  const form = /<form[^>]*id="editor"[\s\S]*?<\/form>/.exec(html)?.[0] ?? html;
  const fields: Record<string, string | string[]> = { ...hiddenFields(html) };
  const text = (raw: string): string =>
    raw.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
  for (const [, attributes = ''] of form.matchAll(/<input([^>]*)>/g)) {
    const name = /\bname="([^"]+)"/.exec(attributes)?.[1];
    if (!name || /type="(checkbox|radio|file|hidden)"/.test(attributes)) continue;
    fields[name] = text(/\bvalue="([^"]*)"/.exec(attributes)?.[1] ?? '');
  }
  for (const [, attributes = '', inner = ''] of form.matchAll(/<textarea([^>]*)>([\s\S]*?)<\/textarea>/g)) {
    const name = /\bname="([^"]+)"/.exec(attributes)?.[1];
    if (name) fields[name] = text(inner);
  }
  return fields;
}
const open = async (who: Visitor, code: string) => formOf((await who.get(`/en/practices/${code}/edit`)).body);
async function save(who: Visitor, code: string, fields: Record<string, string | string[]>) {
  tick();
  return who.post(`/en/practices/${code}/edit`, { ...fields, afterwards: 'stay' });
}

test('two people who changed different fields, languages and rows are merged without a word to say', async () => {
  const code = await draft();
  const [mine, theirs] = [await open(first, code), await open(second, code)];
  assert.equal(
    (await save(second, code, { ...theirs, 'solution.en': 'A solution of the second', 'steps.0.en': 'one, clearer', 'problem.en': 'Said better' })).statusCode,
    303,
  );
  const answer = await save(first, code, { ...mine, 'problem.ar': 'المشكلة كما صححها الأول', 'steps.1.en': 'two, clearer', 'staff.value': '4' });
  assert.equal(answer.statusCode, 303, answer.body.slice(0, 300));
  const content = await contentOf(code);
  assert.deepEqual(
    [
      content.solution?.texts.en?.text,
      content.problem?.texts.ar?.text,
      content.problem?.texts.en?.text,
      content.staff?.value,
      content.steps.map((step) => step.texts.en?.text),
    ],
    ['A solution of the second', 'المشكلة كما صححها الأول', 'Said better', 4, ['one, clearer', 'two, clearer']],
  );
});

test('where both changed the same, both texts are shown side by side; the choice is saved and nothing typed is lost', async () => {
  const code = await draft();
  const [mine, theirs] = [await open(first, code), await open(second, code)];
  await save(second, code, { ...theirs, 'problem.en': 'The second says <this> & that', 'months.value': '7', 'solution.en': 'Theirs alone' });
  const page = await save(first, code, { ...mine, 'problem.en': 'The first says "something else"', 'months.value': '9', 'lessons.ar': 'درس كُتب ولا يضيع' });
  assert.equal(page.statusCode, 409);
  for (const words of ['The first says &quot;something else&quot;', '&lt;this> &amp; that', 'Merge changes', 'saved this text at'])
    assert.ok(page.body.includes(words), words);
  const fields = formOf(page.body);
  assert.equal(fields['lessons.ar'], 'درس كُتب ولا يضيع', 'what was typed elsewhere goes along');
  assert.equal((await contentOf(code)).problem?.texts.en?.text, 'The second says <this> & that', 'and nothing is saved yet');
  const answer = await save(first, code, { ...fields, 'problem.en': 'Both say something', 'choice.0': 'mine:problem.en', 'choice.1': 'saved:months' });
  assert.equal(answer.statusCode, 303, answer.body.slice(0, 300));
  const content = await contentOf(code);
  assert.deepEqual(
    [content.problem?.texts.en?.text, content.months?.value, content.solution?.texts.en?.text, content.lessons?.texts.ar?.text],
    ['Both say something', 7, 'Theirs alone', 'درس كُتب ولا يضيع'],
  );
});

test('a choice made about a text that changed again is asked anew', async () => {
  const code = await draft();
  const mine = await open(first, code);
  await save(second, code, { ...(await open(second, code)), 'problem.en': 'Second' });
  const fields = formOf((await save(first, code, { ...mine, 'problem.en': 'First' })).body);
  await save(second, code, { ...(await open(second, code)), 'problem.en': 'Second, again' });
  const answer = await save(first, code, { ...fields, 'choice.0': 'mine:problem.en' });
  assert.equal(answer.statusCode, 409);
  assert.ok(answer.body.includes('again'));
  assert.equal((await contentOf(code)).problem?.texts.en?.text, 'Second, again');
});

test('somebody who started more than a hundred saves ago is asked about every difference', async () => {
  const code = await draft();
  const mine = await open(first, code);
  await node.superPool.query('update practices.practices set rev = rev + 100 where code = $1', [code]);
  await save(second, code, { ...(await open(second, code)), 'solution.en': 'Long ago' });
  const answer = await save(first, code, { ...mine, 'problem.en': 'Mine' });
  assert.equal(answer.statusCode, 409);
  assert.ok(answer.body.includes('Long ago') && answer.body.includes('name="problem.en"') && answer.body.includes('saved:solution.en'));
});
