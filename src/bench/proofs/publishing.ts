import type { DemoNode } from '#main/testing/demo-node.ts';
import { copyMaker } from '#main/testing/practice-copies.ts';

export interface PublishResult {
  readonly rounds: number;
  readonly calls: number;
  readonly published: number;
  /** Calls that were neither the one that published nor told that the practice had moved on. */
  readonly otherAnswers: number;
  /** Practices with more or less than one move, audit entry, search document and published version. */
  readonly wrongEffects: number;
}

const hands = { reviewer: 'samia.mizan@example.org', secondReviewer: 'tobias.quillhart@example.org', office: 'hanan.satri@example.org' };
const author = 'jasim.mahalli@example.org';

/** Takes a practice as far as reviewed and publishes it `parallel` times at once; `rounds` times. */
export async function runPublishes(node: DemoNode, { rounds, parallel }: { rounds: number; parallel: number }): Promise<PublishResult> {
  const { rows: people } = await node.superPool.query<{ person_id: string }>('select person_id from directory.accounts where email = $1', [author]);
  const copyOf = copyMaker(node, hands);
  const office = await node.as(hands.office);
  const result = { rounds, calls: 0, published: 0, otherAnswers: 0, wrongEffects: 0 };
  for (let round = 0; round < rounds; round += 1) {
    const { id, code } = await copyOf('reviewed', `QR-${8_000 + round}`, { email: author, personId: people[0]?.person_id ?? '' });
    const answers = await Promise.all(Array.from({ length: parallel }, () => office.json(`/api/v1/reviews/${code}/publish`, {})));
    const published = answers.filter((answer) => answer.statusCode === 200).length;
    const late = answers.filter((answer) => answer.statusCode === 422 && answer.json<{ code: string }>().code === 'practices.move-not-possible').length;
    result.calls += parallel;
    result.published += published;
    result.otherAnswers += parallel - published - late;
    const { rows } = await node.superPool.query<Record<string, number>>(
      `select (select count(*)::int from practices.moves where practice_id = $1::uuid and move = 'publish') as moves,
         (select count(*)::int from audit.entries where convert_from(body, 'UTF8')::jsonb ->> 'what' = 'practices.practice.publish' and convert_from(body, 'UTF8')::jsonb -> 'ref' ->> 'id' = $1::text) as entries,
         (select count(*)::int from search.documents where ref_id = $1::text and 'public' = any(audiences)) as documents,
         (select count(*)::int from practices.practices where id = $1::uuid and state = 'published' and published_version = 1) as practices`,
      [id],
    );
    if (Object.values(rows[0] ?? {}).some((count) => count !== 1)) result.wrongEffects += 1;
  }
  return result;
}
