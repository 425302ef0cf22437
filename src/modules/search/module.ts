import { addContributor } from '#modules/thread/public.ts';
import { addMessages } from '#platform/i18n/messages.ts';
import type { ModuleManifest } from '#platform/module.ts';
import { searchForPrograms, showSearch } from './ask/route.ts';
import { embedDocuments } from './embeddings/embed-documents.ts';
import { ar } from './messages/ar.ts';
import { en } from './messages/en.ts';
import { wayToSaved } from './saved/contribute.tsx';
import { postForget, postRename, postSaved, showSaved } from './saved/route.ts';
import { sendDigests } from './saved/send-digests.ts';
import { suggestRecords } from './suggest/route.ts';

addMessages(en, ar);
addContributor('person-work', wayToSaved);

export const search: ModuleManifest = {
  name: 'search',
  routes: [showSearch, searchForPrograms, suggestRecords, showSaved, postSaved, postRename, postForget],
  permissions: {},
  tasks: { 'search:send-digests': sendDigests, 'search:embed-documents': embedDocuments },
  cron: ['20 5 * * * search:send-digests', '* * * * * search:embed-documents'],
};
