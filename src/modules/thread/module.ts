import type { ModuleManifest } from '#platform/module.ts';

export const thread: ModuleManifest = { name: 'thread', routes: [], permissions: {} };
