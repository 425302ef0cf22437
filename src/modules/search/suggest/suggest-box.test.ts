import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type Opened, openBrowser } from '#main/testing/browser.ts';
import { type DemoNode, searchLoaded, startDemoNode } from '#main/testing/demo-node.ts';

let node: DemoNode;
let opened: Opened;
before(async () => {
  node = await startDemoNode({ worker: false });
  await searchLoaded(node);
  opened = await openBrowser(node);
});
after(async () => {
  await opened?.close();
  await node?.close();
});

for (const [language, typed, expected] of [
  ['ar', 'مواعي', 'مواعيد العيادات'],
  ['en', 'outpati', 'outpatient appointments'],
] as const)
  test(`in ${language} the keyboard moves through the suggestions, Escape closes them, Enter opens the chosen record`, async () => {
    const context = await opened.contextOf();
    const page = await context.newPage();
    await page.goto(`${opened.origin}/${language}/search`);
    const box = page.locator('#q');
    await box.pressSequentially(typed);
    const options = page.locator('[role=listbox] [role=option]');
    await options.first().waitFor();
    assert.equal(await box.getAttribute('aria-expanded'), 'true');
    assert.equal(await box.getAttribute('role'), 'combobox');
    assert.ok((await page.locator('[data-suggest-status]').textContent())?.length, 'it is said that there are suggestions');
    await page.keyboard.press('Escape');
    assert.equal(await box.getAttribute('aria-expanded'), 'false');
    assert.equal(await box.inputValue(), typed, 'Escape closes the list and keeps the words');
    await box.pressSequentially(' ');
    await options.first().waitFor();
    const titles = await options.allTextContents();
    const wanted = titles.findIndex((title) => title.includes(expected));
    assert.ok(wanted >= 0, titles.join(' | '));
    for (let presses = 0; presses <= wanted; presses += 1) await page.keyboard.press('ArrowDown');
    const chosen = await box.getAttribute('aria-activedescendant');
    assert.equal(await page.locator(`[id="${chosen}"]`).getAttribute('aria-selected'), 'true');
    await Promise.all([page.waitForURL(`**/${language}/practices/QM-0001`), page.keyboard.press('Enter')]);
    await context.close();
  });

test('arrow up from the box goes to the last suggestion, and on to the box again', async () => {
  const context = await opened.contextOf();
  const page = await context.newPage();
  await page.goto(`${opened.origin}/en/search`);
  const box = page.locator('#q');
  await box.pressSequentially('health');
  const options = page.locator('[role=listbox] [role=option]');
  await options.first().waitFor();
  const count = await options.count();
  await page.keyboard.press('ArrowUp');
  assert.equal(await options.nth(count - 1).getAttribute('aria-selected'), 'true');
  await page.keyboard.press('ArrowDown');
  assert.equal(await box.getAttribute('aria-activedescendant'), null);
  await Promise.all([page.waitForURL('**/en/search?q=health'), page.keyboard.press('Enter')]);
  await context.close();
});

test('without an answer, and without scripts, the box is a search box', async () => {
  const context = await opened.contextOf();
  const page = await context.newPage();
  await page.route('**/api/v1/search/suggestions*', (route) => route.abort());
  await page.goto(`${opened.origin}/en/search`);
  await page.locator('#q').pressSequentially('water');
  await page.waitForTimeout(400);
  assert.equal(await page.locator('[role=listbox]').isVisible(), false);
  await Promise.all([page.waitForURL('**/en/search?q=water'), page.keyboard.press('Enter')]);
  await context.close();
  const plain = await opened.contextOf(undefined, { javaScriptEnabled: false });
  const still = await plain.newPage();
  await still.goto(`${opened.origin}/ar`);
  await still.fill('#q', 'المياه');
  await Promise.all([still.waitForURL('**/ar/search?q=*'), still.press('#q', 'Enter')]);
  assert.ok((await still.locator('article.tb-hit').count()) > 0);
  await plain.close();
});
