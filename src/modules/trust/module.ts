import { addMessages } from '#platform/i18n/messages.ts';
import type { ModuleManifest } from '#platform/module.ts';
import { downloadHead, downloadProof, showLog } from './log/route.ts';
import { ar } from './messages/ar.ts';
import { en } from './messages/en.ts';
import { showAccessibility } from './statement/route.ts';

addMessages(en, ar);

export const trust: ModuleManifest = {
  name: 'trust',
  routes: [showLog, downloadHead, downloadProof, showAccessibility],
  permissions: { 'trust.read': ['auditor', 'programme-office'] },
};
