import { stemOf } from '../analysis/analyse.ts';
import { otherForms, pluralStems } from '../analysis/other-forms.ts';
import { consonantsIn, oneAway, skeletonOf } from '../lexicon/skeleton.ts';
import type { Group } from './groups.ts';
import type { LanguageIndex } from './language-index.ts';
import { type Translator, triplesOf, type Weighed, wordsFor } from './translator.ts';

/** Chosen on the development half of the benchmark; docs/benchmarks-search.md has what each part is worth. */
export const acrossLanguages = {
  /** Sharpens or flattens the probabilities: 1 leaves them. */
  power: 0.6,
  leastProbability: 0.015,
  mostTranslations: 12,
  /** A word the lexicon has in another form only: its singular, its plural, without its preposition. */
  otherForm: 0.8,
  /** The plural or singular of a translation, beside the translation. */
  pluralOfTarget: 0.4,
  /** A word the lexicon lacks is translated as the words of the lexicon that look like it. */
  leastLikeness: 0.6,
  mostAlike: 3,
  alike: 0.5,
  /** Words of the same consonants, where the lexicon has a translation and where it has none. */
  soundsKnown: 0.45,
  soundsUnknown: 0.9,
  oneSignAway: 0.5,
  mostSounding: 12,
  /** Terms of several words count beside their words. */
  phrase: 0.5,
  mostPhrases: 5,
};

/** How the words of a query may be said in the language of the index: one group per word, and one per known term. */
export function translatedGroups(index: LanguageIndex, translators: readonly Translator[], words: readonly string[]): Group[] {
  const groups: Group[] = [];
  for (const translator of translators) {
    const stems = words.map((word) => stemOf(word, translator.from));
    groups.push(...phraseGroups(index, translator, words, stems));
  }
  for (const word of words) groups.push(wordGroup(index, translators, word));
  return groups.filter(({ terms }) => terms.size > 0);
}

function phraseGroups(index: LanguageIndex, { phrases }: Translator, words: readonly string[], stems: readonly string[]): Group[] {
  const groups: Group[] = [];
  for (let length = 4; length >= 2; length -= 1)
    for (let at = 0; at + length <= stems.length; at += 1) {
      const said = phrases.get(stems.slice(at, at + length).join(' '));
      if (!said) continue;
      const different = said.slice(0, acrossLanguages.mostPhrases);
      const shares = new Map<string, number>();
      for (const one of different) for (const stem of one.split(' ')) shares.set(stem, Math.min(1, (shares.get(stem) ?? 0) + 1 / different.length));
      for (const [stem, share] of shares) {
        const id = knownStem(index, stem);
        if (id !== undefined)
          groups.push({ terms: new Map([[id, share]]), weight: acrossLanguages.phrase, translates: words.slice(at, at + length).join(' ') });
      }
    }
  return groups;
}

/** The number of a stem that public records have. */
function knownStem({ vocabulary }: LanguageIndex, stem: string): number | undefined {
  const id = vocabulary.stemIds.get(stem);
  return id !== undefined && (vocabulary.stemDf[id] as number) > 0 ? id : undefined;
}

function wordGroup(index: LanguageIndex, translators: readonly Translator[], word: string): Group {
  const terms = new Map<number, number>();
  const add = (id: number, share: number): void => {
    if (share > (terms.get(id) ?? 0)) terms.set(id, share);
  };
  const asWritten = index.vocabulary.stemIds.get(stemOf(word, index.language));
  if (asWritten !== undefined) add(asWritten, 1);
  let translated = false;
  for (const translator of translators) {
    const { targets, scale, known } = translationsOf(translator, word);
    translated ||= known;
    const kept = keptTranslations(index, targets);
    const all = kept.reduce((sum, [, probability]) => sum + probability, 0);
    for (const [id, probability] of kept) {
      const share = scale * (probability / all) ** acrossLanguages.power;
      add(id, share);
      if (index.language === 'ar')
        for (const plural of pluralStems(index.vocabulary.stems[id] as string)) {
          const other = knownStem(index, plural);
          if (other !== undefined) add(other, share * acrossLanguages.pluralOfTarget);
        }
    }
  }
  addSounding(index, word, translated, terms);
  return { terms, weight: 1, translates: word };
}

