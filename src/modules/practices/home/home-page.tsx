import type { VNode } from 'preact';
import type { Country } from '#modules/directory/public.ts';
import type { FacetCounts } from '#modules/search/public.ts';
import { SearchEverything } from '#modules/search/public.ts';
import type { Station } from '#modules/thread/public.ts';
import type { Concept } from '#modules/vocabulary/public.ts';
import type { View } from '#platform/html/view.ts';
import type { Page } from '#platform/http/route.ts';
import type { LocalizedText } from '#platform/values/localized-text.ts';
import { Empty, Grade, Section } from '#ui/parts.tsx';
import { Line } from '#ui/text.tsx';
import { PracticeLines } from '../list/library-page.tsx';
import type { ShownRow } from '../queries.ts';

interface Home {
  readonly counts: { readonly published: number; readonly stubs: number; readonly countries: number };
  /** By station; null where the reader may not know. */
  readonly chain: ReadonlyMap<Station, number | null>;
  readonly newest: readonly ShownRow[];
  readonly featured: readonly { code: string; title: LocalizedText; subtitle: LocalizedText | null; grade: string | null }[];
  readonly facets: FacetCounts;
  readonly countries: ReadonlyMap<string, Country>;
  readonly fields: readonly Concept[];
}

export function homePage(view: View, home: Home): Page {
  const { t } = view;
  const count = (facet: string, value: string) => home.facets[facet]?.[value] ?? 0;
  const origins = Object.entries(home.facets.country ?? {})
    .map(([value, count]) => ({ value, count }))
    .sort((a, b) => b.count - a.count || a.value.localeCompare(b.value));
  return {
    title: t('home.title'),
    feed: '/changes/feed',
    body: (
      <>
        <div class="tb-hero tb-herogrid">
          <div class="tb-stackgap">
            <h1>{t('home.headline')}</h1>
            <p class="tb-lead">{t('home.lead')}</p>
            <SearchEverything view={view} label={t('search.label')} />
          </div>
          <div class="tb-now">
            <h2>{t('home.start')}</h2>
            <ul>
              <li>
                <a href={view.url('/practices')}>{t('home.read')}</a>
                <p class="tb-small tb-dim">{t('home.read-more', { n: home.counts.published })}</p>
              </li>
              <li>
                <a href={view.url(view.actor.kind === 'person' ? '/practices/new' : '/sign-in?next=/practices/new')}>{t('home.write')}</a>
                <p class="tb-small tb-dim">{t('home.write-more')}</p>
              </li>
              <li>
                <a href={view.url('/audit')}>{t('home.verify')}</a>
                <p class="tb-small tb-dim">{t('home.verify-more')}</p>
              </li>
            </ul>
          </div>
        </div>
        <Chain view={view} home={home} />
        <div class="tb-secs tb-pad">
          {home.featured.length > 0 && (
            <Section title={t('home.featured')} aside={t('home.featured-aside')}>
              <ul class="tb-newest">
                {home.featured.map(({ code, title, subtitle, grade }) => (
                  <li>
                    <h3>
                      <a class="tb-quiet" href={view.url(`/practices/${code}`)}>
                        <Line view={view} value={title} />
                      </a>
                    </h3>
                    <p>
                      <Line view={view} value={subtitle} />
                    </p>
                    <p>
                      <Grade view={view} grade={grade} />
                    </p>
                  </li>
                ))}
              </ul>
            </Section>
          )}
          <Section
            title={t('home.newest')}
            aside={
              <>
                <a href={view.url('/changes')}>{t('changes.title')}</a> · <a href={view.url('/practices')}>{t('home.all-practices')}</a>
              </>
            }
          >
            {home.newest.length === 0 ? <Empty text={t('home.no-practices')} /> : <PracticeLines view={view} rows={home.newest} />}
          </Section>
          <Section title={t('home.origins')} aside={<a href={view.url('/practices/map')}>{t('map.title')}</a>}>
            <table class="tb-tb tb-tight">
              <thead>
                <tr>
                  <th scope="col">{t('practices.facet.country')}</th>
                  <th scope="col" class="tb-num">
                    {t('home.records')}
                  </th>
                </tr>
              </thead>
              <tbody>
                {origins.map(({ value, count: n }) => (
                  <tr>
                    <th scope="row">
                      <a href={view.url(`/countries/${value}`)}>
                        <Line view={view} value={home.countries.get(value)?.name ?? null} />
                      </a>
                    </th>
                    <td class="tb-num">{view.number(n)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </Section>
          <Section title={t('home.fields')} aside={t('home.fields-aside')}>
            <ul class="tb-newest">
              {home.fields.map((field) => (
                <li>
                  <a class="tb-quiet" href={view.url(`/practices?field=${field.code}`)}>
                    <Line view={view} value={field.label} />
                  </a>{' '}
                  <span class="tb-dim tb-endcount">{view.number(count('field', field.code))}</span>
                </li>
              ))}
            </ul>
          </Section>
        </div>
      </>
    ),
  };
}

/** The thread with counts. Stations that nothing has reached stay on screen with their zero; what the reader may not know has none. */
function Chain({ view, home }: { view: View; home: Home }): VNode {
  const { t } = view;
  const said = (station: Station, n: number | null): string | null => {
    if (station === 'practice') return t('home.and-stubs', { n: home.counts.stubs });
    if (n === null) return t('thread.for-accounts');
    return n === 0 ? t('thread.none-yet') : null;
  };
  return (
    <nav class="tb-thread" aria-label={t('thread.chain')}>
      <ol>
        {[...home.chain].map(([station, n]) => {
          const words = said(station, n);
          return (
            <li class={n ? '' : 'tb-dash'}>
              <div>
                <span class="tb-n">{n === null ? '–' : view.number(n)}</span>
                {station === 'need' && n ? (
                  <a href={view.url('/needs')}>
                    <b>{t('thread.station.need')}</b>
                  </a>
                ) : (
                  <b>{t(`thread.station.${station}`)}</b>
                )}
                {words && <span>{words}</span>}
              </div>
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
