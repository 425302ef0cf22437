import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { type Opened, openBrowser } from '#main/testing/browser.ts';
import { type DemoNode, startDemoNode } from '#main/testing/demo-node.ts';
import { demoPassword } from '#modules/directory/load/load-demo.ts';
import type { Language } from '#platform/values/localized-text.ts';

/*
 * The whole way of a practice in a browser: without scripts in both languages, then what scripts add, the
 * keyboard alone, and a practice whose every text tries to run one.
 */

let node: DemoNode;
let opened: Opened;
before(async () => {
  node = await startDemoNode();
  opened = await openBrowser(node);
});
after(async () => {
  await opened?.close();
  await node?.close();
});

type Options = Parameters<Browser['newContext']>[0];
const withoutScripts: Options = { javaScriptEnabled: false };

/** Signs in by the form, as a person does. */
async function signedIn(language: Language, email: string, options: Options = withoutScripts): Promise<{ context: BrowserContext; page: Page }> {
  const context = await opened.contextOf(undefined, options);
  const page = await context.newPage();
  await page.goto(`${opened.origin}/${language}/sign-in`);
  await page.fill('input[name=email]', email);
  await page.fill('input[name=password]', demoPassword);
  await page.click('main button[type=submit]');
  assert.equal(new URL(page.url()).pathname, `/${language}/me`, 'a sign-in leads to my work');
  return { context, page };
}

/** The page after a form, or what it says is wrong. */
async function sent(page: Page, button: string): Promise<void> {
  const [response] = await Promise.all([page.waitForNavigation(), page.click(button)]);
  const summary = await page.locator('.tb-errsum').allTextContents();
  assert.ok((response?.status() ?? 0) < 400, `${button}: ${response?.status()} ${summary.join(' ')}`);
}

const texts = {
  ar: {
    title: 'سقي أشجار الشوارع بالمياه الرمادية',
    subtitle: 'بلدية تجمع مياه مغاسل المساجد وتسقي بها أشجار شوارعها.',
    problem: 'كانت البلدية تسقي أشجار الشوارع بمياه الشرب، وانقطعت المياه عن أحياء في الصيف.',
    solution: 'وُصلت مغاسل اثني عشر مسجداً بخزانات ترشيح، ثم بشبكة تنقيط على طول الشوارع.',
    conditions: 'شبكة صرف مفصولة للمغاسل، وموافقة الجهة الصحية.',
    adaptation: 'تحتاج المدن التي لا تفصل مياه المغاسل إلى تمديد قبل البدء.',
    query: 'ري الأشجار بمياه رمادية',
  },
  en: {
    title: 'Watering street trees with greywater from wash basins',
    subtitle: 'A municipality collects wash basin water from mosques and waters its street trees with it.',
    problem: 'The municipality watered street trees with drinking water, and districts went dry in summer.',
    solution: 'The basins of twelve mosques were led to filter tanks, and from there to drip lines along the streets.',
    conditions: 'Separate drains for basins, and the consent of the health authority.',
    adaptation: 'Cities that do not separate basin water need pipework before they begin.',
    query: 'greywater trees',
  },
} as const;

const csv = 'month,litres\n2024-01,120000\n2024-06,30000\n';

