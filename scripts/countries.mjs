// Writes reference/countries.json: the 249 ISO 3166-1 codes with their CLDR names (Unicode licence), the operator's first list.
import { readFileSync, writeFileSync } from 'node:fs';

const names = (language) =>
  JSON.parse(readFileSync(new URL(`../node_modules/cldr-localenames-full/main/${language}/territories.json`, import.meta.url), 'utf8')).main[language]
    .localeDisplayNames.territories;
const [ar, en] = [names('ar'), names('en')];
const notIso = new Set(['AC', 'CP', 'CQ', 'DG', 'EA', 'EU', 'EZ', 'IC', 'QO', 'TA', 'UN', 'XA', 'XB', 'XK', 'ZZ']);
const codes = Object.keys(en)
  .filter((code) => /^[A-Z]{2}$/.test(code) && !notIso.has(code))
  .sort();
writeFileSync(
  new URL('../reference/countries.json', import.meta.url),
  `${JSON.stringify({ source: 'Unicode CLDR 48 (Unicode licence v3)', countries: codes.map((code) => ({ code, ar: ar[code], en: en[code] })) }, null, 1)}\n`,
);
console.log(`${codes.length} countries`);
