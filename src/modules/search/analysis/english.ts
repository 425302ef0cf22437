import porter2 from 'wink-porter2-stemmer';

/** The stem of a lower-case English word: Porter 2, the possessive dropped. */
export const englishStem = (word: string): string => porter2(word.replace(/['’]s?$/u, ''));
