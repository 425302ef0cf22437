import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { AxeBuilder } from '@axe-core/playwright';
import { HtmlValidate } from 'html-validate';
import type { BrowserContext, Page, Response } from 'playwright-core';
import { routes } from '#main/modules.ts';
import { systemCtx } from '#main/start.ts';
import { type Opened, openBrowser } from '#main/testing/browser.ts';
import { type DemoNode, searchLoaded, startDemoNode } from '#main/testing/demo-node.ts';
import { office, type PageSample, pageSamples, refusedPages } from '#main/testing/page-samples.ts';
import { mappingSchema } from '#modules/practices/import/mapping.ts';
import { importFile } from '#modules/practices/import/run-file.ts';
import { wordsFor } from '#platform/i18n/format.ts';
import { uuidv7 } from '#platform/values/ids.ts';
import { type Language, languages } from '#platform/values/localized-text.ts';

/*
 * Every page of the route table, in Arabic and English, in Chromium: what ui.md section 14 asks of each.
 */

const widths = [320, 390, 1366, 1920] as const;
const axeWidths: ReadonlySet<number> = new Set([390, 1366]);
const weightLimit = 100 * 1024;

const validator = new HtmlValidate({
  root: true,
  extends: ['html-validate:recommended', 'html-validate:document'],
  rules: {
    // The renderer writes the doctype in lower case, void elements as XML does, and attributes as short as HTML permits; parsers read all of it alike.
    'doctype-style': ['error', { style: 'lowercase' }],
    'void-style': ['error', { style: 'selfclosing' }],
    'attribute-empty-style': 'off',
    // Every file comes from this node itself, and the content security policy lets nothing else in: only foreign files would need a digest.
    'require-sri': ['error', { target: 'crossorigin' }],
    // Sending one name several times is how an HTML form sends a list; the server reads it as one.
    'form-dup-name': 'off',
    // HTML permits an id to begin with a digit; ours are the numbers of the source documents.
    'valid-id': ['error', { relaxed: true }],
    // A table that scrolls by itself must be a named region that takes the focus; as a section it would also be a part of the outline.
    'prefer-native-element': ['error', { exclude: ['region'] }],
    // A page of a record has the title of the record, which may have 100 characters, in its own.
    'long-title': 'off',
  },
});

let node: DemoNode;
let opened: Opened;
const contexts = new Map<string, Promise<BrowserContext>>();

before(async () => {
  node = await startDemoNode();
  await searchLoaded(node);
  opened = await openBrowser(node);
  const file = join(node.node.dataDir, 'cases.csv');
  await writeFile(file, 'id,title,country,stage\n1,A first case,QM,pilot\n2,A second case,Atlantis,halfway\n');
  const columns = { externalId: 'id', titleEn: 'title', country: 'country', stage: 'stage' };
  const mapping = mappingSchema.parse({ source: { key: 'samples', titleEn: 'Sample cases' }, orig: 'en', columns });
  await importFile(systemCtx(node.pool, node.node, 'page samples'), file, { mapping, dry: true });
  const keeper = await node.as('greta.uplander@example.org');
  const made = await keeper.json('/api/v1/me/lists', { name: 'قائمة للاجتماع القادم', note: 'To read before the visit', code: 'QM-0001' });
  const { id } = made.json<{ id: string }>();
  await keeper.json(`/api/v1/me/lists/${id}`, {
    name: 'قائمة للاجتماع القادم',
    note: 'To read before the visit',
    items: [{ code: 'QM-0001', note: 'Ask about costs' }],
  });
  await keeper.json(`/api/v1/me/lists/${id}/share`, {});
  await node.superPool.query(
    `insert into exports.exports (id, person_id, second_factor, list, query, language, state, position, file, created_at, changed_at)
     select $1, a.person_id, false, '/practices', '{"country":"QM"}', 'ar', 'done', 24, '{"hash":"0","name":"practices.xlsx","type":"x","bytes":1}', now(), now()
     from directory.accounts a where a.email = $2`,
    [uuidv7(), office],
  );
  await node.superPool.query(
    `insert into directory.invitations (id, token_hash, email, role, scope_kind, created_at, expires_at)
     values ($1, sha256('open-invitation-of-the-page-samples-000000'::bytea), 'new@example.org', 'auditor', 'instance', now(), now() + interval '1 day')`,
    [uuidv7()],
  );
  await node.superPool.query(
    `insert into search.saved_searches (id, person_id, name, filters, seen, looked_at, fresh, fresh_at, created_at)
     select $1, person_id, 'مواعيد العيادات', '{"q": "مواعيد المستشفى", "kind": ["practice"], "in": "ar"}', '{}', now(), 3, now(), now()
     from directory.accounts where email = 'greta.uplander@example.org'`,
    [uuidv7()],
  );
});
after(async () => {
  await opened?.close();
  await node?.close();
});

