import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { systemCtx } from '#main/start.ts';
import { type DemoNode, searchLoaded, startDemoNode } from '#main/testing/demo-node.ts';
import { visitor } from '#platform/auth/actor.ts';
import { transaction } from '#platform/db/transaction.ts';
import { uuidv7 } from '#platform/values/ids.ts';
import { indexDocument } from '../documents/index-document.ts';
import { matchNeed, type Need } from './match-need.ts';
import { cofogLikeness, evidenceShare, jaccard, matchScore } from './score.ts';
import { defaultWeights, readMatchWeights, setMatchWeights } from './weights.ts';

let node: DemoNode;
before(async () => {
  node = await startDemoNode({ worker: false });
  await searchLoaded(node);
});
after(() => node.close());

const system = () => systemCtx(node.pool, node.node, 'match test');
const anybody = () => ({ ...system(), actor: visitor });
const near = (a: number | undefined, b: number): void => assert.ok(Math.abs((a ?? Number.NaN) - b) < 1e-4, `${a} is not ${b}`);

test('the parts of the score are those of domain.md', () => {
  near(jaccard(['16.6', '17.9'], ['16.6', '16.7', '17.9']), 0.6667);
  assert.equal(jaccard([], []), 0);
  assert.equal(cofogLikeness(['07.2'], ['07.2', '10']), 1);
  assert.equal(cofogLikeness(['07.2.1'], ['07.2.4']), 1, 'two classes of one group');
  assert.equal(cofogLikeness(['07.2'], ['07.3']), 0.5);
  assert.equal(cofogLikeness(['07'], ['07']), 0.5, 'a division alone names no group');
  assert.equal(cofogLikeness(['07.2'], ['08.2']), 0);
  assert.deepEqual([evidenceShare('E0'), evidenceShare('E4'), evidenceShare('none'), evidenceShare(undefined)], [0, 0.8, 0, 0]);
  near(
    Object.values(defaultWeights).reduce((sum, weight) => sum + weight, 0),
    1,
  );
  // 0.30·0.6667 + 0.25·0.5 + 0.15·1 + 0.10·0.85 + 0.10·0.6 + 0.05 + 0.05
  near(matchScore({ sdg: 2 / 3, cofog: 0.5, text: 1, fit: 0.85, evidence: 0.6, language: 1, provider: 1 }), 0.72);
});

interface Thing {
  readonly title: Record<string, string>;
  readonly facets?: Record<string, string[]>;
  readonly audiences?: string[];
}
const write = async ({ title, facets = {}, audiences = ['public'] }: Thing): Promise<string> => {
  const id = uuidv7();
  await transaction(system(), (tx) =>
    indexDocument(tx, 'thing', { id, path: `/things/${id}`, audiences, facets, at: new Date(), tags: [], title, summary: {}, body: {} }),
  );
  return id;
};

test('ranks by codes, text, evidence, language and support, and says why', async () => {
  const best = await write({
    title: { en: 'Desalination plants share brine data', ar: 'محطات تحلية تتبادل البيانات' },
    facets: { sdg: ['6.4', '6.5'], cofog: ['06.3'], field: ['06'], grade: ['E4'], offers: ['training'], country: ['QM'] },
  });
  const codesOnly = await write({ title: { en: 'Quarterly bulletin' }, facets: { sdg: ['6.4'], cofog: ['06.2'], field: ['06'], grade: ['none'] } });
  const textOnly = await write({ title: { en: 'Desalination for islands' }, facets: { sdg: ['14.1'], cofog: ['05.1'], field: ['05'] } });
  await write({ title: { en: 'Unrelated choir' }, facets: { sdg: ['4.7'], cofog: ['08.2'], field: ['08'] } });
  const need: Need = {
    title: { en: 'Better desalination' },
    description: { en: 'We want desalination plants to share data on brine with each other.' },
    codes: { sdg: ['6.4'], cofog: ['06.3'], country: ['QM'] },
  };
  const matches = await matchNeed(anybody(), need, { limit: 10, kind: 'thing' });
  assert.deepEqual(
    matches.slice(0, 3).map(({ id }) => id),
    [best, codesOnly, textOnly],
  );
  const [first, second] = matches;
  assert.deepEqual(
    first?.reasons.map(({ part }) => part),
    ['cofog', 'sdg', 'text', 'evidence', 'language', 'provider'],
  );
  const of = (part: string) => first?.reasons.find((reason) => reason.part === part);
  assert.deepEqual([of('sdg')?.codes, of('cofog')?.codes, of('evidence')?.codes, of('provider')?.codes], [['6.4'], ['06.3'], ['E4'], ['training']]);
  near(of('sdg')?.points, 0.15);
  assert.deepEqual(of('text')?.terms, ['Desalination', 'plants', 'share', 'brine', 'data']);
  near(
    first?.reasons.reduce((sum, { points }) => sum + points, 0),
    first?.score as number,
  );
  assert.deepEqual(first?.alsoShared, { country: ['QM'] });
  near(second?.score, 0.3 + 0.25 * 0.5 + 0.05);
});

