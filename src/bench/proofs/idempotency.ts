import { randomUUID } from 'node:crypto';
import type { DemoNode } from '#main/testing/demo-node.ts';
import { randomBelow } from '#platform/audit/tamper-rounds.ts';

export interface ReplayResult {
  readonly rounds: number;
  readonly calls: number;
  /** Keys with more or less than one practice, one audit entry and one event behind them. */
  readonly wrongEffects: number;
  /** Answers that were not those of the first call, to the letter of their JSON. */
  readonly differentAnswers: number;
  /** Another body under a key that was used, and not refused as a conflict. */
  readonly acceptedReuse: number;
}

interface ReplayOptions {
  readonly rounds: number;
  readonly parallel: number;
  readonly seed: number;
}

const author = 'rima.tabibi@example.org';

/**
 * Starts `rounds` drafts, each by `parallel` calls at once under one idempotency key, as a program behind a bad
 * line would; a random few come again later, and each key comes once more with another body.
 */
export async function runReplays(node: DemoNode, { rounds, parallel, seed }: ReplayOptions): Promise<ReplayResult> {
  const random = randomBelow(seed);
  const visitor = await node.as(author);
  const result = { rounds, calls: 0, wrongEffects: 0, differentAnswers: 0, acceptedReuse: 0 };
  const call = async (key: string, title: string) => {
    result.calls += 1;
    const answer = await visitor.json('/api/v1/practices', { entity: 'QM-HEALTH', orig: 'en', title: { en: title } }, { 'idempotency-key': key });
    return `${answer.statusCode} ${answer.body}`;
  };
  for (let round = 0; round < rounds; round += 1) {
    const key = randomUUID();
    const title = `Replay ${seed} ${round} ${random(1_000_000)}`;
    const answers = await Promise.all(Array.from({ length: parallel }, () => call(key, title)));
    if (random(4) === 0) answers.push(await call(key, title));
    const [first] = answers;
    result.differentAnswers += answers.filter((answer) => answer !== first || !answer.startsWith('200 ')).length;
    if (!(await call(key, `${title} changed`)).startsWith('409 ')) result.acceptedReuse += 1;
  }
  const { rows } = await node.superPool.query<{ title: string; practices: number; created: number }>(
    `select p.card #>> '{title,texts,en,text}' as title, count(*)::int as practices,
       (select count(*)::int from audit.entries e where convert_from(e.body, 'UTF8')::jsonb ->> 'what' = 'practices.practice.created'
          and convert_from(e.body, 'UTF8')::jsonb -> 'ref' ->> 'id' = any(array_agg(p.id::text))) as created
     from practices.practices p where p.card #>> '{title,texts,en,text}' like $1 group by 1`,
    [`Replay ${seed} %`],
  );
  const right = rows.filter((row) => row.practices === 1 && row.created === 1 && !row.title.endsWith('changed')).length;
  result.wrongEffects = rounds - right + (rows.length - right);
  return result;
}
