import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { emptyContent } from '#modules/practices/content/content.ts';
import { wordsFor } from '#platform/i18n/format.ts';
import { projectRoot } from '#platform/root.ts';
import { type LocalizedText, languages, shownText } from '#platform/values/localized-text.ts';
import { type DemoNode, startDemoNode } from './demo-node.ts';
import { agreementFieldRows, fieldRows, fieldsMarkdown, needFieldRows } from './fields-table.ts';

/** A practice of the demonstration set that has every field, its end among them. */
const published = 'QN-0006';
const draft = { code: 'QS-0004', author: 'greta.uplander@example.org' };
const checked = 'QP-0004';

let node: DemoNode;
before(async () => {
  node = await startDemoNode({ worker: false });
});
after(() => node.close());

/** The words of a page as they are read: no tags, no marks of direction. */
const wordsOf = (html: string): string =>
  html
    .replace(/<(script|style|head)[\s\S]*?<\/\1>/g, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, '&')
    .replace(/[\u2066-\u2069\u200e\u200f\u061c]/g, '')
    .replace(/\s+/g, ' ');

const at = (json: unknown, path: string): unknown => path.split('.').reduce((value, part) => (value as Record<string, unknown> | undefined)?.[part], json);
const isText = (value: unknown): value is LocalizedText => typeof value === 'object' && value !== null && 'texts' in value;

async function jsonOf(code: string): Promise<unknown> {
  return (await (await node.as()).get(`/api/v1/practices/${code}`)).json();
}

test('every part of a version’s content has its row', () => {
  const stored = fieldRows.map((row) => row.stored);
  for (const name of Object.keys(emptyContent({ orig: 'en', texts: {} })))
    assert.ok(
      stored.some((one) => one === `content.${name}` || one.startsWith(`content.${name}.`)),
      name,
    );
});

test('each field is stored where the table says', async () => {
  const { rows: columns } = await node.superPool.query<{ name: string }>(
    "select table_schema || '.' || table_name || '.' || column_name as name from information_schema.columns",
  );
  const known = new Set(columns.map(({ name }) => name));
  const { rows } = await node.superPool.query<{ content: unknown }>(
    'select v.content from practices.versions v join practices.practices p on p.id = v.practice_id and p.published_version = v.no where p.code = $1',
    [published],
  );
  for (const { stored, field } of fieldRows) {
    if (stored.startsWith('(')) continue;
    if (stored.startsWith('content.')) assert.notEqual(at(rows[0]?.content, stored.slice('content.'.length)) ?? undefined, undefined, field);
    else for (const column of stored.split(', ')) assert.ok(known.has(column.includes('.') ? column : `review.reviews.${column}`), `${field}: ${column}`);
  }
});

test('each field is given to programs under its name', async () => {
  const json = await jsonOf(published);
  for (const { api, field } of fieldRows) if (api !== null) assert.notEqual(at(json, api) ?? undefined, undefined, `${field}: ${api}`);
});

test('each field can be written in its form, in both languages', async () => {
  const author = await node.as(draft.author);
  for (const language of languages) {
    const forms: Record<string, string> = {
      new: (await author.get(`/${language}/practices/new`)).body,
      edit: (await author.get(`/${language}/practices/${draft.code}/edit`)).body,
    };
    for (const email of ['samia.mizan', 'tobias.quillhart', 'ghassan.hasif', 'ines.corvela', 'yusra.bayyin']) {
      const { body } = await (await node.as(`${email}@example.org`)).get(`/${language}/reviews/${checked}`);
      if (body.includes('name="grade"')) forms.review = body;
    }
    for (const { form, formPage, field, why } of fieldRows) {
      if (form.length === 0) assert.ok(why, `${field} has no form and no reason`);
      for (const name of form) assert.ok(forms[formPage ?? '']?.includes(`name="${name}"`), `${language} ${formPage}: ${name}`);
    }
  }
});

