import type { LocalizedText } from '#platform/values/localized-text.ts';

/** One number that grows with each change of the words in either language. */
export const revisionOf = (text: LocalizedText): number => Object.values(text.texts).reduce((sum, entry) => sum + entry.rev, 0);
