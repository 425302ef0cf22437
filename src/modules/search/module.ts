import type { ModuleManifest } from '#platform/module.ts';

export const search: ModuleManifest = { name: 'search', routes: [], permissions: {} };
