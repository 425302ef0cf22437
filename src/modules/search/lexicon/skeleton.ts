/** Consonants of the two scripts brought to one set of signs. Vowels are written too differently to count. */
const arabicSigns: Readonly<Record<string, string>> = {
  ب: 'b',
  ت: 't',
  ث: 't',
  ج: 'g',
  ح: 'h',
  خ: 'k',
  د: 'd',
  ذ: 'd',
  ر: 'r',
  ز: 's',
  س: 's',
  ش: 'S',
  ص: 's',
  ض: 'd',
  ط: 't',
  ظ: 's',
  غ: 'g',
  ف: 'f',
  ق: 'k',
  ك: 'k',
  ل: 'l',
  م: 'm',
  ن: 'n',
  ه: 'h',
  ع: '',
  و: '',
  ي: '',
  ا: '',
  ء: '',
};

const latinSpellings: readonly (readonly [RegExp, string])[] = [
  [/['’]s?$/u, ''],
  [/tch|sch|sh|ch/g, 'S'],
  [/th/g, 't'],
  [/ph/g, 'f'],
  [/kh|ck|q/g, 'k'],
  [/gh/g, 'g'],
  [/x/g, 'ks'],
  [/c(?=[eiy])/g, 's'],
  [/c/g, 'k'],
  [/j/g, 'g'],
  [/z/g, 's'],
  [/v/g, 'f'],
  [/p/g, 'b'],
];

const once = (signs: string): string => signs.replace(/(.)\1+/gu, '$1');
/** A word that begins with a vowel is marked, so that Oman is not Yemen's skeleton. */
const vowelMark = 'V';

/** The consonants of an Arabic or Latin word as it might be written in the other script: names share them. '' for other scripts. */
export function skeletonOf(word: string): string {
  if (/^\p{Script=Arabic}/u.test(word)) return ofArabic(word);
  return /^\p{Script=Latin}+(['’]\p{Script=Latin}+)?$/u.test(word) ? ofLatin(word) : '';
}

function ofArabic(word: string): string {
  const bare = word.replace(/^(?:وال|بال|كال|فال|ال|لل)/u, '').replaceAll('تش', 'ش');
  const signs = Array.from(bare.replace(/ه$/u, ''), (letter) => arabicSigns[letter] ?? '').join('');
  return (/^[اعءوي]/u.test(bare) ? vowelMark : '') + once(signs);
}

function ofLatin(word: string): string {
  // Without a vowel it is an abbreviation or no word at all, and sounds like nothing.
  if (!/[aeiouwy]/.test(word)) return '';
  const signs = latinSpellings.reduce((text, [spelling, sign]) => text.replace(spelling, sign), word);
  const consonants = once(signs.replace(/[aeiouwy]/g, '')).replace(/h$/, '');
  return (/^[aeiouwy]/.test(signs) ? vowelMark : '') + consonants;
}

/** How many consonants a skeleton has. */
export const consonantsIn = (skeleton: string): number => skeleton.length - (skeleton.startsWith(vowelMark) ? 1 : 0);

const signs = [...new Set(Object.values(arabicSigns).filter(Boolean))];

/** Every skeleton that differs by one sign added, dropped or changed. */
export function* oneAway(skeleton: string): Generator<string> {
  for (let at = 0; at <= skeleton.length; at += 1) {
    const [before, after] = [skeleton.slice(0, at), skeleton.slice(at)];
    if (after) yield before + after.slice(1);
    for (const sign of signs) {
      yield before + sign + after;
      if (after) yield before + sign + after.slice(1);
    }
  }
}
