import { rebuildSearch } from '#modules/search/documents/rebuild-search.ts';
import { searchSources } from '#modules/search/documents/sources.ts';
import { type MatchWeights, matchParts, readMatchWeights, setMatchWeights } from '#modules/search/match/weights.ts';
import type { Ctx } from '#platform/context.ts';
import { InvalidInput } from '#platform/errors/errors.ts';
import { type Command, type Invocation, UsageError } from './run.ts';
import { withDatabase } from './with-database.ts';

const saidEvery = 2_000;

async function weights(ctx: Ctx, { answer }: Invocation, words: readonly string[]): Promise<number> {
  const now = words.length === 0 ? await readMatchWeights(ctx) : await set(ctx, words);
  answer(now, matchParts.map((part) => `${part}  ${now[part]}`).join('\n'));
  return 0;
}

async function set(ctx: Ctx, words: readonly string[]): Promise<MatchWeights> {
  if (words.join() === 'default') return setMatchWeights(ctx, null);
  const given = words.map((word) => /^([a-z]+)=(\d+(?:\.\d+)?)$/.exec(word));
  if (given.some((one) => one === null)) throw new UsageError('weights are said as PART=NUMBER, such as sdg=0.3');
  try {
    return await setMatchWeights(ctx, Object.fromEntries(given.map((one) => [one?.[1], Number(one?.[2])])));
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    throw new UsageError(`the parts are ${matchParts.join(', ')}, and one of them at least counts more than 0`);
  }
}

export const search: Command = {
  name: 'search',
  usage: 'npx tabadul search rebuild | weights [PART=NUMBER … | default]   [--json]',
  help: [
    'Makes the search index again from the records; shows and sets what a match of need and practice is judged by.',
    '',
    '  rebuild   reads every record that can be found again, then has each running node load its index anew; searches',
    '            go on meanwhile. Needed only when somebody changed rows past the program.',
    '  weights   how much each part of a match counts; with PART=NUMBER sets some of them, with default all as the',
    `            program has them. The parts: ${matchParts.join(', ')}.`,
    '  --json    the answer as one line of JSON',
  ].join('\n'),
  run: async (invocation) => {
    const [what, ...rest] = invocation.words;
    if (what === 'weights') return withDatabase(invocation, 'command line: search', ({ ctx }) => weights(ctx, invocation, rest));
    if (what !== 'rebuild' || rest.length > 0) throw new UsageError('say rebuild or weights');
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