test('a need in one language reaches records in the other, and names the translations', async () => {
  const id = await write({ title: { en: 'Sanitation for remote villages' } });
  const [match] = await matchNeed(anybody(), { title: { ar: 'الصرف الصحي في القرى' }, description: {}, codes: {} }, { limit: 1, kind: 'thing' });
  assert.equal(match?.id, id);
  const text = match?.reasons.find(({ part }) => part === 'text');
  assert.ok(
    text?.translations.some(({ asked, found }) => asked === 'الصرف الصحي' && found === 'Sanitation'),
    JSON.stringify(text),
  );
  assert.ok(!match?.reasons.some(({ part }) => part === 'language'), 'it cannot be read in the language of the need');
});

test('what the reader may not see is no match, by text or by codes', async () => {
  const hidden = await write({ title: { en: 'Clandestine lighthouse' }, facets: { sdg: ['9.9'] }, audiences: ['entity:none'] });
  const need: Need = { title: { en: 'Clandestine lighthouse' }, description: {}, codes: { sdg: ['9.9'] } };
  const ids = (await matchNeed(anybody(), need, { limit: 50, kind: 'thing' })).map(({ id }) => id);
  assert.ok(!ids.includes(hidden));
});

test('the fit of the setting counts where the caller knows it', async () => {
  const [one, other] = [await write({ title: { en: 'Alpha tarpaulin' } }), await write({ title: { en: 'Beta tarpaulin' } })];
  const need: Need = { title: { en: 'tarpaulin' }, description: {}, codes: {} };
  const fitting = (id: string) => matchNeed(anybody(), need, { limit: 2, kind: 'thing', fitOf: async () => new Map([[id, 0.9]]) });
  assert.equal((await fitting(one))[0]?.id, one);
  const [first] = await fitting(other);
  assert.equal(first?.id, other);
  near(first?.reasons.find(({ part }) => part === 'fit')?.points, 0.09);
});

test('weights are settings: set, read, refused when wrong, set back', async () => {
  const ctx = system();
  assert.deepEqual(await readMatchWeights(ctx), defaultWeights);
  assert.deepEqual(await setMatchWeights(ctx, { text: 1, sdg: 0 }), { ...defaultWeights, text: 1, sdg: 0 });
  for (const wrong of [{ text: -1 }, { nothing: 1 }, { text: Number.NaN }, Object.fromEntries(Object.keys(defaultWeights).map((part) => [part, 0]))])
    await assert.rejects(setMatchWeights(ctx, wrong), { code: 'search.weights-wrong' });
  assert.deepEqual(await setMatchWeights(ctx, null), defaultWeights);
});

test('a practice of the demonstration set answers the need it was written for, in either language', async () => {
  const need: Need = {
    title: { en: 'Patients miss their outpatient appointments' },
    description: { en: 'More than a quarter of hospital appointments are missed; we look for reminders that release the slot.' },
    codes: { cofog: ['07.2'] },
  };
  const english = await matchNeed(anybody(), need, { limit: 3 });
  assert.equal(english[0]?.path, '/practices/QM-0001', JSON.stringify(english.map(({ path, score }) => [path, score])));
  const arabic = await matchNeed(
    anybody(),
    { title: { ar: 'تغيب المراجعين عن مواعيد العيادات' }, description: { ar: 'يتغيب ربع المراجعين عن مواعيدهم.' }, codes: { cofog: ['07.2'] } },
    { limit: 3 },
  );
  assert.equal(arabic[0]?.path, '/practices/QM-0001');
});
