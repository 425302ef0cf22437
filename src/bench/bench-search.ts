import { readdir, readFile } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { formatOf, readLexicon } from '#modules/search/lexicon/read-lexicon.ts';
import { shippedPairs } from '#modules/search/lexicon/shipped-lexicon.ts';
import type { TermPair } from '#modules/search/lexicon/translations.ts';
import { projectRoot } from '#platform/root.ts';
import { measureForms } from './search/arabic-forms.ts';
import { readBench } from './search/bench-files.ts';
import { indexBench, measureQuality, type TaskQuality } from './search/quality.ts';
import { measureSpeed, type Speed } from './search/speed.ts';

/**
 * `npm run bench:search`: quality on every task of a benchmark folder, through the index, the analyser and the
 * lexicons of the product; then the speed at 100,000 and 1,000,000 synthetic documents.
 *
 *   --bench DIR      corpus.jsonl, queries-*.jsonl, qrels-*.tsv (default ../shared/search-bench)
 *   --lexicons DIR   lexicon files to import besides those that ship (default: lexicons of the bench folder)
 *   --titles         also indexes the documents' titles, which the reference figures leave out
 *   --speed N,N      measures the speed at so many documents; without --json the default is 100000,1000000
 *   --json           one JSON object, quality alone unless --speed is given
 */
const { values } = parseArgs({
  options: { bench: { type: 'string' }, lexicons: { type: 'string' }, titles: { type: 'boolean' }, speed: { type: 'string' }, json: { type: 'boolean' } },
});
const folder = values.bench ?? join(projectRoot, '../shared/search-bench');
const say = values.json ? () => undefined : (line: string) => console.log(line);

async function importedPairs(): Promise<TermPair[]> {
  const from = values.lexicons ?? join(folder, 'lexicons');
  const names = await readdir(from).catch((error: Error) => {
    if (values.lexicons) throw error;
    return [];
  });
  const pairs: TermPair[] = [];
  for (const name of names.sort()) {
    // A folder of dictd has an index beside each dictionary, which is no lexicon.
    if (!formatOf(name)) continue;
    const read = await readLexicon(name, await readFile(join(from, name)));
    say(`${name}: ${read.length} pairs`);
    pairs.push(...read);
  }
  return pairs;
}

const bench = readBench(folder);
const shipped = await shippedPairs();
say(`${bench.documents.length} documents, ${bench.queries.length} questions; ${shipped.length} pairs of terms ship with the product.`);
const index = indexBench(bench, [...shipped, ...(await importedPairs())], { titles: values.titles === true });
const tasks = measureQuality(index, bench);
const forms = measureForms(folder);
say(qualityTable(tasks));
if (forms)
  say(
    `Arabic forms: ${forms.lightFound} of ${forms.light} light, ${forms.hardFound} of ${forms.hard} hard; ${forms.outranked} outranked by their false friend.\n`,
  );

const sizes = (values.speed ?? (values.json ? '' : '100000,1000000')).split(',').filter(Boolean).map(Number);
const speeds: Speed[] = [];
for (const size of sizes) speeds.push(...(await measureSpeed(folder, size)));
if (speeds.length > 0) say(speedTable(speeds));
if (values.json) {
  const { missed: _, ...counts } = forms ?? { missed: [] };
  console.log(
    JSON.stringify({ tasks: Object.fromEntries(tasks.map(({ task, ...figures }) => [task, figures])), arabicForms: forms ? counts : null, speed: speeds }),
  );
}

function qualityTable(rows: readonly TaskQuality[]): string {
  const line = ({ task, queries, ndcg10, mrr10, recall100 }: TaskQuality): string =>
    `| ${task} | ${queries} | ${ndcg10.toFixed(4)} | ${mrr10.toFixed(4)} | ${recall100.toFixed(4)} |`;
  return ['| task | questions | nDCG@10 | MRR@10 | Recall@100 |', '|---|---|---|---|---|', ...rows.map(line), ''].join('\n');
}

function speedTable(rows: readonly Speed[]): string {
  const line = (s: Speed): string =>
    `| ${s.documents.toLocaleString('en')} | ${s.what} | ${s.p50.toFixed(2)} / ${s.p95.toFixed(2)} / ${s.p99.toFixed(2)} | ${s.buildSeconds.toFixed(0)} | ${Math.round(s.rss / 1e6).toLocaleString('en')} |`;
  const machine = `${cpus().length} cores (${cpus()[0]?.model ?? 'unknown'}), ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.versions.node}, ${new Date().toISOString().slice(0, 10)}`;
  return [machine, '', '| documents | query | p50 / p95 / p99 ms | build s | memory MB |', '|---|---|---|---|---|', ...rows.map(line), ''].join('\n');
}
