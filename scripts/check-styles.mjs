// Styles: logical properties only, no remote address, contrast of the tokens, no style attributes in pages.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './install.mjs';

const problems = [];
const filesOf = (folder, wanted) =>
  readdirSync(join(root, folder), { recursive: true })
    .filter((name) => wanted.test(name))
    .map((name) => join(folder, name));

for (const file of filesOf('src/ui/styles', /\.css$/)) {
  const text = readFileSync(join(root, file), 'utf8');
  for (const [found] of text.matchAll(/(?:margin|padding|border)-(?:left|right)|float:\s*(?:left|right)|text-align:\s*(?:left|right)/g))
    problems.push(`${file}: ${found} is a physical direction`);
}
for (const file of filesOf('src', /\.tsx$/)) {
  const text = readFileSync(join(root, file), 'utf8');
  if (/\sstyle=[{"]/.test(text)) problems.push(`${file}: a style attribute, which the content security policy forbids`);
}
const built = join(root, 'dist/assets/tabadul.css');
if (existsSync(built) && /https?:/.test(readFileSync(built, 'utf8'))) problems.push('dist/assets/tabadul.css names a remote address');

const tokens = Object.fromEntries(
  [...readFileSync(join(root, 'src/ui/styles/tokens.css'), 'utf8').matchAll(/--tb-([\w-]+):\s*(#[0-9a-f]{6})/g)].map(([, name, value]) => [name, value]),
);
const luminance = (hex) => {
  const [r, g, b] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const contrast = (a, b) => {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
};
const text = [
  ['ink', 'paper'],
  ['ink-2', 'paper'],
  ['ink-3', 'paper'],
  ['ink-3', 'wash'],
  ['accent', 'paper'],
  ['accent', 'wash'],
  ['accent', 'accent-wash'],
  ['good', 'paper'],
  ['warn', 'paper'],
  ['bad', 'paper'],
  ['good', 'good-wash'],
  ['warn', 'warn-wash'],
  ['bad', 'bad-wash'],
  ['ink', 'mark'],
];
const edges = [
  ['edge', 'paper'],
  ['accent-mid', 'paper'],
  ['edge', 'wash'],
];
for (const [pairs, least] of [
  [text, 4.5],
  [edges, 3],
]) {
  for (const [a, b] of pairs)
    if (contrast(tokens[a], tokens[b]) < least)
      problems.push(`tokens: ${a} on ${b} is ${contrast(tokens[a], tokens[b]).toFixed(2)}, at least ${least} is needed`);
}
for (const problem of problems) console.error(problem);
process.exit(problems.length === 0 ? 0 : 1);
