import { find } from '#modules/search/engine/find.ts';
import { dropDocument, type IndexedDocument, newSearchIndex, putDocument, type SearchIndex, settleAll } from '#modules/search/engine/search-index.ts';
import { suggest } from '#modules/search/engine/suggest.ts';
import { packTranslations, translatorOf } from '#modules/search/engine/translator.ts';
import { learnTranslations } from '#modules/search/lexicon/translations.ts';
import { randomFrom } from '../search/synthetic.ts';

/*
 * Non-interference of the search: two indexes that differ only in records a reader may not see answer that reader with
 * the same bytes, whatever the order in which records came, changed and went. Compared are hits with their scores,
 * counts, facets, stems, near words and suggestions.
 */

const arabic =
  'خدمة خدمات مركز مراكز صحة صحي تعليم مدرسة مدارس طالب طلاب حكومة حكومي رقمي رقمية منصة منصات موعد مواعيد انتظار ضريبة نفايات مياه طاقة سكن نقل بلدية'.split(
    ' ',
  );
const english =
  'service services centre health school pupils government digital platform appointment appointments waiting tax waste water energy housing transport municipal council permit licence inspection training budget'.split(
    ' ',
  );
/** Words that mostly hidden records have: what they could change is which words are known and which are near. */
const rare = 'zephyr zephyrs healthy heal servise platfrom مواعيدنا صحيفة منصور خدماتي زنجبار وادي'.split(' ');
const pairs = [
  ['خدمة', 'service'],
  ['صحة', 'health'],
  ['مدرسة', 'school'],
  ['انتظار', 'waiting'],
  ['مياه', 'water'],
  ['منصة رقمية', 'digital platform'],
] as const;
const translators = learnTranslations(
  pairs.map(([ar, en]) => ({ from: 'ar', fromText: ar, to: 'en', toText: en })),
  ['ar', 'en'],
).map((learned) => translatorOf(packTranslations(learned)));

type Random = () => number;
const below = (random: Random, count: number): number => Math.floor(random() * count);
const pick = <T>(random: Random, list: readonly T[]): T => list[below(random, list.length)] as T;
const words = (random: Random, from: readonly string[], count: number, oddly: number): string =>
  Array.from({ length: count }, () => (random() < oddly ? pick(random, rare) : pick(random, from))).join(' ');

function recordOf(random: Random, key: string, audiences: readonly string[], oddly: number): IndexedDocument {
  const text = (from: readonly string[]) => ({
    title: words(random, from, 3, oddly),
    summary: words(random, from, 4, oddly),
    body: words(random, from, 12, oddly),
  });
  const language = below(random, 3);
  return {
    key,
    audiences,
    facets: { kind: [key.split(':')[0] as string], country: [pick(random, ['QM', 'QR', 'QN'])], field: [pick(random, ['01', '07'])] },
    when: below(random, 5),
    tags: random() < 0.5 ? [pick(random, english), pick(random, arabic)] : [],
    texts: { ...(language !== 1 && { ar: text(arabic) }), ...(language !== 0 && { en: text(english) }) },
  };
}

/** Fills an index with the visible records and hidden ones of its own, in an order of its own, some of them put twice and some taken out again. */
function fill(random: Random, visible: readonly IndexedDocument[]): SearchIndex {
  const index = newSearchIndex();
  const hidden = Array.from({ length: below(random, 14) }, (_, at) => recordOf(random, `secret:${at}`, [pick(random, ['entity:9', 'country:QN'])], 0.4));
  const gone = Array.from({ length: below(random, 4) }, (_, at) => recordOf(random, `gone:${at}`, [pick(random, ['public', 'entity:9'])], 0.4));
  const acts = [...visible, ...hidden, ...gone].flatMap((record) =>
    random() < 0.2 ? [{ ...recordOf(random, record.key, record.audiences, 0.4) }, record] : [record],
  );
  // The last form of a record must come last: shuffle by key, keeping each key's own order.
  const order = new Map(acts.map(({ key }) => [key, random()]));
  acts.sort((a, b) => (order.get(a.key) as number) - (order.get(b.key) as number));
  for (const record of acts) {
    putDocument(index, record);
    if (random() < 0.3) settleAll(index);
  }
  for (const { key } of gone) dropDocument(index, key);
  settleAll(index);
  for (const translator of translators) index.translators.set(translator.to, [translator]);
  return index;
}

function questionOf(random: Random): string {
  const asked = words(random, [...arabic, ...english], 1 + below(random, 4), 0.35);
  if (random() > 0.3) return asked;
  const at = below(random, asked.length);
  return asked.slice(0, at) + asked.slice(at + 1);
}

export interface SearchInterference {
  readonly pairs: number;
  readonly answers: number;
  readonly differences: readonly string[];
}

/** Compares `pairs` pairs of indexes, each by `perPair` questions. */
export function runSearchNonInterference({ pairs: count, perPair, seed }: { pairs: number; perPair: number; seed: number }): SearchInterference {
  const random = randomFrom(seed);
  const differences: string[] = [];
  for (let pair = 0; pair < count; pair += 1) {
    const visible = Array.from({ length: 5 + below(random, 25) }, (_, at) =>
      recordOf(random, `${pick(random, ['practice', 'need'])}:${at}`, random() < 0.8 ? ['public'] : ['entity:1'], 0.05),
    );
    const [one, other] = [fill(random, visible), fill(random, visible)];
    const readers = random() < 0.5 ? ['public'] : ['public', 'entity:1'];
    for (let asked = 0; asked < perPair; asked += 1) {
      const text = questionOf(random);
      const filters = random() < 0.3 ? { country: [pick(random, ['QM', 'QR'])] } : {};
      const sort = random() < 0.2 ? ('newest' as const) : ('best' as const);
      const answer = (index: SearchIndex): string =>
        JSON.stringify([
          find(index, { text, readers, filters, sort, count: ['kind', 'country', 'field'], limit: 10 }),
          suggest(index, { text: text.slice(0, 2 + below(randomFrom(asked), 6)), readers, limit: 5 }),
        ]);
      const [a, b] = [answer(one), answer(other)];
      if (a !== b) differences.push(`pair ${pair}, "${text}": ${a} is not ${b}`);
    }
  }
  return { pairs: count, answers: count * perPair * 4, differences };
}
