import { addContributor, addDescriber, addStation } from '#modules/thread/public.ts';
import { addMessages } from '#platform/i18n/messages.ts';
import type { ModuleManifest } from '#platform/module.ts';
import { describeNeeds, myNeeds, needsCounted, needsOfEntity } from './contribute.tsx';
import { needSource } from './index-need.ts';
import { ar } from './messages/ar.ts';
import { en } from './messages/en.ts';
import {
  listNeedsForPrograms,
  postAnswer,
  postDropAnswer,
  postEditNeed,
  postHide,
  postMeet,
  postNewNeed,
  postReopen,
  postShow,
  postWithdraw,
  showEditNeed,
  showNeed,
  showNeeds,
  showNewNeed,
} from './route.ts';

addMessages(en, ar);
addDescriber('need', describeNeeds);
addContributor('entity', needsOfEntity);
addContributor('person-work', myNeeds);
addStation('need', needsCounted('needs'));
addStation('match', needsCounted('answered'));

export const exchange: ModuleManifest = {
  name: 'exchange',
  routes: [
    showNeeds,
    listNeedsForPrograms,
    showNewNeed,
    postNewNeed,
    showNeed,
    showEditNeed,
    postEditNeed,
    postAnswer,
    postDropAnswer,
    postHide,
    postShow,
    postMeet,
    postWithdraw,
    postReopen,
  ],
  permissions: { 'exchange.needs': ['entity-coordinator', 'focal-point', 'programme-office'] },
  searchSources: [needSource],
};