test('each field is read on its page, label and value, in both languages', async () => {
  const json = await jsonOf(published);
  const visitor = await node.as();
  const author = await node.as(draft.author);
  for (const language of languages) {
    const words = wordsFor(language, 'latn', 'Asia/Dubai');
    const pages: Record<string, string> = {
      practice: wordsOf((await visitor.get(`/${language}/practices/${published}`)).body),
      history: wordsOf((await visitor.get(`/${language}/practices/${published}/history`)).body),
      languages: wordsOf((await visitor.get(`/${language}/practices/${published}/languages`)).body),
      edit:
        wordsOf((await author.get(`/${language}/practices/${draft.code}/edit`)).body) + (await author.get(`/${language}/practices/${draft.code}/edit`)).body,
    };
    for (const { field, label, page, api, why } of fieldRows) {
      if (page === null) {
        assert.ok(why, `${field} is on no page and has no reason`);
        continue;
      }
      const text = pages[page] ?? '';
      if (label) assert.ok(text.includes(wordsOf(words.t(label))), `${language} ${page}: ${field}: no label “${words.t(label)}”`);
      const value = api === null || page !== 'practice' ? undefined : at(json, api);
      const shown = isText(value)
        ? shownText(value, language)?.text
        : api?.endsWith('.year')
          ? String(value)
          : typeof value === 'number'
            ? words.number(value)
            : api === 'code'
              ? published
              : undefined;
      const start =
        shown &&
        wordsOf(shown.replace(/[*_#>]|^- /gm, ' '))
          .slice(0, 30)
          .trim();
      if (start) assert.ok(text.includes(start), `${language} ${page}: ${field}: no value “${start}”`);
    }
  }
});

const kinds = [
  { of: 'a need', rows: needFieldRows, schema: 'exchange', table: 'needs', list: '/needs', page: '/needs/4', as: draft.author },
  {
    of: 'an agreement',
    rows: agreementFieldRows,
    schema: 'partnerships',
    table: 'agreements',
    list: '/partnerships',
    page: '/partnerships/QR-QM-2025',
    as: 'hanan.satri@example.org',
  },
];
for (const kind of kinds)
  test(`each field of ${kind.of} has its column, its place in the form, its label on the page and its name for programs`, async () => {
    const { rows: columns } = await node.superPool.query<{ column_name: string }>(
      'select column_name from information_schema.columns where table_schema = $1 and table_name = $2',
      [kind.schema, kind.table],
    );
    const known = new Set(columns.map(({ column_name }) => column_name));
    const reader = await node.as(kind.as);
    const json = (await reader.get(`/api/v1${kind.page}`)).json<Record<string, unknown>>();
    for (const { field, column, api, form, why } of kind.rows) {
      assert.ok(known.has(column), `${field}: ${column}`);
      assert.notEqual(json[api] ?? undefined, undefined, `${field}: ${api}`);
      assert.ok(form.length > 0 || why, `${field} has no form and no reason`);
    }
    for (const language of languages) {
      const words = wordsFor(language, 'latn', 'Asia/Dubai');
      const form = (await reader.get(`/${language}${kind.list}/new`)).body;
      const page = wordsOf((await reader.get(`/${language}${kind.page}`)).body);
      for (const row of kind.rows) {
        for (const name of row.form) assert.ok(form.includes(`name="${name}"`), `${language}: ${name}`);
        if (row.label) assert.ok(page.includes(wordsOf(words.t(row.label))), `${language}: ${row.field}`);
        const value = json[row.api];
        const shown = isText(value)
          ? shownText(value, language)?.text.slice(0, 30)
          : typeof value === 'number' && row.form.length > 0
            ? words.number(value)
            : undefined;
        if (shown) assert.ok(page.includes(wordsOf(shown).trim()), `${language}: ${row.field}: ${shown}`);
      }
    }
  });

test('docs/fields.md is what the table says', async () => {
  const file = join(projectRoot, 'docs/fields.md');
  if (process.env.UPDATE_DOCS) await writeFile(file, fieldsMarkdown());
  assert.equal(await readFile(file, 'utf8'), fieldsMarkdown());
});
