export const en = {
  'exports.title': 'My exports',
  'exports.lead': 'Lists you asked for as Excel files. Each is kept for {days} days.',
  'exports.one': 'Export to Excel',
  'exports.none': 'No exports yet. Use “Excel” above a list to ask for one.',
  'exports.asked-on': 'Asked on',
  'exports.what': 'List',
  'exports.state': 'State',
  'exports.rows': 'Rows',
  'exports.state.waiting': 'waiting',
  'exports.state.running': 'being written',
  'exports.state.done': 'ready',
  'exports.state.failed': 'not possible',
  'exports.progress': { one: '{n} row written', other: '{n} rows written' },
  'exports.may-leave': 'The work goes on when this page is left.',
  'exports.look-again': 'Look again',
  'exports.ready': { one: 'The file has {n} row. It is kept for {days} days.', other: 'The file has {n} rows. It is kept for {days} days.' },
  'exports.take': 'Download the file',
  'errors.exports.no-such-list': 'There is no list at “{list}”. Use the path of a list page, for example /practices.',
  'errors.exports.too-many': {
    one: '{n} of your exports is still being written. Wait until it is ready.',
    other: '{n} of your exports are still being written. Wait until one is ready.',
  },
} as const;

declare module '#platform/i18n/messages.ts' {
  interface MessageCatalogue extends Record<keyof typeof en, unknown> {}
}
