import { addMessages } from '#platform/i18n/messages.ts';
import type { ModuleManifest } from '#platform/module.ts';
import { ar } from './messages/ar.ts';
import { en } from './messages/en.ts';
import { selectFilesInUse } from './queries.ts';
import { downloadExport, postExport, showExport, showExports } from './route.ts';
import { forget, write } from './write-export.ts';

addMessages(en, ar);

export const exports: ModuleManifest = {
  name: 'exports',
  routes: [showExports, postExport, showExport, downloadExport],
  permissions: {},
  filesInUse: async (ctx) => (await selectFilesInUse(ctx.db)).map(({ hash }) => hash),
  tasks: { 'exports:write': write, 'exports:forget': forget },
  cron: ['15 3 * * * exports:forget'],
};
