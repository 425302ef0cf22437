// Writes reference/lexicon/cldr-names.tsv: names of countries and languages in English and Arabic, from CLDR.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './install.mjs';

const names = (language, what) =>
  JSON.parse(readFileSync(join(root, 'node_modules/cldr-localenames-full/main', language, `${what}.json`), 'utf8')).main[language].localeDisplayNames[what];
const rows = new Set();
for (const what of ['territories', 'languages']) {
  const [english, arabic] = [names('en', what), names('ar', what)];
  for (const code of Object.keys(english)) if (arabic[code] && /[\u0600-\u06ff]/.test(arabic[code])) rows.add(`${english[code]}\t${arabic[code]}`);
}
const head = '# Names of countries and languages, from CLDR (Unicode licence). Made by scripts/cldr-names.mjs.\nen\tar\n';
writeFileSync(join(root, 'reference/lexicon/cldr-names.tsv'), `${head}${[...rows].sort().join('\n')}\n`);
