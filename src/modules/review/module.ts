import { addMessages } from '#platform/i18n/messages.ts';
import type { ModuleManifest } from '#platform/module.ts';
import { postCriteria, showCriteria, showEditCriteria } from './criteria/route.ts';
import { ar } from './messages/ar.ts';
import { en } from './messages/en.ts';

addMessages(en, ar);

export const review: ModuleManifest = {
  name: 'review',
  routes: [showCriteria, showEditCriteria, postCriteria],
  permissions: {
    'review.desk': ['programme-office', 'reviewer'],
    'review.criteria': ['programme-office'],
    'review.opinions.read': ['programme-office'],
    'review.conflicts.read': ['programme-office'],
  },
};
