import type { Contribution } from '#modules/thread/public.ts';
import { holds } from '#platform/auth/actor.ts';
import type { View } from '#platform/html/view.ts';
import type { Page } from '#platform/http/route.ts';
import { plainText } from '#platform/values/localized-text.ts';
import { ListAs } from '#ui/list-as.tsx';
import { Crumbs, Empty, Note, Section } from '#ui/parts.tsx';
import { Line, Ltr } from '#ui/text.tsx';
import { mayAddPlaces } from '../policy.ts';
import type { CountryRow, EntityRow } from '../queries.ts';

interface CountriesView {
  readonly countries: readonly CountryRow[];
  readonly counts: ReadonlyMap<string, number>;
  /** Only for those who may list them again. */
  readonly unlisted: readonly CountryRow[];
}

export function countriesPage(view: View, { countries, counts, unlisted }: CountriesView): Page {
  const { t } = view;
  const sorted = [...countries].sort((a, b) => view.compare(plainText(a.name, view.locale), plainText(b.name, view.locale)));
  const active = sorted.filter((country) => counts.has(country.code));
  const others = sorted.filter((country) => !counts.has(country.code));
  const row = (country: CountryRow) => (
    <li>
      <a class="tb-quiet" href={view.url(`/countries/${country.code}`)}>
        <Line view={view} value={country.name} />
      </a>
      {counts.has(country.code) && <span class="tb-small tb-dim"> · {t('directory.entity-count', { n: counts.get(country.code) ?? 0 })}</span>}
    </li>
  );
  return {
    title: t('directory.countries'),
    nav: 'countries',
    body: (
      <>
        <Crumbs view={view} here={t('directory.countries')} />
        <div class="tb-pagehead">
          <div>
            <h1>{t('directory.countries')}</h1>
            <p class="tb-lead">{t('directory.countries-lead')}</p>
            <ListAs view={view} list="/countries" />
          </div>
          {mayAddPlaces(view.actor) && (
            <a class="tb-btn" href={view.url('/countries/new')}>
              {t('directory.country-add')}
            </a>
          )}
        </div>
        <div class="tb-secs">
          <Section title={t('directory.countries-active')}>
            {active.length === 0 ? <Empty text={t('directory.no-entities')} /> : <ul class="tb-newest">{active.map(row)}</ul>}
          </Section>
          <Section title={t('directory.countries-others')} aside={t('directory.country-names-note')}>
            <ul class="tb-columns">{others.map(row)}</ul>
          </Section>
          {unlisted.length > 0 && (
            <Section title={t('directory.countries-unlisted')}>
              <ul class="tb-columns">{unlisted.map(row)}</ul>
            </Section>
          )}
        </div>
      </>
    ),
  };
}

export function countryPage(
  view: View,
  { country, entities, contributions }: { country: CountryRow; entities: readonly EntityRow[]; contributions: readonly Contribution[] },
): Page {
  const { t } = view;
  return {
    title: plainText(country.name, view.locale),
    nav: 'countries',
    body: (
      <>
        <Crumbs view={view} trail={[{ label: t('directory.countries'), path: '/countries' }]} here={<Line view={view} value={country.name} />} />
        <div class="tb-pagehead">
          <div>
            <h1>
              <Line view={view} value={country.name} />
            </h1>
            <p class="tb-dim">
              <Ltr>{country.code}</Ltr>
              {country.aliases.length > 0 && (
                <>
                  {' '}
                  · {t('directory.aliases')}:{' '}
                  {country.aliases.map((alias, index) => (
                    <>
                      {index > 0 && (view.locale === 'ar' ? '، ' : ', ')}
                      <Line view={view} value={alias} />
                    </>
                  ))}
                </>
              )}
            </p>
          </div>
          {holds(view.actor, 'directory.edit', { country: country.code }) && (
            <a class="tb-btn tb-line" href={view.url(`/countries/${country.code}/edit`)}>
              {t('platform.edit')}
            </a>
          )}
        </div>
        <div class="tb-secs">
          {country.origin === 'demo' && <Note>{t('directory.demo-country')}</Note>}
          {contributions.map((contribution) => contribution.render(view))}
          <Section title={t('directory.entities')}>
            {entities.length === 0 ? (
              <Empty text={t('directory.no-entities-here')} />
            ) : (
              <ul class="tb-newest">
                {entities.map((entity) => (
                  <li>
                    <a class="tb-quiet" href={view.url(`/entities/${entity.code}`)}>
                      <Line view={view} value={entity.name} />
                    </a>
                  </li>
                ))}
              </ul>
            )}
          </Section>
        </div>
      </>
    ),
  };
}
