// npm run check: format and lint, types, module boundaries, SQL ownership, dead code, messages, schema, styles, lexicon.
import { spawnSync } from 'node:child_process';
import { root } from './install.mjs';

const steps = [
  ['format and lint', ['node_modules/@biomejs/biome/bin/biome', 'check', 'src', 'scripts', 'bin', 'tools']],
  ['types', ['node_modules/typescript/bin/tsc', '-p', '.']],
  ['module boundaries', ['node_modules/dependency-cruiser/bin/dependency-cruise.mjs', '--config', 'scripts/boundaries.cjs', 'src']],
  ['dead code', ['node_modules/knip/bin/knip.js', '--no-progress']],
  ['SQL ownership', ['scripts/check-sql.mjs']],
  ['messages', ['--import', 'tsx', 'scripts/check-messages.ts']],
  ['styles', ['scripts/check-styles.mjs']],
  ['government lexicon', ['scripts/check-lexicon.mjs']],
  ['lock file', ['scripts/check-lock.mjs']],
];
let failed = 0;
for (const [name, args] of steps) {
  const started = Date.now();
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8', env: { ...process.env, FORCE_COLOR: '0' } });
  const passed = status === 0;
  console.log(`${passed ? 'ok  ' : 'FAIL'} ${name} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
  if (!passed) {
    failed += 1;
    console.log(`${stdout}${stderr}`.trim().slice(0, 12_000));
  }
}
process.exit(failed === 0 ? 0 : 1);
