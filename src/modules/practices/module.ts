import { addVerifier } from '#modules/measures/public.ts';
import { addContributor, addDescriber } from '#modules/thread/public.ts';
import { addMessages } from '#platform/i18n/messages.ts';
import type { ModuleManifest } from '#platform/module.ts';
import { ar as changesAr } from './changes/messages/ar.ts';
import { en as changesEn } from './changes/messages/en.ts';
import { downloadFeed, listChangesForPrograms, showChanges } from './changes/route.ts';
import { downloadCitation } from './cite/route.ts';
import { ar as collectionsAr } from './collections/messages/ar.ts';
import { en as collectionsEn } from './collections/messages/en.ts';
import { collectionsOfPractice } from './collections/read-collections.ts';
import {
  postEditCollection,
  postNewCollection,
  postPublishCollection,
  postUnpublishCollection,
  showCollection,
  showCollections,
  showEditCollection,
  showNewCollection,
} from './collections/route.ts';
import { ar as compareAr } from './compare/messages/ar.ts';
import { en as compareEn } from './compare/messages/en.ts';
import { showComparison } from './compare/route.ts';
import { describePractices, myPractices, practicesOfCountry, practicesOfEntity, verifierOfVersions } from './contribute.tsx';
import { showFacts } from './facts/route.ts';
import { showFit } from './fit/route.ts';
import { followEntity } from './follow-entity.ts';
import { showHistory } from './history/route.ts';
import { showHome } from './home/route.ts';
import { advanceTask } from './import/import-actions.ts';
import { ar as importAr } from './import/messages/ar.ts';
import { en as importEn } from './import/messages/en.ts';
import { downloadReport, listImportRows, postImport, postMapping, postStart, postUndo, showImport, showImports, showMapping } from './import/route.ts';
import { advance, resume } from './import/tasks.ts';
import { showLanguages } from './languages/route.ts';
import { postLink, postUnlink, showLinks } from './links/route.ts';
import { listForPrograms, showLibrary } from './list/route.ts';
import { factSource, practiceSource } from './list/search-source.ts';
import { ar as mapAr } from './map/messages/ar.ts';
import { en as mapEn } from './map/messages/en.ts';
import { showMap } from './map/route.ts';
import { ar } from './messages/ar.ts';
import { en } from './messages/en.ts';
import { tellPeople } from './notices.ts';
import { selectFilesInUse } from './queries.ts';
import { downloadPdf } from './read/pdf.tsx';
import { downloadEvidence, showPractice } from './read/route.ts';
import { ar as deskAr } from './review-desk/messages/ar.ts';
import { en as deskEn } from './review-desk/messages/en.ts';
import {
  postAssign,
  postCheck,
  postConflict,
  postGiveBack,
  postPublish,
  postReturn,
  postReview,
  postTake,
  showDesk,
  showFigures,
  showReview,
} from './review-desk/route.ts';
import { ar as savedAr } from './saved/messages/ar.ts';
import { en as savedEn } from './saved/messages/en.ts';
import {
  postAddToList,
  postDeleteList,
  postList,
  postRemoveFromList,
  postSaveList,
  postShareList,
  postUnshareList,
  showList,
  showLists,
  showSaveChoice,
  showSharedList,
} from './saved/route.ts';
import { askOwners } from './standing/ask-owners.ts';
import { postConfirm, postFeature, postReinstate, postSupersede, postUnfeature, showSupersede } from './standing/route.ts';
import { ar as usageAr } from './usage/messages/ar.ts';
import { en as usageEn } from './usage/messages/en.ts';
import { showCoverage, showPracticeUsage, showUsage } from './usage/route.ts';
import { showVersions } from './versions/route.ts';
import { postArchive, postEdit, postNew, postRestore, postRevise, postSubmit, postWithdraw, showArchive, showEdit, showNew } from './write/route.ts';

addMessages(en, ar);
addMessages(importEn, importAr);
addMessages(compareEn, compareAr);
addMessages(changesEn, changesAr);
addMessages(collectionsEn, collectionsAr);
addMessages(savedEn, savedAr);
addMessages(deskEn, deskAr);
addMessages(mapEn, mapAr);
addMessages(usageEn, usageAr);
addDescriber('practice', describePractices);
addContributor('entity', practicesOfEntity);
addContributor('country', practicesOfCountry);
addContributor('practice', collectionsOfPractice);
addContributor('person-work', myPractices);
addVerifier('practice-version', verifierOfVersions);

export const practices: ModuleManifest = {
  name: 'practices',
  routes: [
    showHome,
    showFacts,
    showLibrary,
    listForPrograms,
    showComparison,
    showMap,
    showCoverage,
    showUsage,
    showPracticeUsage,
    showChanges,
    listChangesForPrograms,
    downloadFeed,
    showNew,
    postNew,
    showPractice,
    showLanguages,
    showFit,
    showHistory,
    showVersions,
    downloadEvidence,
    downloadPdf,
    showEdit,
    postEdit,
    postSubmit,
    postWithdraw,
    postRevise,
    showArchive,
    postArchive,
    postRestore,
    postConfirm,
    postFeature,
    postUnfeature,
    showSupersede,
    postSupersede,
    postReinstate,
    showLinks,
    postLink,
    postUnlink,
    downloadCitation,
    showDesk,
    showFigures,
    showReview,
    postCheck,
    postReview,
    postReturn,
    postPublish,
    postConflict,
    postTake,
    postGiveBack,
    postAssign,
    showCollections,
    showNewCollection,
    postNewCollection,
    showCollection,
    showEditCollection,
    postEditCollection,
    postPublishCollection,
    postUnpublishCollection,
    showLists,
    postList,
    showList,
    postSaveList,
    postAddToList,
    postRemoveFromList,
    postShareList,
    postUnshareList,
    postDeleteList,
    showSaveChoice,
    showSharedList,
    showImports,
    postImport,
    showMapping,
    postMapping,
    showImport,
    listImportRows,
    downloadReport,
    postStart,
    postUndo,
  ],
  permissions: {
    'practices.write': ['entity-coordinator', 'programme-office'],
    'practices.edit': ['entity-coordinator', 'programme-office', 'translator'],
    'practices.translate': ['translator'],
    'practices.read-drafts': ['programme-office', 'excellence-ambassador', 'focal-point', 'translator'],
    'practices.review': ['reviewer', 'programme-office'],
    'practices.publish': ['programme-office'],
    'practices.assign': ['programme-office'],
    'practices.import': ['programme-office'],
    'practices.collections': ['programme-office'],
  },
  searchSources: [practiceSource, factSource],
  tasks: { [advanceTask]: advance, 'practices:resume-imports': resume, 'practices:ask-owners': askOwners },
  cron: ['* * * * * practices:resume-imports', '40 4 * * * practices:ask-owners'],
  filesInUse: async (ctx) => (await selectFilesInUse(ctx.db)).map(({ hash }) => hash),
  subscribers: {
    'practices.submit': tellPeople('submitted'),
    'practices.check': tellPeople('checked'),
    'practices.review': tellPeople('reviewed'),
    'practices.return': tellPeople('returned'),
    'practices.publish': tellPeople('published'),
    'practices.supersede': tellPeople('superseded'),
    'directory.entity-edited': followEntity,
  },
};
