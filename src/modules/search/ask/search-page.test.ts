import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type DemoNode, searchLoaded, startDemoNode } from '#main/testing/demo-node.ts';

const office = 'hanan.satri@example.org';
let node: DemoNode;
before(async () => {
  node = await startDemoNode();
  await searchLoaded(node);
});
after(() => node.close());

interface Answer {
  readonly items: { kind: string; path: string; title: Record<string, string>; language: string; translated: boolean; at: string }[];
  readonly total: number;
  readonly next: number | null;
  readonly facets: Record<string, Record<string, number>>;
  readonly unknown: { word: string; near: string[] }[];
}
const ask = async (query: string): Promise<Answer> => {
  const answer = await node.app.inject(`/api/v1/search?${query}`);
  assert.equal(answer.statusCode, 200, answer.body.slice(0, 400));
  return JSON.parse(answer.body) as Answer;
};
const page = async (path: string, email?: string): Promise<string> => {
  const answer = await (await node.as(email)).get(path);
  assert.equal(answer.statusCode, 200, answer.body.slice(0, 400));
  return answer.body.replace(/[\u2066-\u2069]/g, '');
};

test('practices, entities, countries, concepts and facts are found together, and the kind narrows', async () => {
  const { facets } = await ask('q=health&limit=100');
  assert.ok((facets.kind?.practice ?? 0) > 0 && (facets.kind?.entity ?? 0) > 0 && (facets.kind?.concept ?? 0) > 0, JSON.stringify(facets.kind));
  const entities = await ask('q=health&kind=entity&limit=100');
  assert.ok(entities.total > 0 && entities.items.every(({ kind }) => kind === 'entity'));
  assert.deepEqual(entities.facets.kind, facets.kind, 'the counts of a facet ignore its own filter');
  const oman = await ask(`q=${encodeURIComponent('عُمان')}&kind=country`);
  assert.equal(oman.items[0]?.path, '/countries/OM');
});

test('the records of a matter come before the concepts that name it', async () => {
  const kinds = (await ask('q=hospital+appointments')).items.map(({ kind }) => kind);
  assert.ok(kinds.includes('concept') && kinds.indexOf('practice') < kinds.indexOf('concept'), kinds.join());
});

test('sorts by time and by title in the reader’s language, and pages do not overlap', async () => {
  const newest = (await ask('q=service&sort=newest&limit=100')).items.map(({ at }) => at);
  assert.deepEqual(newest, [...newest].sort().reverse());
  for (const locale of ['ar', 'en']) {
    const html = await page(`/${locale}/search?q=service&sort=title&kind=practice`);
    const titles = [...html.matchAll(/<h3><a [^>]*>(.*?)<\/a>/g)].map(([, title]) => (title as string).replace(/<[^>]+>/g, ''));
    assert.ok(titles.length > 2, html.slice(0, 200));
    assert.deepEqual(titles, [...titles].sort(new Intl.Collator(locale, { numeric: true }).compare));
  }
  const first = await ask('q=service&sort=title&limit=3');
  const second = await ask('q=service&sort=title&limit=3&after=3');
  assert.equal(new Set([...first.items, ...second.items].map(({ path }) => path)).size, 6);
  assert.equal(first.next, 3);
});

test('what was found by translation says which word became which, and offers the reader’s language alone', async () => {
  await node.superPool.query(
    `update search.documents set texts = jsonb_build_object('title', jsonb_build_object('en', 'Sanitation of remote villages'), 'summary', '{}'::jsonb, 'body', '{}'::jsonb),
       xid = pg_current_xact_id() where kind = 'entity' and path = '/entities/QM-HEALTH'`,
  );
  const q = encodeURIComponent('الصرف الصحي');
  for (let tries = 0; tries < 20 && !(await ask(`q=${q}&kind=entity`)).items.some(({ translated }) => translated); tries += 1)
    await new Promise((later) => setTimeout(later, 100));
  const html = await page(`/ar/search?q=${q}&kind=entity`);
  assert.match(html, /وُجد بالترجمة: <bdi lang="ar">الصرف الصحي<\/bdi> = <bdi lang="en">Sanitation<\/bdi>/);
  assert.match(html, /href="\/ar\/search\?q=[^"]*kind=entity&amp;in=ar"/);
  assert.match(html, /<mark>Sanitation<\/mark>/);
  const arabicAlone = await ask(`q=${q}&kind=entity&in=ar`);
  assert.ok(arabicAlone.items.every(({ language }) => language === 'ar'));
});

