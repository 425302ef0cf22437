import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openBrowser } from '#main/testing/browser.ts';
import { type DemoNode, startDemoNode } from '#main/testing/demo-node.ts';
import type { Visitor } from '#platform/testing/test-node.ts';

let node: DemoNode;
let office: Visitor;
let stranger: Visitor;
before(async () => {
  node = await startDemoNode({ worker: false });
  // The set was loaded under the clock of the machine.
  node.clock.now = new Date(Date.now() + 60_000);
  [office, stranger] = await Promise.all([node.as('hanan.satri@example.org'), node.as()]);
});
after(() => node.close());

interface Listed {
  readonly items: { id: string; kind: string; version: number | null; code: string; title: object | null; at: string }[];
  readonly next: string | null;
}
const list = async (query = '') => (await stranger.get(`/api/v1/changes?${query}`)).json<Listed>();
const lines = async (query = '') => (await list(query)).items.map(({ kind, code }) => `${code} ${kind}`);
const act = async (path: string, body: unknown = {}) => {
  node.clock.now = new Date(node.clock.now.getTime() + 1_000);
  const answer = await office.json(`/api/v1/practices/${path}`, body);
  assert.equal(answer.statusCode, 200, answer.body);
};

test('first published is new, published again is changed, a stub is new when it came in', async () => {
  const all = await lines('limit=100');
  assert.ok(all.includes('QM-0001 new') && all.includes('QM-0001 changed'));
  assert.ok(all.indexOf('QM-0001 changed') < all.indexOf('QM-0001 new'), 'newest first');
  const stub = (await node.superPool.query<{ code: string }>("select code from practices.practices where state = 'stub' limit 1")).rows[0]?.code;
  assert.ok(all.includes(`${stub} new`));
  for (const code of ['QS-0002', 'QS-0004', 'QP-0004', 'QR-0001']) assert.ok(!all.some((line) => line.startsWith(code)), `${code} is nobody's business`);
});

test('superseded, reinstated, archived and restored stand at the top as they happen; of an archived practice the code alone', async () => {
  await act('QN-0002/supersede', { by: 'QN-0003' });
  assert.equal((await lines())[0], 'QN-0002 superseded');
  await act('QN-0002/reinstate');
  assert.equal((await lines())[0], 'QN-0002 restored');
  await act('QN-0002/archive');
  const [first, ...others] = (await list('limit=100')).items;
  assert.deepEqual([first?.code, first?.kind, first?.title], ['QN-0002', 'archived', null]);
  assert.ok(!others.some(({ code }) => code === 'QN-0002'), 'what was said of it before is gone with it');
  const page = (await stranger.get('/en/changes')).body;
  assert.ok(page.includes('QN-0002') && !page.includes('village roads'));
  assert.ok(!(await stranger.get('/en/changes/feed')).body.includes('village roads'));
  await act('QN-0002/restore');
  assert.equal((await lines())[0], 'QN-0002 restored');
});

test('every filter of the library narrows it, and kinds too; a search in either language', async () => {
  assert.ok((await lines('country=QN')).every((line) => line.startsWith('QN-')));
  assert.deepEqual(await lines('kind=superseded'), ['QN-0002 superseded']);
  const [newest, ...older] = await lines('kind=changed&kind=archived&country=QN');
  assert.equal(newest, 'QN-0002 archived');
  assert.ok(older.length > 0 && older.every((line) => / changed$/.test(line)), older.join());
  assert.ok((await lines(`q=${encodeURIComponent('مواعيد المستشفى')}`)).some((line) => line.startsWith('QM-0001')));
  assert.deepEqual(await lines('q=xqxqxqvwvw'), []);
  assert.ok((await lines('field=07&grade=E3')).every((line) => ['QM-0001', 'QR-0004'].includes(line.slice(0, 7))));
  assert.ok((await stranger.get('/ar/changes?kind=archived&country=QM')).body.includes('لا تغييرات توافق'));
});

test('pages follow one another without gap or repeat', async () => {
  const whole = await list('limit=100');
  const walked: string[] = [];
  for (let next: string | null = ''; next !== null; ) {
    const page: Listed = await list(`limit=7&after=${next}`);
    walked.push(...page.items.map(({ id }) => id));
    next = page.next;
  }
  assert.deepEqual(
    walked.slice(0, 100),
    whole.items.map(({ id }) => id),
  );
  assert.equal(new Set(walked).size, walked.length);
});

