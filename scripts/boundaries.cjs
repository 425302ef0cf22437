// Who may import whom (docs: CONTRIBUTING.md). The rules between modules are made from their module.json files.
const { readdirSync, readFileSync } = require('node:fs');
const { join } = require('node:path');

const folder = join(__dirname, '../src/modules');
const modules = readdirSync(folder).map((name) => JSON.parse(readFileSync(join(folder, name, 'module.json'), 'utf8')));

const betweenModules = modules.map(({ name, dependsOn }) => ({
  name: `${name}-only-its-neighbours-doors`,
  comment: `${name} may use the public.ts of: ${dependsOn.join(', ') || 'nobody'}`,
  severity: 'error',
  from: { path: `^src/modules/${name}/` },
  to: { path: '^src/modules/', pathNot: [`^src/modules/${name}/`, ...dependsOn.map((neighbour) => `^src/modules/${neighbour}/public\\.ts$`)] },
}));

module.exports = {
  forbidden: [
    ...betweenModules,
    { name: 'no-circles', severity: 'error', from: { pathNot: '\\.test\\.tsx?$' }, to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } } },
    {
      name: 'platform-knows-nobody',
      severity: 'error',
      from: { path: '^src/platform/', pathNot: '\\.test\\.tsx?$' },
      to: { path: '^src/(modules|main|ui|bench|journeys)/' },
    },
    { name: 'ui-knows-platform-only', severity: 'error', from: { path: '^src/ui/' }, to: { path: '^src/(modules|main|bench|journeys)/' } },
    {
      name: 'nobody-imports-main',
      severity: 'error',
      from: { path: '^src/', pathNot: ['^src/(main|bench|journeys)/', '\\.test\\.tsx?$'] },
      to: { path: '^src/main/' },
    },
    {
      name: 'rules-and-policies-are-pure',
      severity: 'error',
      from: { path: '(rules|policy|completeness|workflow|figures)\\.ts$', pathNot: '^src/platform/' },
      to: {
        pathNot: ['(rules|policy|workflow|completeness|content|queries|figures)\\.ts$', '^src/platform/(values|auth/actor|workflow)'],
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'pages-neither-query-nor-act',
      severity: 'error',
      from: { path: '-page\\.tsx$' },
      to: { path: '/(queries|(create|save|move|decide|invite|sign-in|verify)[\\w-]*)\\.ts$', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'threads-start-in-one-place',
      comment: 'platform/threads starts every worker thread, from the sources and from the bundle alike',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/platform/threads/' },
      to: { path: '^worker_threads$' },
    },
    {
      name: 'no-test-in-product',
      severity: 'error',
      from: { pathNot: ['\\.test\\.tsx?$', '/testing/', '^src/(bench|journeys)/'] },
      to: { path: '(\\.test\\.tsx?$|/testing/)' },
    },
    {
      name: 'no-development-packages',
      severity: 'error',
      from: { path: '^src/', pathNot: ['\\.test\\.tsx?$', '/testing/', '^src/(bench|journeys)/', '^src/platform/threads/source-thread\\.mjs$'] },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default'], extensions: ['.ts', '.tsx', '.js', '.mjs', '.json'] },
  },
};
