// SQL of a module names its own PostgreSQL schema, and of declared neighbours only the published views (pub_*).
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './install.mjs';

const base = join(root, 'src/modules');
const manifests = new Map(readdirSync(base).map((name) => [name, JSON.parse(readFileSync(join(base, name, 'module.json'), 'utf8'))]));
const schemas = [...manifests.keys(), 'platform', 'audit'];
const named = new RegExp(`\\b(?:from|join|into|update|table|references|on|using)\\s+(${schemas.join('|')})\\.(\\w+)`, 'gi');
/** The trust module's page is the reader of the audit log; nobody else names its tables. */
const readersOfAudit = new Set(['trust']);
const problems = [];

for (const [module, { dependsOn }] of manifests) {
  for (const file of readdirSync(join(base, module), { recursive: true }).filter((name) => /\.(ts|sql)$/.test(name) && !name.endsWith('.test.ts'))) {
    const text = readFileSync(join(base, module, file), 'utf8');
    for (const [whole, schema, table] of text.matchAll(named)) {
      if (schema === module || (schema === 'audit' && readersOfAudit.has(module))) continue;
      const declared = dependsOn.includes(schema);
      const foreignKey = /references/i.test(whole) && file.startsWith('migrations/') && declared;
      if (!(declared && table.startsWith('pub_')) && !foreignKey) problems.push(`src/modules/${module}/${file}: ${whole}`);
    }
    if (
      !/queries\.ts$|migrations\//.test(file) &&
      /\bstatement(<|\()/.test(text) &&
      /from '#platform\/db\/statement/.test(text) &&
      /statement<|statement\(/.test(text.replace(/import[^;]+;/g, ''))
    )
      problems.push(`src/modules/${module}/${file}: statements belong into queries.ts`);
  }
}
for (const problem of problems) console.error(problem);
process.exit(problems.length === 0 ? 0 : 1);
