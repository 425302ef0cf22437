import { serialize } from 'node:v8';
import { packTranslations } from '#modules/search/engine/translator.ts';
import { shippedPairs } from '#modules/search/lexicon/shipped-lexicon.ts';
import { learnTranslations } from '#modules/search/lexicon/translations.ts';
import type { SearchAnswers } from '#modules/search/node/search.thread.ts';
import { startThread } from '#platform/threads/start-thread.ts';
import { syntheticTexts } from './synthetic.ts';

export interface Speed {
  readonly documents: number;
  readonly what: (typeof asked)[number];
  /** Milliseconds from asking the index thread to its answer: permissions, counts of 40 values, second look and all. */
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  /** Analysing and indexing, without making up the texts. */
  readonly buildSeconds: number;
  /** Memory of the process when all is built, in bytes. */
  readonly rss: number;
}

/** `suggestions`: three words of which the last is half typed. */
const asked = ['same language', 'across languages', 'suggestions'] as const;
const atOnce = 1_000;
const readers = ['public', 'entity:3'];
const nothing = undefined as never;

/** Fills the index thread with synthetic documents, 70 in 100 public, and asks it a thousand questions twice. */
export async function measureSpeed(folder: string, documents: number): Promise<Speed[]> {
  const thread = startThread<SearchAnswers>('modules/search/node/search.thread.ts');
  const texts = syntheticTexts(folder);
  let busy = 0;
  for (let from = 0; from < documents; from += atOnce) {
    const put = Array.from({ length: Math.min(atOnce, documents - from) }, (_, at) => documentOf(from + at, texts.text(from + at)));
    const started = performance.now();
    await thread.ask('change', { put, dropped: [], settle: false });
    busy += performance.now() - started;
  }
  const started = performance.now();
  await thread.ask('settle', nothing);
  busy += performance.now() - started;
  const learned = new Uint8Array(serialize(learnTranslations(await shippedPairs(), ['ar', 'en']).map(packTranslations)));
  await thread.ask('setTranslators', learned, [learned.buffer]);
  const built = { documents, buildSeconds: busy / 1_000, rss: process.memoryUsage().rss };
  const speeds: Speed[] = [];
  for (const what of asked) {
    const taken: number[] = [];
    for (const round of [0, 1])
      for (const { language, text } of texts.questions) {
        const before = performance.now();
        if (what === 'suggestions') await thread.ask('suggest', { text: halfTyped(text), readers, limit: 8 });
        else
          await thread.ask('find', {
            text,
            readers,
            count: ['kind', 'country'],
            kindWeights: { concept: 0.5 },
            limit: 20,
            ...(what === 'same language' && { languages: [language] }),
          });
        if (round === 1) taken.push(performance.now() - before);
      }
    taken.sort((a, b) => a - b);
    const at = (share: number): number => taken[Math.min(taken.length - 1, Math.floor(share * taken.length))] as number;
    speeds.push({ ...built, what, p50: at(0.5), p95: at(0.95), p99: at(0.99) });
  }
  await thread.stop();
  return speeds;
}

const halfTyped = (text: string): string => {
  const words = text.split(/\s+/).slice(0, 3);
  const last = words.pop() ?? '';
  return [...words, last.slice(0, Math.ceil(last.length / 2))].join(' ');
};

const documentOf = (number: number, { language, title, body }: { language: string; title: string; body: string }) => ({
  key: `practice:${number}`,
  audiences: number % 10 < 7 ? ['public'] : [`entity:${number % 50}`],
  facets: { kind: ['practice'], country: [`C${((number * 40_503) >>> 3) % 39}`] },
  when: number,
  tags: [],
  texts: { [language]: { title, summary: '', body } },
});
