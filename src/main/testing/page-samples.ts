export interface PageSample {
  /** Path without the language. */
  readonly path: string;
  /** E-mail of a person of the demonstration set who may open it; nobody for a visitor. */
  readonly as?: string;
}

const office = 'hanan.satri@example.org';
const author = 'rima.tabibi@example.org';

/** One sample of every page, by the name of its route: opened in both languages by tests and by `npm run look`. */
export const pageSamples: Readonly<Record<string, PageSample>> = {
  'practices.home': { path: '/' },
  'practices.library': { path: '/practices' },
  'practices.show': { path: '/practices/QM-0001' },
  'practices.languages': { path: '/practices/QM-0001/languages' },
  'practices.history': { path: '/practices/QM-0001/history' },
  'practices.facts': { path: '/facts' },
  'practices.new': { path: '/practices/new', as: author },
  'practices.edit': { path: '/practices/QR-0001/edit', as: office },
  'practices.archive-form': { path: '/practices/QM-0001/archive', as: office },
  'practices.desk': { path: '/reviews', as: office },
  'practices.review': { path: '/reviews/QP-0004', as: office },
  'directory.entities': { path: '/entities' },
  'directory.entity': { path: '/entities/QM-HEALTH' },
  'directory.countries': { path: '/countries' },
  'directory.country': { path: '/countries/QM' },
  'directory.sign-in-form': { path: '/sign-in' },
  'directory.second-factor-form': { path: '/sign-in/code?ticket=sample' },
  'directory.me': { path: '/me', as: author },
  'directory.sign-ins': { path: '/me/sign-ins', as: author },
  'directory.password-form': { path: '/me/password', as: author },
  'directory.second-factor-setup': { path: '/me/second-factor', as: author },
  'vocabulary.schemes': { path: '/vocabularies' },
  'vocabulary.scheme': { path: '/vocabularies/cofog' },
  'trust.log': { path: '/audit', as: office },
  'trust.accessibility': { path: '/accessibility' },
};
