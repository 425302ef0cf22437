export const en = {
  'vocabulary.title': 'Vocabularies',
  'vocabulary.lead': 'The lists of codes with which records are tagged. A tag is a code, so it reads in every language.',
  'vocabulary.scheme': 'Vocabulary',
  'vocabulary.concepts': 'Concepts',
  'vocabulary.count': { one: 'One concept', other: '{n} concepts' },
  'vocabulary.practices-here': 'Practices in this field',
  'vocabulary.label': 'Label',
  'vocabulary.correct': 'Correct',
  'vocabulary.correct-title': 'Correct label: {code}',
  'vocabulary.correct-lead': 'The code stays. Every record tagged with it shows the new words within a few seconds.',
  'vocabulary.save-label': 'Save label',
  'errors.vocabulary.edited-meanwhile': 'Somebody else changed this label in the meantime. What you typed is kept here: save again to replace it.',
  'search.kind.concept': 'Concept',
} as const;

declare module '#platform/i18n/messages.ts' {
  interface MessageCatalogue extends Record<keyof typeof en, unknown> {}
}
