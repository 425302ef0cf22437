// The lock file: every package with its integrity, no registry host, no licence that forbids distribution, no direct dependency that needs an install script.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './install.mjs';

const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const problems = [];
for (const [path, entry] of Object.entries(lock.packages)) {
  if (path === '') continue;
  if (!entry.integrity && !entry.link && !entry.inBundle) problems.push(`${path}: no integrity`);
  if (entry.resolved) problems.push(`${path}: names a registry host`);
  if (!entry.dev && /\b(A?GPL|SSPL|BUSL)/.test(entry.license ?? '')) problems.push(`${path}: licence ${entry.license}`);
}
for (const [name, range] of Object.entries({ ...manifest.dependencies, ...manifest.devDependencies })) {
  if (!/^\d/.test(range)) problems.push(`${name}: ${range} is not an exact version`);
}
for (const problem of problems) console.error(problem);
process.exit(problems.length === 0 ? 0 : 1);
