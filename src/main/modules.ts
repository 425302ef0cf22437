import { directory } from '#modules/directory/module.ts';
import { exchange } from '#modules/exchange/module.ts';
import { exports } from '#modules/exports/module.ts';
import { measures } from '#modules/measures/module.ts';
import { partnerships } from '#modules/partnerships/module.ts';
import { practices } from '#modules/practices/module.ts';
import { review } from '#modules/review/module.ts';
import { followRecord } from '#modules/search/documents/refresh-documents.ts';
import { setSearchSources } from '#modules/search/documents/sources.ts';
import { search } from '#modules/search/module.ts';
import { thread } from '#modules/thread/module.ts';
import { trust } from '#modules/trust/module.ts';
import { vocabulary } from '#modules/vocabulary/module.ts';
import { setRolePermissions } from '#platform/auth/roles.ts';
import { setListRoutes } from '#platform/http/list-table.ts';
import type { Route } from '#platform/http/route.ts';
import { addMessages } from '#platform/i18n/messages.ts';
import { ar } from '#platform/messages/ar.ts';
import { en } from '#platform/messages/en.ts';
import type { ModuleManifest, Subscriber } from '#platform/module.ts';
import { sweep, sweepCron } from '#platform/sweep/sweep.ts';

addMessages(en, ar);

/** Every module, in the order of dependence: also the order of their migrations. */
export const modules: readonly ModuleManifest[] = [trust, thread, directory, vocabulary, measures, review, search, practices, exchange, partnerships, exports];
export const moduleNames: readonly string[] = modules.map((module) => module.name);

setRolePermissions(modules);

const sources = modules.flatMap((module) => module.searchSources ?? []);
setSearchSources(sources);

export const routes: readonly Route[] = modules.flatMap((module) => module.routes);
setListRoutes(routes);
export const tasks = new Map([
  ...modules.flatMap((module) => Object.entries(module.tasks ?? {})),
  ['platform:sweep', sweep(modules.flatMap((module) => module.filesInUse ?? []))] as const,
]);
export const cron: readonly string[] = [sweepCron, ...modules.flatMap((module) => module.cron ?? [])];

/** Subscribers of all modules by event. */
export const subscribers: ReadonlyMap<string, readonly Subscriber[]> = (() => {
  const byEvent = new Map<string, Subscriber[]>();
  for (const module of modules) {
    for (const [event, subscriber] of Object.entries(module.subscribers ?? {})) byEvent.set(event, [...(byEvent.get(event) ?? []), subscriber]);
  }
  for (const source of sources) for (const event of source.events ?? []) byEvent.set(event, [...(byEvent.get(event) ?? []), followRecord(source)]);
  return byEvent;
})();
