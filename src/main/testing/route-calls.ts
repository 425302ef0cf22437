/** What a call is about; made by the test that calls. */
export interface CallTarget {
  /** A practice in the state under test. */
  readonly code: string;
  readonly rev: number;
  /** A reading of its shown version, or an id nothing has. */
  readonly readingId: string;
  /** An entry of the audit log that is sealed. */
  readonly entryId: string;
  /** A sign-in of somebody else, and one of the caller's own besides the current one. */
  readonly foreignSignIn: string;
  readonly ownSignIn: string;
  /** The token of an invitation that is open. */
  readonly invitation: string;
  /** A person without roles, whose record is at its first revision, and a role and an invitation that can be ended. */
  readonly personId: string;
  readonly grantId: string;
  readonly invitationId: string;
  /** An import that was checked, or an id nothing has. */
  readonly importId: string;
  readonly exportId: string;
  /** A list that the caller keeps, one that somebody else does, and the address of one that is shared. */
  readonly ownList: string;
  readonly foreignList: string;
  readonly sharedKey: string;
  /** Two letters that no other call has, for codes and addresses. */
  readonly fresh: string;
  /** A concept as it is now. */
  readonly concept: { readonly scheme: string; readonly code: string; readonly rev: number; readonly ar: string; readonly en: string };
}

/** A target where nothing is: for tests that name only what they need. */
export const emptyTarget: CallTarget = {
  code: 'QR-0003',
  rev: 1,
  readingId: '00000000-0000-4000-8000-000000000000',
  entryId: '00000000-0000-4000-8000-000000000000',
  foreignSignIn: '00000000-0000-4000-8000-000000000000',
  ownSignIn: '00000000-0000-4000-8000-000000000000',
  invitation: 'none',
  personId: '00000000-0000-4000-8000-000000000000',
  grantId: '00000000-0000-4000-8000-000000000000',
  invitationId: '00000000-0000-4000-8000-000000000000',
  importId: '00000000-0000-4000-8000-000000000000',
  exportId: '00000000-0000-4000-8000-000000000000',
  ownList: '00000000-0000-4000-8000-000000000000',
  foreignList: '00000000-0000-4000-8000-000000000000',
  sharedKey: 'none',
  fresh: 'XX',
  concept: { scheme: 'cofog', code: '07', rev: 1, ar: 'الصحة', en: 'Health' },
};

export interface Call {
  /** Parameters of the path and, for a GET, of the query. */
  readonly params?: Readonly<Record<string, string>>;
  readonly body?: Readonly<Record<string, unknown>>;
}

/** The need of QR-CITY in the demonstration set. */
const need = (): Call => ({ params: { no: '6' } });
const ofNeed = (): Call => ({ ...need(), body: { practice: 'QM-0004' } });
const party = (country: string) => ({ country });
/** An agreement of the demonstration set that is in force. */
const agreement = (): Call => ({ params: { ref: 'QR-QM-2025' } });
const ofAgreement = (body: Readonly<Record<string, unknown>>) => (): Call => ({ ...agreement(), body });
const agreementForm = { type: 'mou', title: { en: 'An agreement' }, signedOn: '2025-11-18', parties: [party('QR'), party('QM')] };
const practice = ({ code }: CallTarget): Call => ({ params: { code } });
const working = ({ code }: CallTarget): Call => ({ params: { code, version: 'working' } });
const nothing = (): Call => ({});
const scores = { relevance: 4, effect: 4, evidence: 4, transferability: 3, clarity: 5 };

/**
 * How each route is called by the permission matrix: the call of somebody who does everything right. A
 * name may carry `+variant`; each has its own rows in src/journeys/permission-matrix.expected.tsv.
 */
