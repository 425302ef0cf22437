export const en = {
  'usage.title': 'Reading statistics',
  'usage.of': 'Reading statistics: {title}',
  'usage.lead': 'How often it was opened and found since {date}.',
  'usage.views': 'Times opened',
  'usage.found': 'Times found',
  'usage.answers': 'Needs answered',
  'usage.views-formula': 'Pages of the practice opened by people, in either language; known programs are left out.',
  'usage.found-formula': 'Times that a search in the library showed it on a page of results.',
  'usage.answers-formula': 'Needs that the practice is linked to as an answer.',
  'usage.by-week': 'By week',
  'usage.week': 'Week from',
  'usage.chart': 'Times opened, week by week; the table below says the same',
  'usage.bar': 'Week from {date}: {n}',
  'usage.privacy': 'Counted by day and practice alone. No cookie is set for it, and neither addresses nor accounts of readers are kept.',
  'usage.none': 'Nothing was counted in this time.',
  'usage.show': 'Reading statistics',
  'coverage.title': 'Coverage of the library',
  'coverage.lead':
    'Published practices by country and field of government, with the best evidence grade among them. An empty place is a subject on which nothing was shared yet.',
  'coverage.at-least': 'Evidence of at least',
  'coverage.any': 'Any grade',
  'coverage.table': 'Countries by field',
  'coverage.hole': 'none',
  'coverage.holes': 'Empty cells: {n} of {of}.',
} as const;

declare module '#platform/i18n/messages.ts' {
  interface MessageCatalogue extends Record<keyof typeof en, unknown> {}
}
