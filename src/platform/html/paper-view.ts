import { visitor } from '#platform/auth/actor.ts';
import type { Ctx } from '#platform/context.ts';
import { wordsFor } from '#platform/i18n/format.ts';
import { directionOf } from '#platform/values/localized-text.ts';
import type { View } from './view.ts';

/** A view for what leaves the node as a document: nobody is signed in, so nothing is drawn that a reader could press. */
export const paperView = ({ locale, node, now }: Ctx): View => ({
  ...wordsFor(locale, node.digits, node.timeZone),
  dir: directionOf(locale),
  actor: visitor,
  node,
  now,
  path: '/',
  url: (path) => `/${locale}${path === '/' ? '' : path}`,
  asset: (name) => name,
  demo: false,
  formProof: () => ({ csrf: '', key: '' }),
});