/** One context for each person, so that style sheets and fonts are fetched once. */
function contextOf(email = ''): Promise<BrowserContext> {
  const known = contexts.get(email) ?? opened.contextOf(email || undefined);
  contexts.set(email, known);
  return known;
}

async function pathOf({ path, find }: PageSample): Promise<string> {
  if (!find) return path;
  const { rows } = await node.superPool.query(find);
  const value = Object.values((rows[0] ?? {}) as object)[0];
  assert.ok(value, `nothing found by: ${find}`);
  return path.replace('{}', String(value));
}

/** What the page loads and says while it opens. */
interface Seen {
  readonly complaints: string[];
  readonly pending: Promise<void>[];
}

const sizes = new Map<string, number>();
const weights = new WeakMap<Page, Map<string, number>>();

function watch(page: Page): Seen {
  const seen: Seen = { complaints: [], pending: [] };
  const weight = new Map<string, number>();
  weights.set(page, weight);
  page.on('console', (message) => {
    if (message.type() === 'error' && !/Failed to load resource: the server responded with a status of 40[34]/.test(message.text()))
      seen.complaints.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => seen.complaints.push(`script: ${error.message}`));
  page.on('requestfailed', (request) => seen.complaints.push(`failed: ${request.url()} ${request.failure()?.errorText}`));
  page.on('request', (request) => {
    if (new URL(request.url()).origin !== opened.origin) seen.complaints.push(`another host: ${request.url()}`);
  });
  page.on('response', (response) => {
    const type = response.request().resourceType();
    if (type === 'font' && response.status() !== 200) seen.complaints.push(`font ${response.status()}: ${response.url()}`);
    if (['document', 'stylesheet', 'script'].includes(type)) seen.pending.push(weigh(response, weight));
  });
  return seen;
}

async function weigh(response: Response, into: Map<string, number>): Promise<void> {
  const url = response.url();
  const known = url.includes('/assets/') ? sizes.get(url) : undefined;
  const size = known ?? gzipSync(await response.body()).length;
  sizes.set(url, size);
  into.set(url, size);
}

/** Opens one page in one language and says everything that is wrong with it. */
async function complaintsOf(sample: PageSample, language: Language, status = 200): Promise<string[]> {
  const path = await pathOf(sample);
  const context = await contextOf(sample.as);
  const page = await context.newPage();
  const seen = watch(page);
  const found: string[] = [];
  try {
    await page.setViewportSize({ width: 1366, height: 900 });
    const response = await page.goto(`${opened.origin}/${language}${path === '/' ? '' : path}`, { waitUntil: 'load' });
    assert.ok(response);
    if (response.status() !== status) found.push(`status ${response.status()} instead of ${status}`);
    const html = await response.text();
    found.push(...(await invalidities(html)));
    const root = await page.evaluate(() => ({
      lang: document.documentElement.lang,
      dir: document.documentElement.dir,
      title: document.title,
      h1: document.querySelectorAll('h1').length,
    }));
    if (root.lang !== language || root.dir !== (language === 'ar' ? 'rtl' : 'ltr')) found.push(`lang ${root.lang}, dir ${root.dir}`);
    const name = wordsFor(language, 'latn', 'UTC').t('platform.name');
    if (!root.title.endsWith(` · ${name}`) || root.title.length <= name.length + 3) found.push(`title: ${root.title}`);
    if (root.h1 !== 1) found.push(`${root.h1} main headings`);
    await page.evaluate(() => document.fonts.ready.then(() => undefined));
    await Promise.all(seen.pending);
    const total = [...(weights.get(page) ?? new Map<string, number>()).values()].reduce((sum, size) => sum + size, 0);
    if (total > weightLimit) found.push(`weighs ${Math.round(total / 1024)} KB compressed`);
    found.push(...seen.complaints);
    for (const width of widths) {
      await page.setViewportSize({ width, height: 900 });
      const wide = await page.evaluate(() => {
        const limit = document.documentElement.clientWidth;
        if (document.documentElement.scrollWidth <= limit) return null;
        const over = [...document.querySelectorAll<HTMLElement>('main *, header *, footer *')].find((element) => {
          const box = element.getBoundingClientRect();
          return box.width > 0 && (box.right > limit + 1 || box.left < -1);
        });
        return `${document.documentElement.scrollWidth} > ${limit}, first ${over?.tagName}.${over?.className} ${over?.textContent?.slice(0, 40)}`;
      });
      if (wide) found.push(`overflow at ${width}: ${wide}`);
      if (axeWidths.has(width)) found.push(...(await axeViolations(page, width)));
    }
  } finally {
    await page.close();
  }
  return found.map((complaint) => `/${language}${path}: ${complaint}`);
}

async function invalidities(html: string): Promise<string[]> {
  const report = await validator.validateString(html);
  return report.results.flatMap(({ messages }) =>
    messages.map(({ ruleId, message, offset }) => `html ${ruleId}: ${message} at …${html.slice(Math.max(0, offset - 60), offset + 60)}…`),
  );
}

async function axeViolations(page: Page, width: number): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .options({ resultTypes: ['violations'] })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .setLegacyMode(true)
    .analyze();
  return violations.map(({ id, help, nodes }) => `axe at ${width} ${id}: ${help} (${nodes.length}): ${nodes[0]?.html.slice(0, 160)}`);
}

