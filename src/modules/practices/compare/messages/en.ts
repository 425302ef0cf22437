export const en = {
  'compare.title': 'Compare practices',
  'compare.lead': 'Up to four practices side by side: where they agree, where they differ, what each achieved, cost and asks for.',
  'compare.table': 'Comparison',
  'compare.aspect': 'Compared by',
  'compare.selection': 'Chosen practices',
  'compare.remove': 'Remove',
  'compare.differs': 'differs',
  'compare.same': 'the same',
  'compare.not-said': 'Not stated',
  'compare.show-differences': 'Show only differences',
  'compare.show-all': 'Show everything',
  'compare.nothing': 'No practice is chosen yet. Choose in the library, or search below.',
  'compare.unknown': 'No practice open to you has these codes: {codes}',
  'compare.add': 'Add a practice to the comparison',
  'compare.add-aside': 'At most four practices',
  'compare.add-label': 'Code of a practice, or words of it',
  'compare.add-chosen': 'Add the chosen ones',
  'compare.none-found': 'Nothing found for “{q}”.',
  'compare.group.about': 'About the practice',
  'compare.group.effect': 'Effect and its evidence',
  'compare.with-others': 'Compare with other practices',
  'compare.choose': 'Choose to compare',
  'compare.chosen': 'Compare the chosen practices',
  'compare.left-out': {
    one: 'A comparison holds at most four practices, so one was left out.',
    other: 'A comparison holds at most four practices, so {n} were left out.',
  },
} as const;

declare module '#platform/i18n/messages.ts' {
  interface MessageCatalogue extends Record<keyof typeof en, unknown> {}
}
