import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface BenchDocument {
  readonly id: string;
  readonly lang: string;
  readonly title?: string;
  readonly text: string;
}
export interface BenchQuery {
  readonly id: string;
  readonly lang: string;
  readonly task: string;
  readonly doc_lang: string;
  readonly text: string;
}
/** A folder of documents, questions and judgements, in the form of search-bench. */
export interface BenchFiles {
  readonly documents: readonly BenchDocument[];
  readonly queries: readonly BenchQuery[];
  readonly relevant: ReadonlyMap<string, ReadonlySet<string>>;
}

const lines = (file: string): string[] => readFileSync(file, 'utf8').split('\n').filter(Boolean);

/** Reads `corpus.jsonl` and every `queries-*.jsonl` and `qrels-*.tsv` of the folder. */
export function readBench(folder: string): BenchFiles {
  if (!existsSync(join(folder, 'corpus.jsonl'))) throw new Error(`there is no corpus.jsonl in ${folder}`);
  const names = readdirSync(folder).sort();
  const parsed = <T>(pattern: RegExp): T[] =>
    names.filter((name) => pattern.test(name)).flatMap((name) => lines(join(folder, name)).map((line) => JSON.parse(line) as T));
  const relevant = new Map<string, Set<string>>();
  for (const name of names.filter((one) => /^qrels-.*\.tsv$/.test(one)))
    for (const line of lines(join(folder, name))) {
      const [query = '', document = '', grade = '1'] = line.split('\t');
      if (query === 'query_id' || grade.trim() === '0') continue;
      relevant.set(query, (relevant.get(query) ?? new Set()).add(document));
    }
  return { documents: parsed<BenchDocument>(/^corpus\.jsonl$/), queries: parsed<BenchQuery>(/^queries-.*\.jsonl$/), relevant };
}