test('the feed is sent once: who has it is told that nothing changed, until something does', async () => {
  const first = await stranger.get('/ar/changes/feed?country=QN');
  assert.equal(first.headers['content-type'], 'application/atom+xml');
  const etag = String(first.headers.etag);
  const again = await stranger.get('/ar/changes/feed?country=QN', { 'if-none-match': etag });
  assert.deepEqual([again.statusCode, again.body], [304, '']);
  await act('QM-0004/archive');
  assert.equal((await stranger.get('/ar/changes/feed?country=QN', { 'if-none-match': etag })).statusCode, 304, 'another country’s change is not this feed’s');
  await act('QN-0003/archive');
  assert.equal((await stranger.get('/ar/changes/feed?country=QN', { 'if-none-match': etag })).statusCode, 200);
  await act('QN-0003/restore');
});

test('both feeds are well-formed XML with all that Atom asks, whatever a title says', async () => {
  await node.superPool.query(
    `update practices.practices set card = jsonb_set(jsonb_set(card, '{title,texts,en,text}', '"<b>&amp; \\"x\\" ]]> نص"'), '{title,texts,ar,text}', '"عنوان <i>&"') where code = 'QN-0001'`,
  );
  const browser = await openBrowser(node);
  try {
    const page = await (await browser.contextOf()).newPage();
    // The test runner's compiler wraps named functions in a call that the browser lacks.
    await page.evaluate('globalThis.__name = (made) => made');
    for (const language of ['ar', 'en'] as const) {
      const { body } = await stranger.get(`/${language}/changes/feed?country=QN`);
      const seen = await page.evaluate((xml) => {
        const parsed = new DOMParser().parseFromString(xml, 'application/xml');
        const children = (element: Element, name: string) => [...element.children].filter((child) => child.tagName === name);
        const once = (element: Element) => ['title', 'id', 'updated'].every((name) => children(element, name).length === 1);
        const entries = children(parsed.documentElement, 'entry');
        return {
          error: parsed.querySelector('parsererror')?.textContent ?? '',
          namespace: parsed.documentElement.namespaceURI,
          language: parsed.documentElement.getAttribute('xml:lang'),
          feed: once(parsed.documentElement) && children(parsed.documentElement, 'author').length === 1,
          links: children(parsed.documentElement, 'link').map(
            (link) => `${link.getAttribute('rel')} ${link.getAttribute('hreflang')} ${link.getAttribute('href')}`,
          ),
          entries: entries.length,
          complete: entries.every((entry) => once(entry) && children(entry, 'link').length === 1 && children(entry, 'summary').length === 1),
          ids: entries.map((entry) => children(entry, 'id')[0]?.textContent ?? ''),
          dates: entries.map((entry) => children(entry, 'updated')[0]?.textContent ?? ''),
          titles: entries.map((entry) => children(entry, 'title')[0]?.textContent ?? ''),
        };
      }, body);
      assert.equal(seen.error, '');
      assert.deepEqual([seen.namespace, seen.language, seen.feed, seen.complete], ['http://www.w3.org/2005/Atom', language, true, true]);
      assert.ok(seen.entries > 5 && new Set(seen.ids).size === seen.entries);
      assert.ok(seen.ids.every((id) => /^urn:uuid:[0-9a-f-]{36}$/.test(id)));
      assert.ok(seen.dates.every((date) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(date)));
      assert.deepEqual(seen.dates, seen.dates.toSorted().reverse());
      assert.ok(seen.titles.includes(language === 'en' ? '<b>&amp; "x" ]]> نص' : 'عنوان <i>&'));
      assert.ok(seen.links.some((link) => link.startsWith(`self null ${node.node.origin}/${language}/changes/feed?country=QN`)));
      assert.ok(seen.links.some((link) => link.startsWith(`alternate ${language === 'ar' ? 'en' : 'ar'} `)));
    }
  } finally {
    await browser.close();
  }
});

test('pages that list practices name the feed of the same in their head', async () => {
  const library = (await stranger.get('/en/practices?country=QN&q=roads')).body;
  assert.match(library, /<link rel="alternate" type="application\/atom\+xml" href="\/en\/changes\/feed\?q=roads&amp;country=QN"/);
  assert.match((await stranger.get('/ar')).body, /<link rel="alternate" type="application\/atom\+xml" href="\/ar\/changes\/feed"/);
});
