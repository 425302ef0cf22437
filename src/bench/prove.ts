import { writeFile } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { startDemoNode } from '#main/testing/demo-node.ts';
import { createOrLoadSigningKey } from '#platform/audit/keys.ts';
import { runTamperRounds } from '#platform/audit/tamper-rounds.ts';
import { tamperings } from '#platform/audit/tamperings.ts';
import { runCrashRounds } from '#platform/postgres/crash-rounds.ts';
import { projectRoot } from '#platform/root.ts';
import { runApiFuzz } from './proofs/api-fuzz.ts';
import { runArabicForms } from './proofs/arabic-forms.ts';
import { inEmptyDatabase, runProofs, runRollbacks } from './proofs/audit-proofs.ts';
import { runReplays } from './proofs/idempotency.ts';
import { runNonInterference } from './proofs/non-interference.ts';
import { runPublishes } from './proofs/publishing.ts';
import { runSearchNonInterference } from './proofs/search-non-interference.ts';
import { valueProperties } from './proofs/value-properties.ts';

/** `npm run prove`: the proofs of which `npm test` runs a sample, at full count, into docs/proofs.md. */

interface Proof {
  readonly what: string;
  readonly count: string;
  readonly result: string;
  readonly passed: boolean;
  readonly seconds: number;
}

const seed = Number(process.env.PROVE_SEED ?? 20_261_121);
/** A number below 1 makes a quick run; docs/proofs.md says so. */
const scale = Number(process.env.PROVE_SCALE ?? 1);
const times = (full: number): number => Math.max(1, Math.round(full * scale));
const words = (n: number): string => n.toLocaleString('en');
const proofs: Proof[] = [];

async function prove(what: string, work: () => Promise<Omit<Proof, 'what' | 'seconds'>> | Omit<Proof, 'what' | 'seconds'>): Promise<void> {
  const started = performance.now();
  const done = await Promise.resolve()
    .then(work)
    .catch((error: Error) => ({ count: '', result: `ended with ${error.message.split('\n')[0]}`, passed: false }));
  const proof = { what, ...done, seconds: (performance.now() - started) / 1000 };
  proofs.push(proof);
  console.log(line(proof));
}
const line = ({ what, count, result, passed, seconds }: Proof): string =>
  `| ${what} | ${count} | ${passed ? '' : '**NOT PROVEN** '}${result} | ${seconds.toFixed(0)} |`;

await prove('Nothing acknowledged is lost and nothing is done twice when node, PostgreSQL or both are killed with -9 while eight writers commit', async () => {
  const { rounds, acknowledged, lost, doubled, slowestStartMs } = await runCrashRounds({ rounds: times(50), seed });
  return {
    count: `${words(rounds)} kills`,
    result: `${words(acknowledged)} acknowledged writes: ${lost} lost, ${doubled} doubled; slowest start after a kill ${words(slowestStartMs)} ms`,
    passed: lost === 0 && doubled === 0 && acknowledged > 0,
  };
});