function translationsOf(translator: Translator, word: string): { targets: Weighed; scale: number; known: boolean } {
  const stem = stemOf(word, translator.from);
  const direct = wordsFor(translator, stem);
  if (direct) return { targets: direct, scale: 1, known: true };
  const forms = otherForms(word, translator.from).flatMap((form) => wordsFor(translator, form) ?? []);
  if (forms.length > 0) return { targets: sharpest(forms), scale: acrossLanguages.otherForm, known: true };
  const alike = alikeInLexicon(translator, stem);
  const targets = alike.flatMap(([other, likeness]) =>
    (wordsFor(translator, other) ?? []).map(([target, probability]) => [target, (probability * likeness) / alike.length] as const),
  );
  return { targets, scale: acrossLanguages.alike, known: targets.length > 0 };
}

/** Of several lists of translations one, the likeliest first. */
const sharpest = (targets: Weighed): Weighed =>
  [...new Map([...targets].sort((a, b) => a[1] - b[1])).entries()].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));

function alikeInLexicon({ byTriple, stems }: Translator, stem: string): [string, number][] {
  const shared = new Map<number, number>();
  const triples = triplesOf(stem);
  for (const triple of triples) for (const other of byTriple.get(triple) ?? []) shared.set(other, (shared.get(other) ?? 0) + 1);
  const alike: [string, number][] = [];
  for (const [number, count] of shared) {
    const other = stems[number] as string;
    const likeness = (2 * count) / (triples.length + other.length);
    if (likeness >= acrossLanguages.leastLikeness) alike.push([other, likeness]);
  }
  return alike.sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, acrossLanguages.mostAlike);
}

function keptTranslations(index: LanguageIndex, targets: Weighed): [number, number][] {
  const kept: [number, number][] = [];
  for (const [stem, probability] of targets) {
    if (probability < acrossLanguages.leastProbability || kept.length === acrossLanguages.mostTranslations) break;
    const id = knownStem(index, stem);
    if (id !== undefined) kept.push([id, probability]);
  }
  return kept;
}

/** Words that sound like this one: names, and words that travelled. */
function addSounding(index: LanguageIndex, word: string, translated: boolean, terms: Map<number, number>): void {
  const skeleton = skeletonOf(word);
  if (consonantsIn(skeleton) < 2) return;
  const found = soundingStems(index, skeleton, 1);
  if (found.size === 0 && skeleton.length >= 4)
    for (const other of new Set(oneAway(skeleton))) for (const [id, share] of soundingStems(index, other, acrossLanguages.oneSignAway)) found.set(id, share);
  if (found.size === 0 || found.size > acrossLanguages.mostSounding) return;
  const share = (translated ? acrossLanguages.soundsKnown : acrossLanguages.soundsUnknown) / Math.sqrt(found.size);
  for (const [id, closeness] of found) if (!terms.has(id)) terms.set(id, closeness * share);
}

function soundingStems({ vocabulary, sounds }: LanguageIndex, skeleton: string, share: number): Map<number, number> {
  for (; sounds.known < vocabulary.words.length; sounds.known += 1) {
    const sound = skeletonOf(vocabulary.words[sounds.known] as string);
    if (consonantsIn(sound) < 2) continue;
    const sharing = sounds.bySkeleton.get(sound);
    if (sharing) sharing.push(sounds.known);
    else sounds.bySkeleton.set(sound, [sounds.known]);
  }
  const found = new Map<number, number>();
  for (const word of sounds.bySkeleton.get(skeleton) ?? [])
    if ((vocabulary.wordDf[word] as number) > 0) found.set(vocabulary.stemOfWord[word] as number, share);
  return found;
}
