// Builds what is served: server bundles, thread bundles, styles, browser scripts, fonts, into dist/.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';

const root = new URL('..', import.meta.url).pathname;
const out = join(root, 'dist');
const assets = join(out, 'assets');
const run = promisify(execFile);

const filesUnder = async (dir, wanted) =>
  (await readdir(join(root, dir), { recursive: true })).filter((name) => wanted.test(name)).map((name) => join(root, dir, name));

async function buildServer() {
  const threads = (await filesUnder('src', /\.thread\.ts$/)).filter((file) => !file.includes('/testing/'));
  const names = threads.map((file) => file.split('/').at(-1));
  if (new Set(names).size < names.length) throw new Error(`two thread files share a name, and their bundles one folder: ${names.join(', ')}`);
  await build({
    entryPoints: { tabadul: join(root, 'src/main/cli.ts'), ...Object.fromEntries(threads.map((file) => [file.split('/').at(-1).replace('.ts', ''), file])) },
    outdir: out,
    bundle: true,
    splitting: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    sourcemap: true,
    jsx: 'automatic',
    jsxImportSource: 'preact',
    logLevel: 'warning',
  });
}

async function buildBrowser() {
  const entries = await filesUnder('src', /\.browser\.ts$/);
  await build({
    entryPoints: entries,
    outdir: assets,
    entryNames: '[name]',
    bundle: true,
    platform: 'browser',
    format: 'esm',
    target: 'es2022',
    minify: true,
    logLevel: 'warning',
  });
}

/** The design-system plugin declares fonts of a remote host; this node serves its own and asks nobody. */
async function buildStyles() {
  const css = join(assets, 'tabadul.css');
  await run(
    process.execPath,
    [join(root, 'node_modules/@tailwindcss/cli/dist/index.mjs'), '-i', join(root, 'src/ui/styles/tabadul.css'), '-o', css, '--minify'],
    { cwd: root },
  );
  const text = await readFile(css, 'utf8');
  await writeFile(
    css,
    text
      .replace(/@font-face\s*\{[^}]*https?:[^}]*\}/g, '')
      .replace(/\/\*![^*]*\*\//g, '')
      .replace(/@import\s+url\(["']?https?:[^;]*;/g, ''),
  );
}

async function copyFonts() {
  const fonts = join(assets, 'fonts');
  await mkdir(fonts, { recursive: true });
  const wanted = (await readFile(join(root, 'src/ui/styles/tokens.css'), 'utf8')).matchAll(/url\(fonts\/([^)]+)\)/g);
  const sources = {
    'ibm-plex-sans-arabic': '@fontsource/ibm-plex-sans-arabic',
    'ibm-plex-sans': '@fontsource/ibm-plex-sans',
    'source-serif-4': '@fontsource-variable/source-serif-4',
    'noto-naskh-arabic': '@fontsource-variable/noto-naskh-arabic',
  };
  for (const [, name] of wanted) {
    const pack = Object.entries(sources).find(([prefix]) => name.startsWith(prefix))?.[1];
    await cp(join(root, 'node_modules', pack, 'files', name), join(fonts, name));
  }
}

async function writeManifest() {
  const manifest = {};
  for (const name of await readdir(assets, { recursive: true })) {
    if (!/\.(css|js|svg)$/.test(name)) continue;
    manifest[name] = createHash('sha256')
      .update(await readFile(join(assets, name)))
      .digest('hex')
      .slice(0, 10);
  }
  await writeFile(join(out, 'assets.json'), JSON.stringify(manifest));
}

await rm(out, { recursive: true, force: true });
await mkdir(assets, { recursive: true });
await Promise.all([buildServer(), buildBrowser(), buildStyles(), copyFonts(), cp(join(root, 'src/ui/icons'), join(assets, 'icons'), { recursive: true })]);
await writeManifest();
