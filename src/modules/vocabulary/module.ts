import { addMessages } from '#platform/i18n/messages.ts';
import type { ModuleManifest } from '#platform/module.ts';
import { listConcepts, listSchemes, listSchemesForPrograms, showScheme } from './browse/route.ts';
import { conceptSource } from './browse/search-source.ts';
import { postEditConcept, showEditConcept } from './edit-concept/route.ts';
import { ar } from './messages/ar.ts';
import { en } from './messages/en.ts';
import { downloadSkos } from './skos/route.ts';

addMessages(en, ar);

export const vocabulary: ModuleManifest = {
  name: 'vocabulary',
  routes: [listSchemes, listSchemesForPrograms, showScheme, listConcepts, downloadSkos, showEditConcept, postEditConcept],
  permissions: { 'vocabulary.edit': ['programme-office'] },
  searchSources: [conceptSource],
};
