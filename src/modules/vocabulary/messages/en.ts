export const en = {
  'vocabulary.title': 'Vocabularies',
  'vocabulary.lead': 'The lists of codes with which records are tagged. A tag is a code, so it reads in every language.',
  'vocabulary.scheme': 'Vocabulary',
  'vocabulary.concepts': 'Concepts',
  'vocabulary.count': { one: 'One concept', other: '{n} concepts' },
  'vocabulary.practices-here': 'Practices in this field',
} as const;

declare module '#platform/i18n/messages.ts' {
  interface MessageCatalogue extends Record<keyof typeof en, unknown> {}
}