test('a misspelt word leads to the word that records have', async () => {
  const html = await page('/en/search?q=Hospitol+services');
  assert.match(html, /Did you mean: <a href="\/en\/search\?q=hospital\w*\+services" dir="auto">hospital\w* services<\/a>/i);
});

test('an empty result says what was understood and which filter lets records through', async () => {
  const html = await page('/en/search?q=appointments&kind=practice&country=OM');
  assert.match(html, /Nothing found for “appointments”. Understood as: appointments/);
  assert.match(html, /<a href="\/en\/search\?q=appointments&amp;kind=practice">Without the filter on country<\/a> <span class="tb-dim">\d+ results?/);
  assert.match(await page('/en/search?q=%3F%21'), /There is no word or number to search for in “\?!”/);
});

test('hidden records are neither found nor counted nor suggested', async () => {
  const { rows } = await node.superPool.query<{ title: string }>(
    `select d.texts #>> '{title,en}' as title from search.documents d where kind = 'practice' and not 'public' = any(audiences) and d.texts #>> '{title,en}' <> '' limit 1`,
  );
  const title = rows[0]?.title as string;
  const q = encodeURIComponent(title);
  const own = JSON.parse((await (await node.as(office)).get(`/api/v1/search?q=${q}`)).body) as Answer;
  assert.ok(
    own.items.some((item) => item.title.en === title),
    'the office finds it',
  );
  const open = await ask(`q=${q}&limit=100`);
  assert.ok(open.items.every((item) => item.title.en !== title));
  const suggested = await node.app.inject(`/api/v1/search/suggestions?language=en&q=${encodeURIComponent(title.slice(0, 20))}`);
  assert.ok(!suggested.body.includes(title));
  assert.match(await page(`/en/search?q=${q}`, office), /Not public/);
});

test('suggests titles in the asked language within 50 ms', async () => {
  await node.app.inject('/api/v1/search/suggestions?q=hos&language=en');
  const took: number[] = [];
  for (const q of ['hosp', 'wat', 'appoin', 'tax', 'مواع', 'ريا', 'libr', 'school b', 'الصح', 'road']) {
    const started = performance.now();
    const answer = await node.app.inject(`/api/v1/search/suggestions?q=${encodeURIComponent(q)}&language=ar`);
    took.push(performance.now() - started);
    assert.equal(answer.statusCode, 200);
  }
  const { items } = JSON.parse((await node.app.inject(`/api/v1/search/suggestions?q=${encodeURIComponent('مواع')}&language=ar`)).body) as {
    items: { title: string; path: string }[];
  };
  assert.ok(items.some(({ title, path }) => title.includes('مواعيد') && path.startsWith('/practices/')));
  took.sort((a, b) => a - b);
  assert.ok((took[5] as number) < 50, `half of the answers took ${took[5]} ms or more`);
});

test('a new entity and a corrected label are found after their event', async () => {
  const found = async (q: string, kind: string): Promise<boolean> => {
    for (let tries = 0; tries < 50; tries += 1) {
      if ((await ask(`q=${q}&kind=${kind}`)).total > 0) return true;
      await new Promise((later) => setTimeout(later, 100));
    }
    return false;
  };
  const visitor = await node.as(office);
  const place = { code: 'QM-ZEPHYR', country: 'QM', type: 'ministry', parent: '', 'name.en': 'Zephyrous observatory', 'name.ar': 'مرصد الرياح' };
  const made = await visitor.submit('/en/entities/new', '/en/entities/new', place);
  assert.equal(made.statusCode, 303);
  assert.ok(await found('zephyrous', 'entity'));
  const { body } = await visitor.get('/api/v1/vocabularies/cofog/07/edit');
  const { rev } = JSON.parse(body) as { rev: number };
  const edit = '/en/vocabularies/cofog/07/edit';
  const corrected = await visitor.submit(edit, edit, { rev: String(rev), 'label.ar': 'الصحة', 'label.en': 'Gargantuan health' });
  assert.equal(corrected.statusCode, 303);
  assert.ok(await found('gargantuan', 'concept'));
});