const node = await startDemoNode();
const key = await createOrLoadSigningKey(join(node.node.dataDir, 'keys'));
try {
  await prove('A change of the audit log made with all rights but the signing key is found, and the first altered entry is named', async () => {
    const result = await inEmptyDatabase(node.postgres, 'tamper_rounds', (pool) =>
      runTamperRounds(pool, { key, rounds: times(1_000), seed, log: (missed) => console.log(missed) }),
    );
    return {
      count: `${words(result.rounds)} changes of ${tamperings.length} kinds`,
      result: `${words(result.found)} found; of ${words(result.nameable)} changes to an entry ${words(result.named)} named the first one`,
      passed: result.found === result.rounds && result.named === result.nameable,
    };
  });
  await prove('A log that was cut back to an earlier state is found by a head kept elsewhere, also after it was written on', async () => {
    const result = await inEmptyDatabase(node.postgres, 'rollbacks', (pool) => runRollbacks(pool, key, { rounds: times(50), seed }));
    return {
      count: `${words(result.rounds)} rollbacks`,
      result: `${result.foundWithHead} found with the head, ${result.foundWrittenAnew} after writing on; by itself the shorter log is sound (${result.soundAlone} of ${result.rounds})`,
      passed: result.foundWithHead === result.rounds && result.foundWrittenAnew === result.rounds,
    };
  });
  await prove('Whatever a program sends, every operation of the API answers within its description, and none fails', async () => {
    // A node of its own: the requests change people, roles and practices.
    const own = await startDemoNode({ worker: false });
    const result = await runApiFuzz(own, { perOperation: times(200), seed }).finally(() => own.close());
    for (const line of [...result.failed, ...result.outside].slice(0, 20)) console.log(line);
    return {
      count: `${words(result.requests)} requests to ${words(result.operations)} operations`,
      result: `${result.failed.length} failed, ${result.outside.length} answers outside the description; ${words(result.done)} done, ${words(result.refused)} refused, ${words(result.busy)} asked to come again`,
      passed: result.failed.length === 0 && result.outside.length === 0 && result.done > 0,
    };
  });
  await prove('A draft sent many times at once under one idempotency key is made once and answered alike', async () => {
    const result = await runReplays(node, { rounds: times(1_000), parallel: 20, seed });
    return {
      count: `${words(result.rounds)} keys, ${words(result.calls)} calls, 20 at once`,
      result: `${result.wrongEffects} keys with another number of effects, ${result.differentAnswers} differing answers, ${result.acceptedReuse} other bodies accepted`,
      passed: result.wrongEffects + result.differentAnswers + result.acceptedReuse === 0,
    };
  });
  await prove('What a reader may not know changes no byte of any answer to that reader: pages, JSON, search, counts, refusals', async () => {
    const still = await startDemoNode({ worker: false });
    const result = await runNonInterference(still, { pairs: times(2_000), perPair: 8, seed }).finally(() => still.close());
    for (const difference of result.differences.slice(0, 20)) console.log(difference);
    return {
      count: `${words(result.pairs)} pairs of databases, ${result.kinds} kinds of secrets, ${words(result.answers)} answers`,
      result: `${result.differences.length} differing answers`,
      passed: result.differences.length === 0,
    };
  });
  await prove('A practice that many publish at once is published once', async () => {
    const result = await runPublishes(node, { rounds: times(10), parallel: 200 });
    return {
      count: `${words(result.rounds)} practices, ${words(result.calls)} calls, 200 at once`,
      result: `${result.published} published, ${result.otherAnswers} answers other than “it has moved on”, ${result.wrongEffects} practices with another number of effects`,
      passed: result.published === result.rounds && result.otherAnswers + result.wrongEffects === 0,
    };
  });
  await prove('An entry of the log is proven by tools/verify-proof.mjs alone', async () => {
    const result = await runProofs({ db: node.superPool, key, proofs: times(200), seed });
    return {
      count: `${words(times(200))} random entries of ${words(result.entries)}`,
      result: `${words(result.proven)} proven; largest proof ${words(result.largestBytes)} bytes, checked in ${result.medianMs} ms (median), at most ${result.slowestMs} ms; ${result.forgedAccepted} altered ones accepted`,
      passed: result.proven === times(200) && result.forgedAccepted === 0 && result.largestBytes <= 2_048 && result.medianMs < 5,
    };
  });
} finally {
  await node.close();
}

for (const { name, check } of valueProperties) {
  await prove(`Values: ${name}`, () => {
    check(times(2_000), seed);
    return { count: `${words(times(2_000))} random cases`, result: 'holds', passed: true };
  });
}
await prove('Records that a reader may not see change no byte of what a search answers: hits, scores, counts, facets, near words, suggestions', () => {
  const result = runSearchNonInterference({ pairs: times(2_500), perPair: 8, seed });
  for (const difference of result.differences.slice(0, 20)) console.log(difference);
  return {
    count: `${words(result.pairs)} pairs of indexes, ${words(result.answers)} answers`,
    result: `${result.differences.length} differing answers`,
    passed: result.differences.length === 0,
  };
});
await prove('Arabic forms: every one within reach of a light stemmer is found, above its false friend', () => {
  const result = runArabicForms();
  if (!result) return { count: '0', result: 'the shared forms are not on this machine', passed: false };
  return {
    count: `${result.light} light, ${result.hard} hard`,
    result: `${result.lightFound} of the light ones; of the hard ones ${result.hardFound} too`,
    passed: result.lightFound === result.light,
  };
});

const machine = `${cpus().length} cores (${cpus()[0]?.model ?? 'unknown'}), ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.versions.node}, ${process.platform}`;
const failed = proofs.filter(({ passed }) => !passed);
const text = [
  '# Proofs',
  '',
  `${new Date().toISOString().slice(0, 10)}, ${machine}. Seed ${seed}${scale === 1 ? '' : `, at ${scale} of the full counts`}. ${failed.length === 0 ? 'All hold.' : `${failed.length} do not hold.`}`,
  '`npm test` runs a seeded sample of each.',
  '',
  '| what is proven | tried | result | seconds |',
  '|---|---|---|---|',
  ...proofs.map(line),
  '',
  'Made by `npm run prove` (`PROVE_SEED` for another seed).',
  '',
].join('\n');
await writeFile(join(projectRoot, 'docs/proofs.md'), text);
console.log(`\n${text}`);
process.exitCode = failed.length === 0 ? 0 : 1;
