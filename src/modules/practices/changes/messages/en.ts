export const en = {
  'changes.title': 'What changed',
  'changes.lead': 'Practices that are new, changed, superseded or archived, newest first.',
  'changes.feed': 'Atom feed of this page',
  'changes.feed-title': 'What changed in the practice library',
  'changes.kind': 'Change',
  'changes.kind.new': 'New',
  'changes.kind.changed': 'Changed',
  'changes.kind.superseded': 'Superseded',
  'changes.kind.archived': 'Archived',
  'changes.kind.restored': 'Restored',
  'changes.changed-to': 'Changed: version {version}',
  'changes.none': 'No changes match these filters.',
} as const;

declare module '#platform/i18n/messages.ts' {
  interface MessageCatalogue extends Record<keyof typeof en, unknown> {}
}
