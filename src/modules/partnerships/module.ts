import { addVerifier } from '#modules/measures/public.ts';
import { addContributor, addDescriber, addStation } from '#modules/thread/public.ts';
import { addMessages } from '#platform/i18n/messages.ts';
import type { ModuleManifest } from '#platform/module.ts';
import { agreementsCounted, agreementsOfCountry, agreementsOfEntity, describeAgreements, myPartnerships, verifierOfAgreements } from './contribute.tsx';
import { agreementSource } from './index-agreement.ts';
import { ar } from './messages/ar.ts';
import { en } from './messages/en.ts';
import {
  downloadIati,
  postAxes,
  postCommittee,
  postEditAgreement,
  postFigures,
  postInitiatives,
  postMove,
  postNewAgreement,
  showAgreement,
  showAgreements,
  showEditAgreement,
  showEditAxes,
  showEditCommittee,
  showEditFigures,
  showEditInitiatives,
  showNewAgreement,
} from './route.ts';
import { watchTerms } from './watch-terms.ts';

addMessages(en, ar);
addDescriber('agreement', describeAgreements);
addContributor('entity', agreementsOfEntity);
addContributor('country', agreementsOfCountry);
addContributor('person-work', myPartnerships);
addVerifier('agreement', verifierOfAgreements);
addStation('agreement', agreementsCounted);

export const partnerships: ModuleManifest = {
  name: 'partnerships',
  routes: [
    showAgreements,
    showNewAgreement,
    postNewAgreement,
    showAgreement,
    showEditAgreement,
    postEditAgreement,
    showEditAxes,
    postAxes,
    showEditInitiatives,
    postInitiatives,
    showEditCommittee,
    postCommittee,
    showEditFigures,
    postFigures,
    postMove,
    downloadIati,
  ],
  permissions: {
    'partnerships.manage': ['programme-office', 'partnership-manager'],
    'partnerships.side': ['focal-point'],
  },
  searchSources: [agreementSource],
  tasks: { 'partnerships:watch-terms': watchTerms },
  cron: ['20 5 * * * partnerships:watch-terms'],
};
