import type { VNode } from 'preact';
import { holdsSomewhere } from '#platform/auth/actor.ts';
import { otherPath, type View } from '#platform/html/view.ts';
import type { Page } from '#platform/http/route.ts';
import { otherLanguage } from '#platform/values/localized-text.ts';

/** The product's mark: confirmed here, reported there. */
const Brand = (): VNode => (
  <svg viewBox="0 0 42 22" aria-hidden="true">
    <path d="M11 11H31" stroke="var(--tb-accent)" stroke-width="3" />
    <circle cx="10" cy="11" r="8.5" fill="var(--tb-accent)" />
    <circle cx="32" cy="11" r="7" fill="#fff" stroke="var(--tb-accent)" stroke-width="3" />
  </svg>
);

interface Place {
  readonly id: string;
  readonly path: string;
  readonly label: string;
}

function placesOf(view: View): Place[] {
  const { t, actor } = view;
  const places: Place[] = [
    { id: 'practices', path: '/practices', label: t('nav.practices') },
    { id: 'partnerships', path: '/partnerships', label: t('nav.partnerships') },
    { id: 'entities', path: '/entities', label: t('nav.entities') },
    { id: 'countries', path: '/countries', label: t('nav.countries') },
    { id: 'facts', path: '/facts', label: t('nav.facts') },
  ];
  if (actor.kind === 'person') places.push({ id: 'needs', path: '/needs', label: t('nav.needs') });
  if (holdsSomewhere(actor, 'review.desk')) places.push({ id: 'reviews', path: '/reviews', label: t('nav.reviews') });
  if (holdsSomewhere(actor, 'practices.import')) places.push({ id: 'imports', path: '/imports', label: t('nav.imports') });
  if (holdsSomewhere(actor, 'directory.people')) places.push({ id: 'people', path: '/people', label: t('nav.people') });
  return places;
}

/** The whole page around what a route gives. */
export function shell(view: View, page: Page): VNode {
  const { t, locale } = view;
  const other = otherLanguage(locale);
  const places = placesOf(view);
  const wrap = `tb-wrap${page.desk ? ' tb-desk' : ''}`;
  return (
    <html lang={locale} dir={view.dir}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <title>{`${page.title} · ${t('platform.name')}`}</title>
        {page.unlisted && <meta name="robots" content="noindex" />}
        <link rel="icon" href={view.asset('icons/mark.svg')} type="image/svg+xml" />
        <link rel="stylesheet" href={view.asset('tabadul.css')} />
        <link rel="alternate" hreflang={other} href={`${view.node.origin}${otherPath(view, other)}`} />
        {page.feed && <link rel="alternate" type="application/atom+xml" href={view.url(page.feed)} title={t('platform.feed')} />}
        <script type="module" src={view.asset('tabadul.browser.js')} />
      </head>
      <body data-file-choose={t('platform.choose-file')} data-file-none={t('platform.no-file')}>
        <a class="tb-skip" href="#main">
          {t('platform.skip')}
        </a>
        {view.demo && <p class="tb-sample">{t('platform.demo-strip')}</p>}
        <header class="tb-top">
          <div class={wrap}>
            <a class="tb-brand" href={view.url('/')}>
              <Brand />
              <span>{t('platform.name')}</span>
            </a>
            <nav aria-label={t('platform.sections')}>
              <ul>
                {places.map((place) => (
                  <li>
                    <a href={view.url(place.path)} {...(page.nav === place.id && { 'aria-current': 'page' as const })}>
                      {place.label}
                    </a>
                  </li>
                ))}
              </ul>
            </nav>
            <div class="tb-end">
              <a class="tb-quiet" href={view.url('/search')} {...(page.nav === 'search' && { 'aria-current': 'page' as const })}>
                {t('nav.search')}
              </a>
              <a class="tb-quiet" href={otherPath(view, other)} lang={other} hreflang={other}>
                {other === 'ar' ? 'العربية' : 'English'}
              </a>
              {view.actor.kind === 'person' ? (
                <a class="tb-quiet" href={view.url('/me')} {...(page.nav === 'me' && { 'aria-current': 'page' as const })}>
                  {t('nav.my-work')}
                </a>
              ) : (
                <a class="tb-quiet" href={view.url('/sign-in')}>
                  {t('nav.sign-in')}
                </a>
              )}
              <a class="tb-btn tb-line tb-sm tb-menu" href="#foot">
                {t('nav.menu')}
              </a>
            </div>
          </div>
        </header>
        <main id="main" class={wrap}>
          {page.body}
        </main>
        <footer class="tb-foot" id="foot">
          <div class={wrap}>
            <nav class="tb-footnav" aria-label={t('platform.all-sections')}>
              <ul>
                {places.map((place) => (
                  <li>
                    <a class="tb-quiet" href={view.url(place.path)}>
                      {place.label}
                    </a>
                  </li>
                ))}
              </ul>
            </nav>
            <p>{t('platform.foot')}</p>
            <ul>
              <li>
                <a class="tb-quiet" href={view.url('/vocabularies')}>
                  {t('nav.vocabularies')}
                </a>
              </li>
              <li>
                <a class="tb-quiet" href={view.url('/audit')}>
                  {t('nav.audit')}
                </a>
              </li>
              <li>
                <a class="tb-quiet" href={view.url('/accessibility')}>
                  {t('nav.accessibility')}
                </a>
              </li>
            </ul>
          </div>
        </footer>
      </body>
    </html>
  );
}
