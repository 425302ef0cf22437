import { rebuildSearch } from '#modules/search/documents/rebuild-search.ts';
import { searchSources } from '#modules/search/documents/sources.ts';
import { type Command, UsageError } from './run.ts';
import { withDatabase } from './with-database.ts';

const saidEvery = 2_000;

export const search: Command = {
  name: 'search',
  usage: 'npx tabadul search rebuild [--json]',
  help: [
    'Makes the search index again from the records.',
    '',
    '  rebuild   reads every record that can be found again, then has each running node load its index anew; searches',
    '            go on meanwhile. Needed only when somebody changed rows past the program.',
    '  --json    the answer is {"read":…,"documents":…}',
  ].join('\n'),
  run: async (invocation) => {
    if (invocation.words.length !== 1 || invocation.words[0] !== 'rebuild') throw new UsageError('say rebuild');
    return withDatabase(invocation, 'command line: search', async ({ ctx }) => {
      const say = (kind: string, read: number): void => {
        if (read % saidEvery === 0) invocation.say(`${kind}: ${read} read`);
      };
      const { read, documents } = await rebuildSearch(ctx, searchSources(), say);
      invocation.answer({ read, documents }, `${read} records were read, ${documents} can be found. The running nodes load their index anew.`);
      return 0;
    });
  },
};
