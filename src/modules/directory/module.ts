import { addMessages } from '#platform/i18n/messages.ts';
import type { ModuleManifest } from '#platform/module.ts';
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
import { listCountries, listEntities, showCountry, showEntity } from './browse/route.ts';
import { postInvitation, showInvitation } from './invitations/route.ts';
import { ar } from './messages/ar.ts';
import { en } from './messages/en.ts';
import { doCode, doSignIn, doSignOut, showCode, showSignIn } from './sign-in/route.ts';

addMessages(en, ar);

export const directory: ModuleManifest = {
  name: 'directory',
  routes: [
    listEntities,
    showEntity,
    listCountries,
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
  ],
  permissions: {
    'directory.people': ['programme-office'],
    'directory.edit': ['programme-office'],
  },
  tasks: {
    'directory:sweep-sign-ins': async (ctx) => {
      await sweepSignIns(ctx.db, ctx.now);
    },
  },
  cron: ['17 3 * * * directory:sweep-sign-ins'],
};
