import { addVerifier } from '#modules/measures/public.ts';
import { addContributor, addDescriber } from '#modules/thread/public.ts';
import { addMessages } from '#platform/i18n/messages.ts';
import type { ModuleManifest } from '#platform/module.ts';
import { describePractices, myPractices, practicesOfCountry, practicesOfEntity, verifierOfVersions } from './contribute.tsx';
import { showFacts } from './facts/route.ts';
import { followEntity } from './follow-entity.ts';
import { showHistory } from './history/route.ts';
import { showHome } from './home/route.ts';
import { showLanguages } from './languages/route.ts';
import { listForPrograms, showLibrary } from './list/route.ts';
import { factSource, practiceSource } from './list/search-source.ts';
import { ar } from './messages/ar.ts';
import { en } from './messages/en.ts';
import { tellPeople } from './notices.ts';
import { downloadEvidence, showPractice } from './read/route.ts';
import { postCheck, postConflict, postPublish, postReturn, postReview, showDesk, showReview } from './review-desk/route.ts';
import { postArchive, postEdit, postNew, postRestore, postRevise, postSubmit, postWithdraw, showArchive, showEdit, showNew } from './write/route.ts';

addMessages(en, ar);
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
    showHistory,
    downloadEvidence,
    showEdit,
    postEdit,
    postSubmit,
    postWithdraw,
    postRevise,
    showArchive,
    postArchive,
    postRestore,
    showDesk,
    showReview,
    postCheck,
    postReview,
    postReturn,
    postPublish,
    postConflict,
  ],
  permissions: {
    'practices.write': ['entity-coordinator', 'programme-office'],
    'practices.edit': ['entity-coordinator', 'programme-office', 'translator'],
    'practices.translate': ['translator'],
    'practices.read-drafts': ['programme-office', 'excellence-ambassador', 'focal-point', 'translator'],
    'practices.review': ['reviewer', 'programme-office'],
    'practices.publish': ['programme-office'],
  },
  searchSources: [practiceSource, factSource],
  subscribers: {
    'practices.submit': tellPeople('submitted'),
    'practices.check': tellPeople('checked'),
    'practices.review': tellPeople('reviewed'),
    'practices.return': tellPeople('returned'),
    'practices.publish': tellPeople('published'),
    'directory.entity-edited': followEntity,
  },
};
