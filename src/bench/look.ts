import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { chromiumFlags } from '#main/testing/chromium.ts';
import { startDemoNode } from '#main/testing/demo-node.ts';
import { pageSamples } from '#main/testing/page-samples.ts';
import { signInCookie } from '#platform/http/server.ts';
import { projectRoot } from '#platform/root.ts';

/** `npm run look`: every page in both languages, phone and laptop wide, and a contact sheet of them all in look/index.html. */
const folder = join(projectRoot, 'look');
const widths = [390, 1280] as const;
const wanted = process.argv.slice(2);
const shotsForReadme = new Map([
  ['practices.home', 'home'],
  ['practices.library', 'library'],
  ['practices.show', 'practice'],
  ['practices.edit', 'editor'],
  ['practices.review', 'review'],
]);

const node = await startDemoNode();
await node.app.listen({ port: 0 });
const base = `http://localhost:${(node.app.server.address() as { port: number }).port}`;
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: chromiumFlags });
await mkdir(folder, { recursive: true });
await mkdir(join(projectRoot, 'docs/images'), { recursive: true });
const rows: string[] = [];
for (const [route, number, sample] of Object.entries(pageSamples).flatMap(([route, samples]) =>
  samples.map((sample, index) => [route, index, sample] as const),
)) {
  const name = number === 0 ? route : `${route}-${number + 1}`;
  if (wanted.length > 0 && !wanted.some((part) => name.includes(part))) continue;
  const cells: string[] = [];
  for (const language of ['ar', 'en'] as const) {
    for (const width of widths) {
      const context = await browser.newContext({ viewport: { width, height: width === 390 ? 780 : 860 }, deviceScaleFactor: 1 });
      if (sample.as) {
        const visitor = await node.as(sample.as);
        const token = visitor.cookie(signInCookie(node.node.origin)) ?? '';
        await context.addCookies([{ name: signInCookie(node.node.origin), value: token, url: base }]);
      }
      const page = await context.newPage();
      await page.goto(`${base}/${language}${sample.path === '/' ? '' : sample.path}`);
      const file = `${name}.${language}.${width}.png`;
      await page.screenshot({ path: join(folder, file), fullPage: true });
      const readme = shotsForReadme.get(name);
      if (readme && width === 1280) await page.screenshot({ path: join(projectRoot, 'docs/images', `${readme}.${language}.png`) });
      cells.push(`<a href="${file}"><img src="${file}" alt="${name} ${language} ${width}" loading="lazy" width="${width === 390 ? 150 : 320}"></a>`);
      await context.close();
    }
  }
  rows.push(`<h2>${name}</h2><div>${cells.join('')}</div>`);
  console.log(name);
}
await browser.close();
await node.close();
const style =
  'body{font-family:sans-serif}div{display:flex;gap:12px;align-items:start}img{border:1px solid #ccc;max-height:520px;object-fit:cover;object-position:top}';
await writeFile(join(folder, 'index.html'), `<!doctype html><meta charset="utf-8"><title>Contact sheet</title><style>${style}</style>${rows.join('\n')}`);
console.log(`${rows.length} pages: ${join(folder, 'index.html')}`, (await readFile(join(folder, 'index.html'))).length > 0 ? '' : 'empty');
