import { addMessages } from '#platform/i18n/messages.ts';
import type { ModuleManifest } from '#platform/module.ts';
import { postDisable, postEnable, postSignOutEverywhere } from './account/administer-route.ts';
import { sweepSignIns } from './account/queries.ts';
import {
  postEndSignIn,
  postNoticesRead,
  postPassword,
  postRemoveSecondFactor,
  postSecondFactor,
  showMe,
  showPassword,
  showSecondFactor,
  showSignIns,
} from './account/route.ts';
import { listCountries, listCountriesForPrograms, listEntities, listEntitiesForPrograms, showCountry, showEntity } from './browse/route.ts';
import { countrySource, entitySource } from './browse/search-sources.ts';
import { postEditCountry, postNewCountry, showEditCountry, showNewCountry } from './countries/route.ts';
import { postEditEntity, postNewEntity, showEditEntity, showNewEntity } from './entities/route.ts';
import { listInvitations, postNewInvitation, postWithdrawInvitation, showNewInvitation } from './invitations/manage-route.ts';
import { postInvitation, showInvitation } from './invitations/route.ts';
import { ar } from './messages/ar.ts';
import { en } from './messages/en.ts';
import { listPeople, postEditPerson, postNewPerson, showEditPerson, showNewPerson, showPerson } from './people/route.ts';
import { postEndGrant, postGrant, postRoles, showRoles } from './roles/route.ts';
import { doCode, doSignIn, doSignOut, showCode, showSignIn } from './sign-in/route.ts';
import { postRevokeToken, postToken, showTokens } from './tokens/route.ts';

addMessages(en, ar);

export const directory: ModuleManifest = {
  name: 'directory',
  routes: [
    listEntities,
    listEntitiesForPrograms,
    showEntity,
    listCountries,
    listCountriesForPrograms,
    showCountry,
    showSignIn,
    doSignIn,
    showCode,
    doCode,
    doSignOut,
    showInvitation,
    postInvitation,
    showMe,
    postNoticesRead,
    showSignIns,
    postEndSignIn,
    showPassword,
    postPassword,
    showSecondFactor,
    postSecondFactor,
    postRemoveSecondFactor,
    showTokens,
    postToken,
    postRevokeToken,
    listPeople,
    showNewPerson,
    postNewPerson,
    showPerson,
    showEditPerson,
    postEditPerson,
    postGrant,
    postEndGrant,
    postDisable,
    postEnable,
    postSignOutEverywhere,
    showRoles,
    postRoles,
    listInvitations,
    showNewInvitation,
    postNewInvitation,
    postWithdrawInvitation,
    showNewEntity,
    postNewEntity,
    showEditEntity,
    postEditEntity,
    showNewCountry,
    postNewCountry,
    showEditCountry,
    postEditCountry,
  ],
  permissions: {
    'directory.people': ['programme-office'],
    'directory.edit': ['programme-office'],
  },
  searchSources: [entitySource, countrySource],
  tasks: {
    'directory:sweep-sign-ins': async (ctx) => {
      await sweepSignIns(ctx.db, ctx.now);
    },
  },
  cron: ['17 3 * * * directory:sweep-sign-ins'],
};
