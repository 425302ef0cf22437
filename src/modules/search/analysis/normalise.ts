/** Text brought to one spelling, with the way back: unit `i` came from `starts[i]` to `ends[i]` of the original. */
export interface Normalised {
  readonly text: string;
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

const arabicFolds: Readonly<Record<string, string>> = {
  // One alef, ya, waw and ha: people type them without hamza and dots.
  آ: 'ا',
  أ: 'ا',
  إ: 'ا',
  ٱ: 'ا',
  ى: 'ي',
  ئ: 'ي',
  ؤ: 'و',
  ة: 'ه',
  // Persian, Urdu, Kurdish and Maghribi letters: from keyboards, and in names.
  ی: 'ي',
  ې: 'ي',
  ے: 'ي',
  ک: 'ك',
  ڪ: 'ك',
  گ: 'ك',
  ۀ: 'ه',
  ہ: 'ه',
  ھ: 'ه',
  ە: 'ه',
  ۃ: 'ه',
  پ: 'ب',
  چ: 'ج',
  ڤ: 'ف',
  ڨ: 'ق',
  ژ: 'ز',
  ٹ: 'ت',
  ڈ: 'د',
  ڑ: 'ر',
  ں: 'ن',
  ۆ: 'و',
  ۇ: 'و',
};

/** Combining marks of Latin, and the vowel and Quranic signs of Arabic. Other scripts need theirs. */
const marks = '\\u0300-\\u036f\\u0610-\\u061a\\u064b-\\u065f\\u0670\\u06d6-\\u06dc\\u06df-\\u06e8\\u06ea-\\u06ed';
/** Tatweel, soft hyphen, zero-width and bidirectional controls. */
const invisible = '\\u0640\\u00ad\\u034f\\u061c\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u2064\\u2066-\\u2069\\ufeff';
const dropped = new RegExp(`[${marks}${invisible}]`, 'gu');
const mark = new RegExp(`[${marks}]`, 'u');
const foldable = /[\u0622-\u06f9]/u;
const zeros = [0x660, 0x6f0];

/** One letter with its marks. Latin loses its accents; other letters keep what composes with them, as Cyrillic й does. */
function foldLetter(letter: string): string {
  const composed = letter.normalize('NFKC').toLowerCase();
  const bare = (/\p{Script=Latin}/u.test(composed) ? composed.normalize('NFKD') : composed).replace(dropped, '');
  return foldable.test(bare) ? Array.from(bare, foldArabic).join('') : bare;
}

function foldArabic(letter: string): string {
  const code = letter.charCodeAt(0);
  const zero = zeros.find((first) => code >= first && code <= first + 9);
  return zero === undefined ? (arabicFolds[letter] ?? letter) : String(code - zero);
}

const folded: (string | undefined)[] = new Array(0x1_0000);

/** Letters without marks are few and come again and again. */
function foldBare(code: number): string {
  let fold = folded[code];
  if (fold === undefined) {
    fold = foldLetter(String.fromCharCode(code));
    folded[code] = fold;
  }
  return fold;
}

const firstMark = 0x300;
const isMark = Uint8Array.from({ length: 0x1_0000 }, (_, code) => (code >= firstMark && mark.test(String.fromCharCode(code)) ? 1 : 0));

function endOfLetter(text: string, start: number): number {
  const code = text.charCodeAt(start);
  let end = start + (code >= 0xd800 && code <= 0xdbff && (text.codePointAt(start) as number) > 0xffff ? 2 : 1);
  while (end < text.length && isMark[text.charCodeAt(end)] === 1) end += 1;
  return end;
}

/**
 * One spelling for what people write in many: compatibility forms (NFKC), case, digits, hamzas, final ya and
 * ta marbuta; vowel signs, tatweel, zero-width and direction marks dropped.
 */
export function normalise(original: string): Normalised {
  let text = '';
  const starts: number[] = [];
  const ends: number[] = [];
  for (let start = 0, end = 0; start < original.length; start = end) {
    end = endOfLetter(original, start);
    const fold = end - start === 1 ? foldBare(original.charCodeAt(start)) : foldLetter(original.slice(start, end));
    text += fold;
    for (let unit = 0; unit < fold.length; unit += 1) {
      starts.push(start);
      ends.push(end);
    }
  }
  return { text, starts, ends };
}

const asciiOnly = /^[\0-\x7f]*$/;

/** The text of `normalise` alone, without the way back. */
export function spelling(original: string): string {
  if (asciiOnly.test(original)) return original.toLowerCase();
  let text = '';
  for (let start = 0, end = 0; start < original.length; start = end) {
    end = endOfLetter(original, start);
    text += end - start === 1 ? foldBare(original.charCodeAt(start)) : foldLetter(original.slice(start, end));
  }
  return text;
}
