// Government lexicon: two columns in their own scripts, one spelling, no pair twice, at least 3,000 pairs.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './install.mjs';

const least = 3_000;
const folder = join(root, 'reference/lexicon');
const problems = [];
const seenAt = new Map();
const english = /^[A-Za-z0-9][A-Za-z0-9 ,'’-]*$/;
const arabic = /^[\u0621-\u063a\u0641-\u064a0-9][\u0621-\u063a\u0641-\u064a0-9 -]*$/;

for (const name of readdirSync(folder).filter((file) => file.endsWith('.tsv') && file !== 'cldr-names.tsv')) {
  const [title = '', languages, ...rows] = readFileSync(join(folder, name), 'utf8').replace(/\n$/, '').split('\n');
  if (!/^# \S/.test(title)) problems.push(`${name}:1: the first line says what the file holds, after "# "`);
  if (languages !== 'en\tar') problems.push(`${name}:2: the second line is "en", a tab, "ar"`);
  for (const [at, row] of rows.entries()) {
    const where = `${name}:${at + 3}`;
    const cells = row.split('\t');
    if (cells.length !== 2) {
      problems.push(`${where}: two columns are needed, there are ${cells.length}`);
      continue;
    }
    const [en, ar] = cells;
    if (row !== cells.map((cell) => cell.trim().replace(/\s+/g, ' ')).join('\t')) problems.push(`${where}: a blank too many`);
    if (!english.test(en)) problems.push(`${where}: "${en}" is not an English term`);
    if (!arabic.test(ar)) problems.push(`${where}: "${ar}" is not an Arabic term without diacritics`);
    const pair = row.toLowerCase();
    if (seenAt.has(pair)) problems.push(`${where}: the pair stands at ${seenAt.get(pair)} as well`);
    seenAt.set(pair, where);
  }
}
if (seenAt.size < least) problems.push(`${seenAt.size} pairs, at least ${least} are needed`);
if (problems.length > 0) {
  console.error(problems.join('\n'));
  process.exit(1);
}
