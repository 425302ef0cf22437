import { addMessages } from '#platform/i18n/messages.ts';
import type { ModuleManifest } from '#platform/module.ts';
import { ar } from './messages/ar.ts';
import { en } from './messages/en.ts';
import { postVerification } from './verify-reading/route.ts';

addMessages(en, ar);

export const measures: ModuleManifest = {
  name: 'measures',
  routes: [postVerification],
  permissions: { 'measures.verify': ['programme-office', 'reviewer', 'focal-point'] },
};
