import { stemOf, variantsOf } from './analyse.ts';

/**
 * Patterns of Arabic nouns and their broken plurals, as stems of the light stemmer: digits are letters of the
 * root. The plural is made inside the word, where no light stemmer looks: مشروع is مشاريع, هدف is أهداف. Either
 * side leads to the other.
 */
const patterns: readonly (readonly [singular: string, plural: string])[] = [
  // وفد وفود، هدف أهداف، بلد بلاد
  ['123', '12و3'],
  ['123', 'ا12ا3'],
  ['123', '12ا3'],
  // خطة خطط، حق حقوق، قضية قضايا، أداة أدوات، باب أبواب
  ['12', '122'],
  ['12', '12و2'],
  ['12', '12ا'],
  ['12ا', '12و'],
  ['1ا2', 'ا1وا2'],
  // عائق عوائق، عامل عمال، طالب طلبة، قائد قادة
  ['1ا23', '1وا23'],
  ['1ا23', '12ا3'],
  ['1ا23', '123'],
  ['1اي2', '1ا2'],
  // خبير خبراء، كبير كبار، وثيقة وثائق، رسالة رسائل، نظام أنظمة، صديق أصدقاء
  ['12ي3', '123'],
  ['12ي3', '12ا3'],
  ['12ي3', '12اي3'],
  ['12ا3', '12اي3'],
  ['12ا3', 'ا123'],
  ['12ي3', 'ا123'],
  // منهج مناهج، مشروع مشاريع، معيار معايير، تقرير تقارير، قانون قوانين
  ['1234', '12ا34'],
  ['123و4', '12ا3ي4'],
  ['123ا4', '12ا3ي4'],
  ['123ي4', '12ا3ي4'],
  ['1ا2و3', '1وا2ي3'],
  // The loan that every page of this service has.
  ['برنامج', 'برامج'],
];

interface Rule {
  readonly from: RegExp;
  readonly to: string;
}

const rule = (from: string, to: string): Rule => {
  const seen = new Set<string>();
  const source = Array.from(from, (sign) => {
    if (!/\d/.test(sign)) return sign;
    if (seen.has(sign)) return `\\k<r${sign}>`;
    seen.add(sign);
    return `(?<r${sign}>\\p{Script=Arabic})`;
  }).join('');
  return { from: new RegExp(`^${source}$`, 'u'), to: to.replace(/\d/g, '$<r$&>') };
};

const byLength = new Map<number, Rule[]>();
for (const [singular, plural] of patterns)
  for (const [from, to] of [
    [singular, plural],
    [plural, singular],
  ] as const)
    byLength.set(from.length, [...(byLength.get(from.length) ?? []), rule(from, to)]);

/** Stems that may be the singular or the plural of this one. Most are no words: only those that texts have are of use. */
export function pluralStems(stem: string): string[] {
  const found = new Set<string>();
  for (const { from, to } of byLength.get(stem.length) ?? []) if (from.test(stem)) found.add(stem.replace(from, to));
  found.delete(stem);
  return [...found];
}

/**
 * Other stems under which a form of the word may be indexed: its singular or broken plural. The patterns are
 * those of words; what they give is stemmed as the texts are: وفود stands there as فود.
 */
export function pluralForms(word: string, language: string): string[] {
  const found = new Set<string>();
  for (const form of [stemOf(word, language), ...variantsOf(word)])
    for (const plural of pluralStems(form)) {
      found.add(plural);
      found.add(stemOf(plural, language));
    }
  return [...found];
}

/** The same with the stems of a lighter hand: برلماني is also برلمان. */
export const otherForms = (word: string, language: string): string[] => [...variantsOf(word), ...pluralForms(word, language)];