for (const language of ['ar', 'en'] as const) {
  test(`without scripts, in ${language}: written, submitted, checked, reviewed, published, found in both languages, evidence downloaded`, async () => {
    const mark = language === 'ar' ? 'الأول' : 'second';
    const author = await signedIn(language, 'greta.uplander@example.org');
    const { page } = author;
    await page.goto(`${opened.origin}/${language}/practices/new`);
    await page.selectOption('select[name=orig]', language);
    await page.fill(`[name="title.${language}"]`, `${texts[language].title} ${mark}`);
    await sent(page, 'main form button[type=submit]');
    const code = /practices\/([A-Z]{2}-\d+)\/edit/.exec(page.url())?.[1] ?? '';
    assert.ok(code, page.url());
    for (const one of ['ar', 'en'] as const)
      for (const field of ['title', 'subtitle', 'problem', 'solution', 'conditions', 'adaptation'] as const)
        await page.fill(`[name="${field}.${one}"]`, field === 'title' ? `${texts[one].title} ${mark}` : texts[one][field]);
    await page.fill('[name="steps.0.ar"]', 'جرد المغاسل');
    await page.fill('[name="steps.0.en"]', 'List the basins');
    await page.fill('[name="beneficiaries.who.ar"]', 'سكان الأحياء');
    await page.fill('[name="beneficiaries.who.en"]', 'Residents of the districts');
    await page.fill('[name="beneficiaries.count"]', '١٢٬٠٠٠');
    for (const [name, value] of [
      ['type', 'service'],
      ['level', 'local'],
      ['licence', 'CC-BY-4.0'],
      ['stage', 'implemented'],
      ['evidenceKind', 'statistics'],
      ['results.0.direction', 'decrease'],
      ['results.0.readings.0.role', 'baseline'],
      ['results.0.readings.1.role', 'value'],
    ] as const)
      await page.selectOption(`select[name="${name}"]`, value);
    await page.locator('select[name=cofog]').first().selectOption('05.1');
    await page.locator('select[name=sdg]').first().selectOption('6.4');
    await page.fill('[name=startedOn]', '2024-01');
    await page.fill('[name="results.0.name.ar"]', 'مياه الشرب المستعملة في السقي');
    await page.fill('[name="results.0.name.en"]', 'Drinking water used for trees');
    await page.fill('[name="results.0.unit.ar"]', 'لتر في الشهر');
    await page.fill('[name="results.0.unit.en"]', 'litres a month');
    await page.fill('[name="results.0.readings.0.value"]', '120,000');
    await page.fill('[name="results.0.readings.0.on"]', '2024-01');
    await page.fill('[name="results.0.readings.1.value"]', language === 'ar' ? '٣٠٬٠٠٠' : '30,000');
    await page.fill('[name="results.0.readings.1.on"]', '2024-06');
    await page.fill('[name="evidenceTitle.ar"]', 'قراءات العدادات');
    await page.fill('[name="evidenceTitle.en"]', 'Meter readings');
    await page.setInputFiles('input[name=file]', { name: 'meters.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });
    await sent(page, 'button[name=afterwards][value=stay]');
    assert.equal(await page.inputValue(`[name="title.${language}"]`), `${texts[language].title} ${mark}`);
    await sent(page, 'button[name=afterwards][value=submit]');
    await author.context.close();

    const first = await signedIn(language, 'samia.mizan@example.org');
    await first.page.goto(`${opened.origin}/${language}/reviews/${code}`);
    await sent(first.page, 'form[action$="/check"] button[type=submit]');
    await first.context.close();

    const second = await signedIn(language, 'tobias.quillhart@example.org');
    await second.page.goto(`${opened.origin}/${language}/reviews/${code}`);
    for (const criterion of ['relevance', 'effect', 'evidence', 'transferability', 'clarity'])
      await second.page.selectOption(`select[name="scores.${criterion}"]`, '4');
    await second.page.selectOption('select[name=grade]', 'E2');
    await second.page.fill('[name=gradeReason]', language === 'ar' ? 'قياس قبل التطبيق وبعده.' : 'Measured before and after.');
    await sent(second.page, 'form[action$="/review"] button[type=submit]');
    await second.context.close();

    const office = await signedIn(language, 'hanan.satri@example.org');
    await office.page.goto(`${opened.origin}/${language}/reviews/${code}`);
    await sent(office.page, 'form[action$="/publish"] button[type=submit]');
    await office.context.close();

    const visitor = await opened.contextOf(undefined, withoutScripts);
    const reading = await visitor.newPage();
    for (const one of ['ar', 'en'] as const) {
      await reading.goto(`${opened.origin}/${language}/practices`);
      await reading.fill('main input[name=q]', texts[one].query);
      await Promise.all([reading.waitForNavigation(), reading.press('main input[name=q]', 'Enter')]);
      const hit = reading.locator(`main a[href="/${language}/practices/${code}"]`).first();
      assert.ok(await hit.count(), `not found by ${texts[one].query}`);
      await Promise.all([reading.waitForNavigation(), hit.click()]);
      assert.ok((await reading.locator('h1').textContent())?.includes(texts[language].title));
    }
    const link = reading.locator(`a[href*="/practices/${code}/evidence/1"]`).first();
    const [download] = await Promise.all([reading.waitForEvent('download'), link.click()]);
    assert.equal(download.suggestedFilename(), 'meters.csv');
    const stream = await download.createReadStream();
    const chunks: Buffer[] = [];
    for await (const chunk of stream) chunks.push(chunk as Buffer);
    assert.equal(Buffer.concat(chunks).toString('utf8'), csv);
    await visitor.close();
  });
}

const editor = '/practices/QS-0004/edit';

test('with scripts, the editor saves by itself and says so', async () => {
  const context = await opened.contextOf('greta.uplander@example.org');
  const page = await context.newPage();
  await page.clock.install();
  await page.goto(`${opened.origin}/en${editor}`);
  await page.fill('[name="lessons.en"]', 'Saved without a button.');
  await page.clock.runFor(11_000);
  await page.locator('#saved').filter({ hasText: /saved/i }).waitFor({ timeout: 10_000 });
  const again = await context.newPage();
  await again.goto(`${opened.origin}/ar${editor}`);
  assert.equal(await again.inputValue('[name="lessons.en"]'), 'Saved without a button.');
  await page.fill('[name="lessons.en"]', 'Saved twice.');
  await page.clock.runFor(11_000);
  await page.locator('#saved').filter({ hasText: /saved/i }).waitFor({ timeout: 10_000 });
  await sent(page, 'button[name=afterwards][value=stay]');
  assert.equal(await page.inputValue('[name="lessons.en"]'), 'Saved twice.', 'saving by the button after saving by itself is no conflict');
  await context.close();
});

test('without a connection the text is kept on the device and comes back', async () => {
  const context = await opened.contextOf('greta.uplander@example.org');
  const page = await context.newPage();
  await page.clock.install();
  await page.goto(`${opened.origin}/ar${editor}`);
  await context.setOffline(true);
  await page.fill('[name="failures.ar"]', 'كُتب والاتصال منقطع');
  await page.clock.runFor(11_000);
  await page.waitForFunction(() => Object.values(localStorage).some((kept) => String(kept).includes('كُتب والاتصال منقطع')), undefined, {
    timeout: 10_000,
    polling: 100,
  });
  assert.notEqual(await page.locator('#saved').textContent(), '', 'nothing says that there is no connection');
  await page.close();
  await context.setOffline(false);
  const back = await context.newPage();
  await back.goto(`${opened.origin}/ar${editor}`);
  await back.waitForFunction(() => document.querySelector<HTMLTextAreaElement>('[name="failures.ar"]')?.value === 'كُتب والاتصال منقطع', undefined, {
    timeout: 5_000,
  });
  await sent(back, 'button[name=afterwards][value=stay]');
  assert.equal(await back.inputValue('[name="failures.ar"]'), 'كُتب والاتصال منقطع');
  await context.close();
});

/** Presses Tab until the element is focused, as somebody without a mouse does. */
async function tabTo(page: Page, selector: string, most = 80): Promise<void> {
  for (let presses = 0; presses < most; presses += 1) {
    await page.keyboard.press('Tab');
    const there = await page.evaluate((wanted) => {
      const focused = document.activeElement;
      if (!focused?.matches(wanted)) return undefined;
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(focused);
      return { visible: (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none' };
    }, selector);
    if (!there) continue;
    assert.ok(there.visible, `${selector} shows no focus`);
    return;
  }
  assert.fail(`${selector} is not reached by ${most} times Tab`);
}

for (const language of ['ar', 'en'] as const) {
  test(`by the keyboard alone, in ${language}: past the navigation, to the search, into a hit`, async () => {
    const context = await opened.contextOf();
    const page = await context.newPage();
    await page.goto(`${opened.origin}/${language}/practices`);
    await tabTo(page, 'a.tb-skip', 1);
    const box = await page.locator('a.tb-skip').boundingBox();
    assert.ok(box && box.x >= 0 && box.y >= 0 && box.width > 20, 'the skip link is seen when it is focused');
    await page.keyboard.press('Enter');
    await tabTo(page, 'main *', 1);
    await tabTo(page, 'main input[name=q]', 10).catch(async () => {
      await page.goto(`${opened.origin}/${language}/practices`);
      await tabTo(page, 'main input[name=q]', 40);
    });
    await page.keyboard.type(language === 'ar' ? 'مواعيد العيادات' : 'outpatient appointments');
    await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
    await tabTo(page, 'main a[href*="/practices/QM-0001"]', 120);
    await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
    assert.equal(new URL(page.url()).pathname, `/${language}/practices/QM-0001`);
    await context.close();
  });
}

const payloads = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "'><svg/onload=alert(1)>",
  '</textarea><script>alert(1)</script>',
  '</title><script>alert(1)</script>',
  '[x](javascript:alert(1))',
  '![x](x" onerror="alert(1))',
  '<a href="javascript:alert(1)">x</a>',
  '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
  '<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>',
  '&lt;script&gt;alert(1)&lt;/script&gt;',
  '<<script>script>alert(1)<</script>/script>',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a template that must stay text
  '`${alert(1)}`{{constructor.constructor("alert(1)")()}}',
  '<style>@import "https://evil.example/x.css";</style>',
  '<base href="https://evil.example/"><form action="https://evil.example">',
  '<meta http-equiv="refresh" content="0;url=https://evil.example">',
  '--><img src=https://evil.example/x.png>',
  'https://evil.example/" onmouseover="alert(1)',
] as const;

test('a practice whose every text tries to run a script runs none, on any page that shows it', async () => {
  let at = 0;
  const payload = (max = 90): string => {
    at += 1;
    return `${payloads[at % payloads.length]}`.slice(0, max);
  };
  const pair = (max?: number) => ({ ar: `نص ${payload(max)}`, en: `Text ${payload(max)}` });
  const author = await node.as('jasim.mahalli@example.org');
  const act = async (email: string, path: string, body: unknown): Promise<Record<string, unknown>> => {
    const answer = await (email ? await node.as(email) : author).json(`/api/v1${path}`, body);
    assert.equal(answer.statusCode, 200, `${path}: ${answer.body}`);
    return JSON.parse(answer.body) as Record<string, unknown>;
  };
  const { code } = (await act('', '/practices', { entity: 'QR-CITY', orig: 'en', title: pair() })) as { code: string };
  const boundary = 'x-boundary';
  const upload = await node.app.inject({
    method: 'POST',
    url: `/api/v1/practices/${code}/edit`,
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}`, cookie: `tabadul=${author.cookie('tabadul')}` },
    payload: [
      ...Object.entries({ rev: '1', 'evidenceTitle.ar': `دليل ${payload()}`, 'evidenceTitle.en': `Proof ${payload()}` }).map(
        ([name, value]) => `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
      ),
      `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="<img src=x onerror=alert(1)>.csv"\r\ncontent-type: text/csv\r\n\r\na,b\n<script>alert(1)</script>,2\n\r\n`,
      `--${boundary}--\r\n`,
    ].join(''),
  });
  assert.equal(upload.statusCode, 200, upload.body);
  const { rev } = JSON.parse(upload.body) as { rev: number };
  await act('', `/practices/${code}/edit`, {
    rev,
    ...Object.fromEntries(['subtitle', 'problem', 'solution', 'novelty', 'conditions', 'adaptation', 'lessons', 'failures'].map((field) => [field, pair(200)])),
    type: 'service',
    level: 'local',
    licence: 'CC0-1.0',
    stage: 'implemented',
    cofog: ['05.1'],
    sdg: ['6.4'],
    startedOn: '2024',
    steps: [pair(), pair()],
    beneficiaries: { who: pair(), count: 5 },
    results: [
      {
        name: pair(),
        unit: pair(60),
        method: pair(),
        attribution: pair(),
        readings: [
          { role: 'baseline', value: 1, on: '2023' },
          { role: 'value', value: 2, on: '2024' },
        ],
      },
    ],
  });
  await act('', `/practices/${code}/submit`, {});
  await act('samia.mizan@example.org', `/reviews/${code}/return`, { note: payload(), comments: [{ field: 'title', text: payload() }] });
  const seen: string[] = [];
  const open = async (email: string | undefined, paths: readonly string[]): Promise<void> => {
    const context = await opened.contextOf(email);
    const page = await context.newPage();
    page.on('dialog', (dialog) => {
      seen.push(`a script ran on ${page.url()}: ${dialog.message()}`);
      void dialog.dismiss();
    });
    page.on('console', (message) => {
      if (message.type() === 'error') seen.push(`${page.url()}: ${message.text()}`);
    });
    page.on('pageerror', (error) => seen.push(`${page.url()}: ${error.message}`));
    page.on('request', (request) => {
      if (new URL(request.url()).origin !== opened.origin) seen.push(`${page.url()} asks ${request.url()}`);
    });
    for (const path of paths)
      for (const language of ['ar', 'en'] as const) {
        const response = await page.goto(`${opened.origin}/${language}${path}`);
        assert.equal(response?.status(), 200, `${email} ${language}${path}`);
        const body = (await response?.text()) ?? '';
        const markup = /<script>alert|<img src=|<svg\/onload|<[a-z]+ [^>]*href="javascript:|<iframe|<base |<meta http-equiv="refresh/i.exec(body);
        if (markup) seen.push(`${language}${path} has markup of a text: ${body.slice(markup.index - 80, markup.index + 80)}`);
        for (const element of await page.locator('details:not([open]) > summary').all()) await element.click();
      }
    await context.close();
  };
  await open('jasim.mahalli@example.org', [`/practices/${code}/edit`, `/practices/${code}`, '/me']);
  await act('', `/practices/${code}/submit`, {});
  await act('samia.mizan@example.org', `/reviews/${code}/check`, { note: payload() });
  await act('tobias.quillhart@example.org', `/reviews/${code}/review`, {
    grade: 'E1',
    gradeReason: payload(),
    gradeReasonOther: payload(),
    note: payload(),
    scores: { relevance: 3, effect: 3, evidence: 3, transferability: 3, clarity: 3 },
  });
  await open('hanan.satri@example.org', [`/reviews/${code}`, '/reviews']);
  await act('hanan.satri@example.org', `/reviews/${code}/publish`, {});
  await open('hanan.satri@example.org', [`/reviews/${code}`, `/practices/${code}/archive`, `/practices/${code}/history`]);
  await open(undefined, [
    `/practices/${code}`,
    `/practices/${code}/languages`,
    `/practices/${code}/history`,
    '/practices',
    `/practices?q=${encodeURIComponent('script alert')}`,
    `/practices?q=${encodeURIComponent('"><script>alert(1)</script>')}`,
    '/',
    '/entities/QR-CITY',
    '/countries/QR',
  ]);
  assert.deepEqual(seen, []);
});
