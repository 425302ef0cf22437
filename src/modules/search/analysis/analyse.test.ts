import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { analyse, queryStems, stemsOf } from './analyse.ts';
import { highlight, snippet } from './highlight.ts';
import { normalise } from './normalise.ts';

const spellings: readonly (readonly [written: string, normalised: string, why: string])[] = [
  ['أُسْتَاذٌ', 'استاذ', 'hamza and vowel signs'],
  ['آخر إلى ٱلآن', 'اخر الي الان', 'four alefs and final ya'],
  ['سؤال بيئة', 'سوال بييه', 'hamza on waw and on ya, ta marbuta'],
  ['مــديــنــة', 'مدينه', 'tatweel'],
  ['ﻣﺪﻳﻨﺔ', 'مدينه', 'presentation forms'],
  ['ﷲ', 'الله', 'one character for a word'],
  ['کتابی پیچیده', 'كتابي بيجيده', 'Persian letters'],
  ['٢٠٢٦ ۲۰۲۶', '2026 2026', 'both kinds of Arabic digits'],
  ['می\u200cرود', 'ميرود', 'zero-width non-joiner'],
  ['\u202bالعمل\u202c', 'العمل', 'direction marks'],
  ['Café RÉSUMÉ', 'cafe resume', 'accents and case'],
  ['e\u0301cole', 'ecole', 'a mark of its own'],
  ['ﬁle', 'file', 'ligature'],
  ['и\u0306од', 'йод', 'Cyrillic keeps the letter й'],
];
for (const [written, normalised, why] of spellings) {
  test(`${why}: ${written} is ${normalised}`, () => assert.equal(normalise(written).text, normalised));
}

const stems: readonly (readonly [word: string, stem: string])[] = [
  ['الطرق', 'طرق'],
  ['وبالطرق', 'طرق'],
  ['طرقهم', 'طرق'],
  ['مدرسة', 'مدرس'],
  ['مدرستان', 'مدرس'],
  ['بمدرستنا', 'مدرس'],
  ['ومدارسها', 'مدارس'],
  ['لمهندسين', 'مهندس'],
  ['هندسية', 'هندس'],
  ['سوريا', 'سور'],
  ['سورية', 'سور'],
  ['مسئوليات', 'مسوول'],
  ['مسؤولية', 'مسوول'],
  ['قضاء', 'قضا'],
  ['قضائهم', 'قضا'],
  ['2026', '2026'],
  ['governments', 'govern'],
  ["government's", 'govern'],
  ['policies', 'polici'],
  ['правительство', 'правительств'],
  ['правительствами', 'правительств'],
];
for (const [word, stem] of stems) {
  test(`${word} is indexed as ${stem}`, () => assert.equal(analyse(word)[0]?.stem, stem));
}

test('words are cut by script, and names written joined are two words', () => {
  assert.deepEqual(
    analyse('عام2024م: GovTechالحكومية، وعبدالرحمن G20').map(({ word }) => word),
    ['عام', '2024', 'م', 'govtech', 'الحكوميه', 'وعبد', 'الرحمن', 'g20'],
  );
});

test('a query loses its question words, unless it has no others', () => {
  assert.deepEqual(
    queryStems('ما هي أفضل المدارس؟').map(({ word }) => word),
    ['افضل', 'المدارس'],
  );
  assert.deepEqual(
    queryStems('What is it?').map(({ word }) => word),
    ['what', 'is', 'it'],
  );
});

test('an adjective finds its noun', () => {
  const noun = analyse('برلمان')[0]?.stem as string;
  assert.ok(stemsOf(queryStems('برلماني')).has(noun));
});

const marked = (parts: readonly { text: string; hit: boolean }[]): string => parts.map(({ text, hit }) => (hit ? `[${text}]` : text)).join('');

test('highlights are the words of the original with prefixes, suffixes and signs', () => {
  const query = stemsOf(queryStems('مدرسة عبدالله'));
  assert.equal(
    marked(highlight('في مَدْرَسَتِهِم، وبالمـدارس والمدرســـة: عبدالله.', query)),
    'في [مَدْرَسَتِهِم]، وبالمـدارس و[المدرســـة]: [عبدالله].'.replace('و[المدرســـة', '[والمدرســـة'),
  );
});

test('a snippet is the densest passage between two ellipses', () => {
  const filler = 'lorem ipsum dolor sit amet consectetur '.repeat(8);
  const text = `${filler}one school. ${filler}schools teach teachers. ${filler}`;
  const parts = snippet(text, stemsOf(queryStems('school teacher teach')), 80);
  const passage = marked(parts);
  assert.match(passage, /^…\w.* \[schools\] \[teach\] \[teachers\]\. .*\w…$/u);
  assert.ok(parts.map((part) => part.text).join('').length <= 80);
  assert.equal(marked(snippet(text, new Set(), 30)), 'lorem ipsum dolor sit amet…');
});

const anyText = fc.string({
  unit: fc.oneof(
    fc.constantFrom('ا', 'ل', 'م', 'ة', 'ـ', 'َ', 'ّ', 'ﷲ', 'ﻻ', 'ﷺ', '\u200f', ' ', 'é', 'e\u0301', 'ﬃ', '½', '😀', 'g', "'", '٣'),
    fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
  ),
});

test('every word lies where it says, and highlighting loses nothing', () => {
  fc.assert(
    fc.property(anyText, fc.nat(), (text, pick) => {
      const tokens = analyse(text);
      for (const { word, start, end } of tokens) assert.ok(normalise(text.slice(start, end)).text.includes(word));
      const stem = tokens[pick % Math.max(1, tokens.length)]?.stem;
      const parts = highlight(text, new Set(stem === undefined ? [] : [stem]));
      assert.equal(parts.map((part) => part.text).join(''), text);
      assert.equal(
        parts.some((part) => part.hit),
        stem !== undefined,
      );
    }),
    { numRuns: 2_000 },
  );
});

test('a snippet is never too long', () => {
  fc.assert(
    fc.property(anyText, fc.integer({ min: 20, max: 60 }), (text, maxLength) => {
      const some = new Set(
        analyse(text)
          .map(({ stem }) => stem)
          .filter((_, i) => i % 3 === 0),
      );
      assert.ok(
        snippet(text, some, maxLength)
          .map((part) => part.text)
          .join('').length <= maxLength,
      );
    }),
    { numRuns: 2_000 },
  );
});
