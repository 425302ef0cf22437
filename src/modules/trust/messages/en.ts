export const en = {
  'trust.log': 'Audit log',
  'trust.log-lead':
    'Every act leaves an entry in a Merkle log that is sealed and signed within a second. Nobody, not even the administrator of the database, can alter it unseen.',
  'trust.head': 'Signed log head',
  'trust.head-aside': 'Keep a copy elsewhere: it proves later that nothing was removed',
  'trust.size': 'Entries',
  'trust.sealed-at': 'Sealed',
  'trust.root': 'Root',
  'trust.key': 'Key',
  'trust.download-head': 'Download head',
  'trust.no-head': 'The first entry is sealed within a second of the first act.',
  'trust.how': 'How to check it',
  'trust.how-1': 'Download the head today and keep it outside this node.',
  'trust.how-2': 'Later, verify the whole log against it with the command below: it names the first entry that was altered, removed or moved.',
  'trust.how-3': 'For one record, download its proof and check it with the stand-alone verifier and the public key, without this software.',
  'trust.latest': 'Latest entries',
  'trust.seq': 'No.',
  'trust.when': 'When',
  'trust.act': 'Act',
  'trust.note': 'Note',
  'trust.proof': 'Inclusion proof',
  'trust.unsealed': 'not yet sealed',
  'trust.download-proof': 'Download proof',
  'trust.older': 'Older entries',
  'trust.entries-for': 'The entries themselves are read by auditors and the programme office.',
  'errors.audit.entry-not-sealed': 'This entry is not sealed yet, or there is none. Sealing takes at most a second.',
  'trust.accessibility': 'Accessibility',
  'trust.accessibility-lead':
    'Tabadul is made for everyone who works in or with a government. Each page is tested in both languages against WCAG 2.2, level AA.',
  'trust.accessibility-what': 'What this means here',
  'trust.accessibility-keyboard': 'Everything can be reached and done with a keyboard, and the focus is always visible.',
  'trust.accessibility-script': 'Reading, searching and every form work without JavaScript.',
  'trust.accessibility-languages': 'Each text carries its own language and direction, so a screen reader speaks it rightly.',
  'trust.accessibility-contrast': 'Text has a contrast of at least 4.5 to 1, and no meaning rests on colour alone.',
  'trust.accessibility-charts': 'Every chart has its values in a table beside it.',
  'trust.accessibility-print': 'Pages print in black on white without their navigation.',
  'trust.entries': { one: 'One entry', other: '{n} entries' },
} as const;

declare module '#platform/i18n/messages.ts' {
  interface MessageCatalogue extends Record<keyof typeof en, unknown> {}
}
