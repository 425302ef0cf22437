import { addMessages } from '#platform/i18n/messages.ts';
import type { ModuleManifest } from '#platform/module.ts';
import { ar } from './messages/ar.ts';
import { en } from './messages/en.ts';

addMessages(en, ar);

export const search: ModuleManifest = { name: 'search', routes: [], permissions: {} };
