/** An address of a page with something on it, and who may open it. */
export interface PageSample {
  /** Without the language; `{}` is filled with what `find` gives. */
  readonly path: string;
  /** SQL whose first column of the first row fills `{}`; run past the application. */
  readonly find?: string;
  /** E-mail of somebody of the demonstration set; without it nobody is signed in. */
  readonly as?: string;
}

export const office = 'hanan.satri@example.org';
const coordinator = 'greta.uplander@example.org';
const focalPoint = 'basel.shuab@example.org';
const reviewer = 'ghassan.hasif@example.org';
const listOfCoordinator =
  "select l.id from practices.saved_lists l join directory.accounts a on a.person_id = l.person_id where a.email = 'greta.uplander@example.org' limit 1";
const anyPerson = "select p.id from directory.people p join directory.accounts a on a.person_id = p.id where a.email = 'jasim.mahalli@example.org'";

/**
 * For each route with a page: addresses that the test of all pages opens. A new route with a page needs a
 * line here. The first is the plain case; the others are pages that look different.
 */
export const pageSamples: Readonly<Record<string, readonly PageSample[]>> = {
  'practices.home': [{ path: '/' }],
  'practices.facts': [{ path: '/facts' }],
  'practices.library': [
    { path: '/practices' },
    { path: `/practices?q=${encodeURIComponent('مواعيد المستشفى')}&field=07&country=QM` },
    { path: '/practices?q=zzzzqqqq' },
  ],
  'practices.show': [
    { path: '/practices/QM-0001' },
    { path: '/practices/{}', find: "select code from practices.practices where state = 'stub' order by code limit 1" },
    { path: '/practices/QS-0002?version=working', as: 'tomas.ridgeley@example.org' },
    { path: '/practices/QM-0002', as: office },
  ],
  'practices.compare': [
    { path: '/practices/compare' },
    { path: '/practices/compare?code=QM-0001&code=QN-0001&code=QP-0001&code=QR-0002' },
    { path: '/practices/compare?code=QM-0001&code=QM-0002&code=XX-0001&only=differences&q=water' },
  ],
  'practices.languages': [{ path: '/practices/QM-0001/languages' }],
  'practices.fit': [{ path: '/practices/QM-0001/fit' }, { path: '/practices/QM-0001/fit?legal=3&capacity=2&digital=2&data=5' }],
  'practices.versions': [
    { path: '/practices/QM-0001/versions' },
    { path: '/practices/QM-0001/versions?from=1&to=3&text=en' },
    { path: '/practices/QM-0001/versions?from=2&to=2' },
  ],
  'practices.supersede-form': [{ path: '/practices/QM-0002/supersede', as: office }],
  'practices.links': [{ path: '/practices/QM-0001/links', as: office }],
  'practices.history': [{ path: '/practices/QM-0001/history' }, { path: '/practices/QM-0001/history', as: office }],
  'practices.new': [{ path: '/practices/new', as: coordinator }],
  'practices.edit': [
    { path: '/practices/QS-0004/edit', as: coordinator },
    { path: '/practices/QR-0001/edit', as: 'shamma.rabit@example.org' },
    { path: '/practices/QS-0004/edit', as: 'dana.fasih@example.org' },
  ],
  'practices.archive-form': [{ path: '/practices/QM-0001/archive', as: office }],
  'review.criteria': [{ path: '/review-criteria' }],
  'review.edit-criteria-form': [{ path: '/review-criteria/edit', as: office }],
  'practices.review-statistics': [
    { path: '/reviews/statistics', as: office },
    { path: '/reviews/statistics', as: reviewer },
  ],
  'practices.desk': [
    { path: '/reviews', as: office },
    { path: '/reviews?show=mine', as: reviewer },
  ],
  'practices.review': [
    { path: '/reviews/QS-0002', as: reviewer },
    { path: '/reviews/QP-0004', as: reviewer },
    { path: '/reviews/QM-0001', as: office },
  ],
  'exchange.needs': [
    { path: '/needs', as: coordinator },
    { path: '/needs?state=withdrawn&country=QR', as: office },
  ],
  'exchange.new-need': [{ path: '/needs/new?q=a%20question', as: coordinator }],
  'exchange.need': [
    { path: '/needs/4', as: coordinator },
    { path: '/needs/1', as: office },
    { path: '/needs/2', as: office },
  ],
  'exchange.edit-need-form': [{ path: '/needs/3/edit', as: office }],
  'partnerships.agreements': [{ path: '/partnerships' }, { path: '/partnerships?country=QR&state=negotiating', as: office }],
  'partnerships.new-agreement': [{ path: '/partnerships/new', as: office }],
  'partnerships.agreement': [
    { path: '/partnerships/QR-QM-2025' },
    { path: '/partnerships/QR-QM-2025', as: office },
    { path: '/partnerships/FACT-AE-KG' },
    { path: '/partnerships/QR-QP-2026', as: office },
    { path: '/partnerships/QR-QM-2025', as: focalPoint },
  ],
  'partnerships.edit-agreement-form': [
    { path: '/partnerships/QR-QM-2025/edit', as: office },
    { path: '/partnerships/QR-QP-2026/edit', as: office },
  ],
  'partnerships.edit-axes-form': [{ path: '/partnerships/QR-QM-2025/axes', as: office }],
  'partnerships.edit-initiatives-form': [{ path: '/partnerships/QR-QM-2025/initiatives', as: office }],
  'partnerships.edit-committee-form': [{ path: '/partnerships/QR-QM-2025/committee', as: office }],
  'partnerships.edit-figures-form': [{ path: '/partnerships/QR-QM-2025/figures', as: office }],
  'practices.collections': [{ path: '/collections' }, { path: '/collections', as: office }],
  'practices.collection': [{ path: '/collections/fewer-visits-to-counters' }],
  'practices.new-collection': [{ path: '/collections/new', as: office }],
  'practices.edit-collection-form': [{ path: '/collections/fewer-visits-to-counters/edit', as: office }],
  'practices.saved-lists': [{ path: '/me/lists', as: coordinator }],
  'practices.saved-list': [{ path: '/me/lists/{}', find: listOfCoordinator, as: coordinator }],
  'practices.save-choice': [{ path: '/practices/QM-0001/lists', as: coordinator }],
  'practices.shared-list': [{ path: '/shared-lists/{}', find: 'select share_key from practices.saved_lists where share_key is not null limit 1' }],
  'practices.changes': [{ path: '/changes' }, { path: '/changes?kind=superseded&country=QM&grade=E2&grade=E3' }],
  'practices.map': [{ path: '/practices/map' }, { path: '/practices/map?field=07&grade=E3' }],
  'practices.coverage': [{ path: '/practices/coverage' }, { path: '/practices/coverage?grade=E3' }],
  'practices.statistics': [{ path: '/practices/statistics', as: office }],
  'practices.practice-statistics': [{ path: '/practices/QM-0001/statistics', as: office }],
  'practices.imports': [{ path: '/imports', as: office }],
  'practices.import-mapping-form': [{ path: '/imports/{}/mapping', find: 'select id from practices.imports limit 1', as: office }],
  'practices.import': [{ path: '/imports/{}', find: 'select id from practices.imports limit 1', as: office }],
  'search.page': [
    { path: '/search' },
    { path: `/search?q=${encodeURIComponent('مواعيد المستشفى')}` },
    { path: '/search?q=water+leakage&kind=practice&country=QS&sort=newest', as: office },
    { path: '/search?q=hospitol+appointments&in=en&sort=title' },
    { path: '/search?q=zzzzqqqq&kind=practice&country=QM' },
    { path: '/search?q=health&kind=practice&country=QS&grade=E5&in=ar' },
    { path: '/search?q=%3F%21' },
  ],
  'search.saved': [
    { path: '/me/searches', as: coordinator },
    { path: '/me/searches', as: office },
  ],
  'directory.entities': [{ path: '/entities' }],
  'directory.entity': [{ path: '/entities/QM-HEALTH' }, { path: '/entities/QR-GOV', as: office }],
  'directory.countries': [{ path: '/countries' }],
  'directory.country': [{ path: '/countries/QM' }],
  'directory.sign-in-form': [{ path: '/sign-in' }],
  'directory.second-factor-form': [{ path: '/sign-in/code?ticket=none' }],
  'directory.invitation': [{ path: '/invitations/open-invitation-of-the-page-samples-000000' }],
  'directory.me': [
    { path: '/me', as: coordinator },
    { path: '/me', as: office },
  ],
  'directory.sign-ins': [{ path: '/me/sign-ins', as: coordinator }],
  'directory.password-form': [{ path: '/me/password', as: coordinator }],
  'directory.second-factor-setup': [{ path: '/me/second-factor', as: coordinator }],
  'directory.tokens': [{ path: '/me/tokens', as: coordinator }],
  'directory.people': [{ path: '/people', as: office }],
  'directory.new-person': [{ path: '/people/new', as: office }],
  'directory.person': [{ path: '/people/{}', find: anyPerson, as: office }],
  'directory.edit-person-form': [{ path: '/people/{}/edit', find: anyPerson, as: office }],
  'directory.roles': [{ path: '/roles', as: office }],
  'directory.invitations': [{ path: '/invitations', as: office }],
  'directory.new-invitation': [{ path: '/invitations/new', as: office }],
  'directory.new-entity': [{ path: '/entities/new', as: office }],
  'directory.edit-entity-form': [{ path: '/entities/QM-HEALTH/edit', as: office }],
  'directory.new-country': [{ path: '/countries/new', as: office }],
  'directory.edit-country-form': [{ path: '/countries/QM/edit', as: office }],
  'vocabulary.schemes': [{ path: '/vocabularies' }],
  'vocabulary.scheme': [{ path: '/vocabularies/cofog' }, { path: '/vocabularies/sdg' }],
  'vocabulary.edit-concept-form': [{ path: '/vocabularies/cofog/07/edit', as: office }],
  'exports.list': [{ path: '/exports', as: office }],
  'exports.export': [{ path: '/exports/{}', find: "select id from exports.exports where state = 'done' limit 1", as: office }],
  'trust.log': [{ path: '/audit' }, { path: '/audit', as: office }],
  'trust.accessibility': [{ path: '/accessibility' }],
};

/** Pages that are no route: what a reader gets when there is no such page, and when it is not theirs. */
export const refusedPages: readonly (PageSample & { readonly status: number })[] = [
  { path: '/no-such-page', status: 404 },
  { path: '/reviews', as: coordinator, status: 403 },
];
