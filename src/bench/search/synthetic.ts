import { readBench } from './bench-files.ts';

/** Numbers that look random and are the same each time (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const letters = { ar: 'ابتثجحخدذرزسشصضطظعغفقكلمنهوي', en: 'abcdefghijklmnoprstuvwxyz' } as const;
type Language = keyof typeof letters;
const inventedWords = 200_000;

/** Texts like real ones: 40 to 119 words, most of them from real passages, the rest invented, few of them common. */
export interface Synthetic {
  readonly languages: readonly Language[];
  readonly text: (number: number) => { language: Language; title: string; body: string };
  readonly questions: readonly { language: Language; text: string }[];
}

/** Made from the passages and questions of a benchmark folder. */
export function syntheticTexts(folder: string, seed = 7): Synthetic {
  const { documents, queries } = readBench(folder);
  const languages: readonly Language[] = ['ar', 'en'];
  const passages = Object.fromEntries(
    languages.map((language) => [language, documents.filter(({ lang }) => lang === language).map(({ text }) => text.split(/\s+/))]),
  ) as Record<Language, string[][]>;
  return {
    languages,
    text: (number) => {
      const random = randomFrom(seed * 1_000_003 + number);
      const language = languages[number % 2] as Language;
      const length = 40 + Math.floor(random() * 80);
      const words = Array.from({ length }, () => (random() < 0.6 ? fromPassages(passages[language], random) : invented(language, random)));
      return { language, title: words.slice(0, 8).join(' '), body: words.slice(8).join(' ') };
    },
    questions: queries
      .filter(({ lang, doc_lang, task }) => lang === doc_lang && lang !== 'ru' && !task.startsWith('typo'))
      .map(({ lang, text }) => ({ language: lang as Language, text }))
      .filter((_, at) => at % 2 === 0)
      .slice(0, 1_000),
  };
}

function fromPassages(passages: readonly (readonly string[])[], random: () => number): string {
  const passage = passages[Math.floor(random() * passages.length)] as readonly string[];
  return passage[Math.floor(random() * passage.length)] as string;
}

/** Zipf: the word of rank r is about 1/r as common as the first. */
function invented(language: Language, random: () => number): string {
  const rank = Math.floor(inventedWords ** random());
  const ofWord = randomFrom(rank * 31 + (language === 'ar' ? 1 : 2));
  const alphabet = letters[language];
  return Array.from({ length: 3 + Math.floor(ofWord() * 6) }, () => alphabet[Math.floor(ofWord() * alphabet.length)]).join('');
}
