import { addVerifier } from '#modules/measures/public.ts';
import { addContributor, addDescriber } from '#modules/thread/public.ts';
import { addMessages } from '#platform/i18n/messages.ts';
import type { ModuleManifest } from '#platform/module.ts';
import { downloadCitation } from './cite/route.ts';
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
import { ar } from './messages/ar.ts';
import { en } from './messages/en.ts';
import { tellPeople } from './notices.ts';
import { selectFilesInUse } from './queries.ts';
import { downloadEvidence, showPractice } from './read/route.ts';
import { postCheck, postConflict, postPublish, postReturn, postReview, showDesk, showReview } from './review-desk/route.ts';
import { askOwners } from './standing/ask-owners.ts';
import { postConfirm, postFeature, postReinstate, postSupersede, postUnfeature, showSupersede } from './standing/route.ts';
import { showVersions } from './versions/route.ts';
import { postArchive, postEdit, postNew, postRestore, postRevise, postSubmit, postWithdraw, showArchive, showEdit, showNew } from './write/route.ts';

addMessages(en, ar);
addMessages(importEn, importAr);
addDescriber('practice', describePractices);
addContributor('entity', practicesOfEntity);
addContributor('country', practicesOfCountry);
addContributor('person-work', myPractices);
addVerifier('practice-version', verifierOfVersions);

export const practices: ModuleManifest = {
  name: 'practices',
  routes: [
    showHome,
    showFacts,
    showLibrary,
    listForPrograms,
    showNew,
    postNew,
    showPractice,
    showLanguages,
    showFit,
    showHistory,
    showVersions,
    downloadEvidence,
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
    showReview,
    postCheck,
    postReview,
    postReturn,
    postPublish,
    postConflict,
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
    'practices.import': ['programme-office'],
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
