import { createHash } from 'node:crypto';
import { type Actor, reachOf } from '#platform/auth/actor.ts';
import type { Ctx } from '#platform/context.ts';
import type { SearchRecord, SearchSource } from '#platform/search-source.ts';
import { readFacts } from '../facts/read-facts.ts';
import { selectEveryPractice } from '../queries.ts';
import { everyDraft, searchRecordOf } from '../write/index-practice.ts';

const atOnce = 200;

async function* everyPractice(ctx: Ctx): AsyncIterable<SearchRecord> {
  for (let last = '00000000-0000-0000-0000-000000000000'; ; ) {
    const rows = await selectEveryPractice(ctx.db, last, atOnce);
    for (const { content, ...row } of rows) {
      yield await searchRecordOf(ctx, row, content, row.public_state === null ? 'own' : 'public');
    }
    const end = rows.at(-1);
    if (!end || rows.length < atOnce) return;
    last = end.id;
  }
}

/** Drafts are found where they may be read. */
function readersOfDrafts(actor: Actor): string[] {
  const reach = reachOf(actor, 'practices.read-drafts');
  return [...reach.entities.map((id) => `entity:${id}`), ...reach.countries.map((code) => `country:${code}`), ...(reach.everywhere ? [everyDraft] : [])];
}

/** Practices write their own documents when they change, so no events are named here. */
export const practiceSource: SearchSource = { kind: 'practice', form: async () => '4', readers: readersOfDrafts, all: everyPractice };

/** What the five documents say, one record each. */
async function* everyFact(): AsyncIterable<SearchRecord> {
  for (const { code, topic, dated, partnerships, lists } of await readFacts()) {
    const texts = [
      ...partnerships.flatMap(({ name, points, claims }) => [name, ...points, ...claims.map((claim) => claim.name)]),
      ...lists.flatMap(({ items }) => items),
    ];
    yield {
      id: code,
      path: `/facts#${code}`,
      audiences: ['public'],
      facets: {},
      at: new Date(dated.date),
      tags: [],
      title: topic,
      summary: {},
      body: { ar: texts.map(({ ar }) => ar).join('\n'), en: texts.map(({ en }) => en).join('\n') },
    };
  }
}
/** They ship with the program, and change with it. */
const formOfFacts = async (): Promise<string> =>
  createHash('sha256')
    .update(JSON.stringify(await readFacts()))
    .digest('hex');

export const factSource: SearchSource = { kind: 'fact', form: formOfFacts, all: everyFact };
