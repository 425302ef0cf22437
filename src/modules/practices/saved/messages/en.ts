export const en = {
  'saved.title': 'My lists',
  'saved.lead': 'Practices you keep, with your notes. A list is yours alone until you share it.',
  'saved.none': 'No lists yet.',
  'saved.new': 'New list',
  'saved.name': 'Name of the list',
  'saved.note': 'Note on the list',
  'saved.create': 'Create list',
  'saved.create-with': 'Create list with this practice',
  'saved.choose': 'Save to a list',
  'saved.put-on': 'Add to the list',
  'saved.take-off': 'Remove from the list',
  'saved.practices': 'Practices on the list',
  'saved.empty': 'No practice yet. Add one from its page or by its code.',
  'saved.add': 'Add a practice',
  'saved.code': 'Code of the practice',
  'saved.words': 'Name and notes',
  'saved.item-note': 'Note',
  'saved.note-on': 'Note on {code}',
  'saved.sharing': 'Sharing',
  'saved.sharing-text':
    'Whoever has the address can read the list with your notes, and of its practices those that they may see anyway. Your name is not shown.',
  'saved.share': 'Share by link',
  'saved.unshare': 'Stop sharing',
  'saved.is-shared': 'shared by link',
  'saved.is-private': 'only you see it',
  'saved.delete': 'Delete list',
  'saved.delete-aside': 'The practices themselves stay',
  'saved.shared-note': 'A list shared by link',
  'saved.shared-empty': 'None of its practices is open to you.',
  'saved.closed': { one: 'One practice of this list is no longer open to you.', other: '{n} practices of this list are no longer open to you.' },
  'errors.saved.too-many-lists': 'You keep {max} lists, which is the limit. Delete one first.',
  'errors.saved.list-full': 'A list holds at most {max} practices. Remove one first.',
} as const;

declare module '#platform/i18n/messages.ts' {
  interface MessageCatalogue extends Record<keyof typeof en, unknown> {}
}