describe('every page, in both languages', { concurrency: 2 }, () => {
  for (const route of routes.filter((one) => one.method === 'GET' && one.page)) {
    test(route.name, async () => {
      const samples = pageSamples[route.name];
      assert.ok(samples, `${route.name} (${route.path}) has no sample: add a line to src/main/testing/page-samples.ts`);
      const complaints: string[] = [];
      for (const sample of samples) for (const language of languages) complaints.push(...(await complaintsOf(sample, language)));
      assert.equal(complaints.length, 0, `${complaints.length}:\n${complaints.join('\n')}`);
    });
  }
  for (const sample of refusedPages)
    test(`refused: ${sample.path}`, async () => {
      const complaints: string[] = [];
      for (const language of languages) complaints.push(...(await complaintsOf(sample, language, sample.status)));
      assert.equal(complaints.length, 0, `${complaints.length}:\n${complaints.join('\n')}`);
    });
});

test('the file button of a form speaks the language of the page, and takes a file by its label and by the keyboard', async () => {
  for (const language of languages) {
    const page = await (await contextOf('greta.uplander@example.org')).newPage();
    const words = wordsFor(language, 'latn', 'UTC');
    await page.goto(`${opened.origin}/${language}/practices/QS-0004/edit`);
    const button = page.getByText(words.t('platform.choose-file'), { exact: true });
    assert.ok(await button.isVisible(), language);
    assert.ok(await page.getByText(words.t('platform.no-file'), { exact: true }).isVisible(), language);
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), button.click()]);
    await chooser.setFiles({ name: 'survey.txt', mimeType: 'text/plain', buffer: Buffer.from('words') });
    assert.ok(await page.getByText('survey.txt', { exact: true }).isVisible(), language);
    await page.locator('[name=evidenceKind]').focus();
    await page.keyboard.press('Shift+Tab');
    assert.ok(await page.locator('input[type=file]').evaluate((element) => element === document.activeElement));
    assert.notEqual(await button.evaluate((element) => getComputedStyle(element).outlineStyle), 'none', 'the focus shows on the button');
    await page.close();
  }
});
