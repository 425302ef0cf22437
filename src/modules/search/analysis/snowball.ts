import { stemmer as french } from '@orama/stemmers/french';
import { stemmer as russian } from '@orama/stemmers/russian';

/** The stem of a lower-case Russian word, ё written as е: Snowball. */
export const russianStem = (word: string): string => russian(word.replaceAll('ё', 'е'));

/** The stem of a lower-case French word without accents: Snowball. */
export const frenchStem = (word: string): string => french(word);
