import { find } from '#modules/search/engine/find.ts';
import { newSearchIndex, putDocument, type SearchIndex, settleAll } from '#modules/search/engine/search-index.ts';
import { packTranslations, translatorOf } from '#modules/search/engine/translator.ts';
import { learnTranslations, type TermPair } from '#modules/search/lexicon/translations.ts';
import type { BenchFiles, BenchQuery } from './bench-files.ts';

export interface TaskQuality {
  readonly task: string;
  readonly queries: number;
  readonly ndcg10: number;
  readonly mrr10: number;
  readonly recall100: number;
}

/** The documents of a benchmark in the index of the product, each a public record with a body in its language. */
export function indexBench({ documents }: BenchFiles, pairs: readonly TermPair[], { titles = false } = {}): SearchIndex {
  const index = newSearchIndex();
  for (const { id, lang, title = '', text } of documents)
    putDocument(index, {
      key: id,
      audiences: ['public'],
      facets: {},
      when: 0,
      tags: [],
      texts: { [lang]: { title: titles ? title : '', summary: '', body: text } },
    });
  settleAll(index);
  for (const translations of learnTranslations(pairs, ['ar', 'en'])) index.translators.set(translations.to, [translatorOf(packTranslations(translations))]);
  return index;
}

/** Asks every question of the texts in its language and measures each task. */
export function measureQuality(index: SearchIndex, { queries, relevant }: BenchFiles): TaskQuality[] {
  const sums = new Map<string, { queries: number; ndcg: number; mrr: number; recall: number }>();
  for (const query of queries) {
    const wanted = relevant.get(query.id);
    if (!wanted) continue;
    const sum = sums.get(query.task) ?? { queries: 0, ndcg: 0, mrr: 0, recall: 0 };
    const ids = answers(index, query);
    const one = judge(ids, wanted);
    sums.set(query.task, { queries: sum.queries + 1, ndcg: sum.ndcg + one.ndcg, mrr: sum.mrr + one.mrr, recall: sum.recall + one.recall });
  }
  return [...sums]
    .map(([task, sum]) => ({ task, queries: sum.queries, ndcg10: sum.ndcg / sum.queries, mrr10: sum.mrr / sum.queries, recall100: sum.recall / sum.queries }))
    .sort((a, b) => (a.task < b.task ? -1 : 1));
}

const answers = (index: SearchIndex, { text, doc_lang }: BenchQuery): string[] =>
  find(index, { text, readers: ['public'], languages: [doc_lang], limit: 100 }).hits.map(({ key }) => key);

/** nDCG@10 with grades 0 and 1, MRR@10 and Recall@100 of one answer. */
export function judge(ids: readonly string[], wanted: ReadonlySet<string>): { ndcg: number; mrr: number; recall: number } {
  const gain = (rank: number): number => 1 / Math.log2(rank + 2);
  const ranks = ids.slice(0, 100).flatMap((id, rank) => (wanted.has(id) ? [rank] : []));
  const firstTen = ranks.filter((rank) => rank < 10);
  const ideal = Array.from({ length: Math.min(10, wanted.size) }, (_, rank) => gain(rank)).reduce((a, b) => a + b, 0);
  const dcg = firstTen.reduce((sum, rank) => sum + gain(rank), 0);
  return { ndcg: dcg / ideal, mrr: firstTen.length > 0 ? 1 / ((firstTen[0] as number) + 1) : 0, recall: ranks.length / wanted.size };
}