export const routeCalls: Readonly<Record<string, (target: CallTarget) => Call>> = {
  'practices.home': nothing,
  'practices.facts': nothing,
  'practices.compare': () => ({ params: { code: 'QM-0001' } }),
  'practices.library': nothing,
  'practices.changes': nothing,
  'practices.map': nothing,
  'practices.coverage': nothing,
  'practices.statistics': nothing,
  'practices.practice-statistics': practice,
  'practices.change-list': nothing,
  'practices.change-feed': nothing,
  'practices.list': nothing,
  'directory.entities': nothing,
  'directory.entity-list': nothing,
  'directory.country-list': nothing,
  'vocabulary.scheme-list': nothing,
  'vocabulary.concept-list': () => ({ params: { scheme: 'cofog' } }),
  'directory.entity': () => ({ params: { code: 'QR-CITY' } }),
  'directory.countries': nothing,
  'directory.country': () => ({ params: { code: 'QR' } }),
  'vocabulary.schemes': nothing,
  'vocabulary.scheme': () => ({ params: { scheme: 'cofog' } }),
  'trust.log': nothing,
  'trust.head': nothing,
  'trust.proof': ({ entryId }) => ({ params: { id: entryId } }),
  'trust.accessibility': nothing,
  'directory.sign-in-form': nothing,
  'directory.sign-in': () => ({ body: { email: '', password: '' } }),
  'directory.second-factor-form': nothing,
  'directory.second-factor': () => ({ body: { ticket: 'none', code: '123456' } }),
  'directory.sign-out': nothing,
  'directory.invitation': ({ invitation }) => ({ params: { token: invitation } }),
  'directory.accept-invitation': ({ invitation }) => ({ params: { token: invitation }, body: { email: 'new@example.org', nameEn: 'New', password: 'short' } }),
  'directory.me': nothing,
  'search.page': () => ({ params: { q: 'water' } }),
  'search.records': () => ({ params: { q: 'water' } }),
  'search.suggestions': () => ({ params: { q: 'wat' } }),
  'search.saved': nothing,
  'search.keep': () => ({ body: { address: '/search?q=water&kind=practice', name: 'Water' } }),
  'search.rename': () => ({ params: { id: emptyTarget.personId }, body: { name: 'Water' } }),
  'search.forget': () => ({ params: { id: emptyTarget.personId } }),
  'directory.read-notices': nothing,
  'directory.sign-ins': nothing,
  'directory.end-sign-in': ({ foreignSignIn }) => ({ params: { id: foreignSignIn } }),
  'directory.end-sign-in+own': ({ ownSignIn }) => ({ params: { id: ownSignIn } }),
  'directory.password-form': nothing,
  'directory.change-password': () => ({ body: { password: 'x', newPassword: 'short' } }),
  'directory.second-factor-setup': nothing,
  'directory.confirm-second-factor': () => ({ body: { code: '000000' } }),
  'directory.remove-second-factor': () => ({ body: { code: '000000' } }),
  'directory.tokens': nothing,
  'directory.make-token': () => ({ body: { name: 'A program', scopes: ['account'], days: '7' } }),
  'directory.revoke-token': () => ({ params: { id: emptyTarget.personId } }),
  'directory.people': nothing,
  'directory.new-person': nothing,
  'directory.add-person': () => ({ body: { nameAr: 'شخص جديد', nameEn: 'A new person' } }),
  'directory.person': ({ personId }) => ({ params: { id: personId } }),
  'directory.edit-person-form': ({ personId }) => ({ params: { id: personId } }),
  'directory.edit-person': ({ personId }) => ({ params: { id: personId }, body: { rev: 1, nameAr: 'اسم آخر', nameEn: 'Another name' } }),
  'directory.grant-role': ({ personId }) => ({ params: { id: personId }, body: { role: 'auditor', scopeKind: 'instance' } }),
  'directory.end-role': ({ grantId }) => ({ params: { id: grantId } }),
  'directory.disable': ({ personId }) => ({ params: { id: personId } }),
  'directory.enable': ({ personId }) => ({ params: { id: personId } }),
  'directory.sign-out-everywhere': ({ personId }) => ({ params: { id: personId } }),
  'directory.roles': nothing,
  'directory.require-second-factor': nothing,
  'directory.invitations': nothing,
  'directory.new-invitation': nothing,
  'directory.invite': ({ fresh }) => ({ body: { email: `${fresh.toLowerCase()}@example.org`, role: 'auditor', scopeKind: 'instance' } }),
  'directory.withdraw-invitation': ({ invitationId }) => ({ params: { id: invitationId } }),
  'directory.new-entity': nothing,
  'directory.add-entity': ({ fresh }) => ({ body: { code: `QR-NEW-${fresh}`, type: 'office', country: 'QR', name: { ar: 'مكتب جديد', en: 'A new office' } } }),
  'directory.edit-entity-form': () => ({ params: { code: 'QM-WATER' } }),
  'directory.edit-entity': () => ({ params: { code: 'QM-WATER' }, body: { rev: 1, name: { ar: 'اسم آخر', en: 'Another name' } } }),
  'directory.new-country': nothing,
  'directory.add-country': ({ fresh }) => ({ body: { code: fresh, name: { ar: 'بلد جديد', en: 'A new country' }, listed: 'yes' } }),
  'directory.edit-country-form': () => ({ params: { code: 'QS' } }),
  'directory.edit-country': () => ({ params: { code: 'QS' }, body: { rev: 1, name: { ar: 'اسم آخر', en: 'Another name' }, listed: 'yes' } }),
  'vocabulary.edit-concept-form': ({ concept: { scheme, code } }) => ({ params: { scheme, code } }),
  'vocabulary.edit-concept': ({ concept: { scheme, code, rev, ar, en } }) => ({ params: { scheme, code }, body: { rev, label: { ar, en } } }),
  'practices.new': nothing,
  'practices.create': () => ({ body: { entity: 'QR-CITY', orig: 'en', title: { en: 'A practice of the permission matrix' } } }),
  'practices.show': practice,
  'practices.show+working': working,
  'practices.pdf': practice,
  'practices.pdf+working': working,
  'practices.languages': practice,
  'practices.fit': practice,
  'practices.versions': practice,
  'practices.languages+working': working,
  'practices.history': practice,
  'practices.download-evidence': ({ code }) => ({ params: { code, number: '1' } }),
  'practices.download-evidence+working': ({ code }) => ({ params: { code, number: '1', version: 'working' } }),
  'practices.edit': practice,
  'practices.save': ({ code, rev }) => ({ params: { code }, body: { rev, title: { ar: 'عنوان آخر', en: 'Another title' } } }),
  'practices.submit': practice,
  'practices.withdraw': practice,
  'practices.revise': practice,
  'practices.confirm': practice,
  'practices.feature': practice,
  'practices.unfeature': practice,
  'practices.supersede-form': practice,
  'practices.supersede': ({ code }) => ({ params: { code }, body: { by: 'QM-0001' } }),
  'practices.reinstate': practice,
  'practices.links': practice,
  'practices.link': ({ code }) => ({ params: { code }, body: { verb: 'inspiredBy', other: 'QM-0001' } }),
  'practices.unlink': ({ code }) => ({ params: { code }, body: { verb: 'inspiredBy', other: 'QM-0001' } }),
  'practices.citation': ({ code }) => ({ params: { code, format: 'bibtex' } }),
  'practices.archive-form': practice,
  'practices.archive': practice,
  'practices.restore': practice,
  'review.criteria': nothing,
  'review.edit-criteria-form': nothing,
  'review.save-criteria': () => ({
    body: { rev: 1, rows: [{ code: 'clarity', level: 'expert', place: '50', title: { ar: 'الوضوح', en: 'Clarity' }, inUse: 'yes' }] },
  }),
  'practices.review-statistics': nothing,
  'practices.take-review': practice,
  'practices.give-back-review': practice,
  'practices.assign-review': ({ code }) => ({ params: { code }, body: { person: '' } }),
  'practices.desk': nothing,
  'practices.review': practice,
  'practices.check': ({ code }) => ({ params: { code }, body: { note: 'complete' } }),
  'practices.decide': ({ code }) => ({ params: { code }, body: { grade: 'E2', gradeReason: 'Before and after.', scores, note: 'sound' } }),
  'practices.return': ({ code }) => ({ params: { code }, body: { comments: [{ field: 'title', text: 'Say who it is for.' }] } }),
  'practices.publish': practice,
  'practices.declare-conflict': ({ code }) => ({ params: { code }, body: { reason: 'I worked there until last year.' } }),
  'exchange.needs': nothing,
  'exchange.need-list': nothing,
  'exchange.need': need,
  'exchange.new-need': nothing,
  'exchange.publish-need': () => ({ body: { entity: 'QR-CITY', title: { en: 'A need' }, problem: { en: 'What is to be solved.' } } }),
  'exchange.edit-need-form': need,
  'exchange.save-need': () => ({ ...need(), body: { rev: 1, title: { en: 'Another title' }, problem: { en: 'What is to be solved.' } } }),
  'exchange.choose-answer': ofNeed,
  'exchange.drop-answer': ofNeed,
  'exchange.hide-match': ofNeed,
  'exchange.show-match': ofNeed,
  'exchange.meet-need': need,
  'exchange.withdraw-need': need,
  'exchange.reopen-need': need,
  'partnerships.agreements': nothing,
  'partnerships.agreement': agreement,
  'partnerships.agreement+unsigned': () => ({ params: { ref: 'QR-QP-2026' } }),
  'partnerships.iati': agreement,
  'partnerships.iati+unsigned': () => ({ params: { ref: 'QR-QP-2026' } }),
  'partnerships.new-agreement': nothing,
  'partnerships.create-agreement': () => ({ body: { ...agreementForm, ref: 'OF-THE-MATRIX' } }),
  'partnerships.edit-agreement-form': agreement,
  'partnerships.edit-agreement-form+unsigned': () => ({ params: { ref: 'QR-QP-2026' } }),
  'partnerships.save-agreement': ofAgreement({ ...agreementForm, rev: 1, amendment: { en: 'A new title.' } }),
  'partnerships.edit-axes-form': agreement,
  'partnerships.save-axes': ofAgreement({ rev: 1, axes: [{ title: { en: 'One axis' } }] }),
  'partnerships.edit-initiatives-form': agreement,
  'partnerships.save-initiatives': ofAgreement({ rev: 1, initiatives: [{ title: { en: 'One workshop' }, type: 'workshop' }] }),
  'partnerships.edit-committee-form': agreement,
  'partnerships.save-committee': ofAgreement({ rev: 1, meetings: [{ heldOn: '2026-02-01', decisions: { en: 'To meet again.' } }] }),
  'partnerships.edit-figures-form': agreement,
  'partnerships.save-figures': ofAgreement({ rev: 1, figures: [{ name: { en: 'Workshops' }, value: 3, unit: { en: 'workshops' }, asOf: '2026-01' }] }),
  'partnerships.move-agreement': ofAgreement({ move: 'suspend', reason: { en: 'Both sides asked for a pause.' } }),
  'practices.collections': nothing,
  'practices.collection': () => ({ params: { slug: 'fewer-visits-to-counters' } }),
  'practices.collection+draft': () => ({ params: { slug: 'draft-of-the-matrix' } }),
  'practices.new-collection': nothing,
  'practices.create-collection': ({ fresh }) => ({ body: { slug: `matrix-${fresh.toLowerCase()}`, title: { ar: 'مجموعة', en: 'A collection' } } }),
  'practices.edit-collection-form': () => ({ params: { slug: 'fewer-visits-to-counters' } }),
  'practices.save-collection': () => ({
    params: { slug: 'of-the-matrix' },
    body: { rev: 1, title: { ar: 'عنوان آخر', en: 'Another title' }, items: [{ code: 'QM-0001', place: '1' }] },
  }),
  'practices.publish-collection': () => ({ params: { slug: 'of-the-matrix' } }),
  'practices.unpublish-collection': () => ({ params: { slug: 'of-the-matrix' } }),
  'practices.saved-lists': nothing,
  'practices.create-list': () => ({ body: { name: 'A list' } }),
  'practices.saved-list': ({ ownList }) => ({ params: { id: ownList } }),
  'practices.saved-list+foreign': ({ foreignList }) => ({ params: { id: foreignList } }),
  'practices.save-list': ({ ownList }) => ({ params: { id: ownList }, body: { name: 'Another name' } }),
  'practices.save-list+foreign': ({ foreignList }) => ({ params: { id: foreignList }, body: { name: 'Another name' } }),
  'practices.add-to-list': ({ ownList }) => ({ params: { id: ownList }, body: { code: 'QM-0001' } }),
  'practices.add-to-list+foreign': ({ foreignList }) => ({ params: { id: foreignList }, body: { code: 'QM-0001' } }),
  'practices.remove-from-list': ({ ownList }) => ({ params: { id: ownList }, body: { code: 'QM-0001' } }),
  'practices.remove-from-list+foreign': ({ foreignList }) => ({ params: { id: foreignList }, body: { code: 'QM-0001' } }),
  'practices.share-list': ({ ownList }) => ({ params: { id: ownList } }),
  'practices.share-list+foreign': ({ foreignList }) => ({ params: { id: foreignList } }),
  'practices.unshare-list': ({ ownList }) => ({ params: { id: ownList } }),
  'practices.unshare-list+foreign': ({ foreignList }) => ({ params: { id: foreignList } }),
  'practices.delete-list': ({ ownList }) => ({ params: { id: ownList } }),
  'practices.delete-list+foreign': ({ foreignList }) => ({ params: { id: foreignList } }),
  'practices.save-choice': practice,
  'practices.shared-list': ({ sharedKey }) => ({ params: { key: sharedKey } }),
  'practices.imports': nothing,
  'practices.take-import': nothing,
  'practices.import-mapping-form': ({ importId }) => ({ params: { id: importId } }),
  'practices.map-import': () => ({
    params: { id: emptyTarget.personId },
    body: { source: { key: 'a-source', titleEn: 'A source' }, orig: 'en', columns: { externalId: 'id', titleEn: 'title' } },
  }),
  'practices.import': ({ importId }) => ({ params: { id: importId } }),
  'practices.import-rows': ({ importId }) => ({ params: { id: importId } }),
  'practices.import-report': ({ importId }) => ({ params: { id: importId } }),
  'practices.start-import': () => ({ params: { id: emptyTarget.personId } }),
  'practices.undo-import': () => ({ params: { id: emptyTarget.personId } }),
  'exports.list': nothing,
  'exports.ask': () => ({ body: { list: '/practices', query: 'country=QM' } }),
  'exports.export': ({ exportId }) => ({ params: { id: exportId } }),
  'exports.file': ({ exportId }) => ({ params: { id: exportId } }),
  'vocabulary.skos': () => ({ params: { scheme: 'cofog', format: 'turtle' } }),
  'measures.verify-reading': ({ readingId }) => ({ params: { id: readingId }, body: { verification: 'confirmed' } }),
};

/** The path of a call, without language or `/api/v1`; parameters that are not in the path become the query. */
export function pathOfCall(path: string, { params = {} }: Call): string {
  const rest = new URLSearchParams();
  let filled = path;
  for (const [name, value] of Object.entries(params)) {
    if (filled.includes(`:${name}`)) filled = filled.replace(`:${name}`, encodeURIComponent(value));
    else rest.set(name, value);
  }
  const query = rest.toString();
  return query ? `${filled}?${query}` : filled;
}

/** Nested input as the flat names a form has: `title.en`, `comments.0.text`. */
export function flatFields(value: Readonly<Record<string, unknown>>, prefix = ''): Record<string, string> {
  const flat: Record<string, string> = {};
  for (const [name, inner] of Object.entries(value)) {
    if (inner !== null && typeof inner === 'object') Object.assign(flat, flatFields(inner as Record<string, unknown>, `${prefix}${name}.`));
    else flat[`${prefix}${name}`] = String(inner);
  }
  return flat;
}
