export const en = {
  'map.title': 'Map of origins',
  'map.lead': 'Where the practices of the library come from. The larger the dot, the more records.',
  'map.caption': 'One dot for each country, at the centre of its largest part. The lines are meridians and parallels; no borders are drawn.',
  'map.table': 'Records by country',
  'map.records': 'Records',
  'map.no-point': 'not on the map',
  'map.dot': '{country}: {n}',
  'map.label': { one: 'Map with one country of origin', other: 'Map with {n} countries of origin' },
} as const;

declare module '#platform/i18n/messages.ts' {
  interface MessageCatalogue extends Record<keyof typeof en, unknown> {}
}
