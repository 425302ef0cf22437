export const en = {
  'collections.title': 'Collections',
  'collections.lead': 'Practices put together by the programme office, each collection with an introduction.',
  'collections.none': 'No collection is published yet.',
  'collections.new': 'New collection',
  'collections.start': 'Create draft',
  'collections.edit': 'Edit collection',
  'collections.edit-title': 'Edit collection: {title}',
  'collections.title-field': 'Title',
  'collections.slug': 'Address',
  'collections.slug-hint': 'Small Latin letters, digits and hyphens, such as {example}. It stays for good.',
  'collections.introduction': "Editor's introduction",
  'collections.words': 'Title and introduction',
  'collections.practices': 'Practices in their order',
  'collections.practices-aside': 'Rows without a code are removed; the place says the order',
  'collections.item-n': 'Practice {n}',
  'collections.item-code': 'Code of the practice',
  'collections.item-place': 'Place',
  'collections.item-note': 'Why it is here',
  'collections.not-public': 'no longer public, so readers do not see it',
  'collections.publish': 'Publish collection',
  'collections.unpublish': 'Unpublish collection',
  'collections.draft-note':
    'A draft is seen by the programme office alone. Publishing asks for title and introduction in both languages and at least one practice.',
  'collections.published-on': 'published on {date}',
  'collections.empty': 'None of its practices is public now.',
  'collections.of-practice': 'In these collections',
  'collections.state.draft': 'Draft',
  'errors.collections.slug-taken': 'another collection has this address. Choose another.',
  'errors.collections.twice': 'this practice is already in a row above.',
  'errors.collections.needed-to-publish': 'needed for a published collection.',
  'errors.collections.edited-meanwhile':
    'Somebody else saved this collection in the meantime. What you typed is kept here; saving again replaces their version.',
  'errors.collections.state-already': 'This collection was published or unpublished a moment ago. Open the page again.',
} as const;

declare module '#platform/i18n/messages.ts' {
  interface MessageCatalogue extends Record<keyof typeof en, unknown> {}
}
