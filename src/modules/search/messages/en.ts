export const en = {
  'errors.search.loading': 'The search index is being loaded. Search works again in a moment.',
} as const;

declare module '#platform/i18n/messages.ts' {
  interface MessageCatalogue extends Record<keyof typeof en, unknown> {}
}
