import type { VNode } from 'preact';
import type { Contribution } from '#modules/thread/public.ts';
import { holds } from '#platform/auth/actor.ts';
import type { View } from '#platform/html/view.ts';
import type { Page } from '#platform/http/route.ts';
import type { MessageKey } from '#platform/i18n/messages.ts';
import { plainText } from '#platform/values/localized-text.ts';
import { ListAs } from '#ui/list-as.tsx';
import { Crumbs, Empty, Note, Pairs, Section } from '#ui/parts.tsx';
import { Line, Ltr, nameOf } from '#ui/text.tsx';
import type { CountryRow, EntityRow, PersonRow } from '../queries.ts';

/** Entities as a tree under each country; those without a country come last. */
export function entitiesPage(view: View, { entities, countries }: { entities: readonly EntityRow[]; countries: ReadonlyMap<string, CountryRow> }): Page {
  const { t } = view;
  const codes = [...new Set(entities.map((entity) => entity.country_code ?? ''))].sort((a, b) =>
    a === '' ? 1 : b === '' ? -1 : view.compare(plainText(countries.get(a)?.name, view.locale), plainText(countries.get(b)?.name, view.locale)),
  );
  return {
    title: t('directory.entities'),
    nav: 'entities',
    body: (
      <>
        <Crumbs view={view} here={t('directory.entities')} />
        <div class="tb-pagehead">
          <div>
            <h1>{t('directory.entities')}</h1>
            <p class="tb-lead">{t('directory.entities-lead')}</p>
            <ListAs view={view} list="/entities" />
          </div>
          {holds(view.actor, 'directory.edit', {}) && (
            <a class="tb-btn" href={view.url('/entities/new')}>
              {t('directory.entity-add')}
            </a>
          )}
        </div>
        {entities.length === 0 && <Empty text={t('directory.no-entities')} />}
        <div class="tb-secs">
          {codes.map((code) => {
            const here = entities.filter((entity) => (entity.country_code ?? '') === code);
            return (
              <Section
                title={
                  code === '' ? (
                    t('directory.no-country')
                  ) : (
                    <a class="tb-quiet" href={view.url(`/countries/${code}`)}>
                      <Line view={view} value={countries.get(code)?.name ?? null} />
                    </a>
                  )
                }
                aside={t('directory.entity-count', { n: here.length })}
              >
                <Tree view={view} entities={here} parent={null} />
              </Section>
            );
          })}
        </div>
      </>
    ),
  };
}

function Tree({ view, entities, parent }: { view: View; entities: readonly EntityRow[]; parent: string | null }): VNode | null {
  const ids = new Set(entities.map((entity) => entity.id));
  const here = entities.filter((entity) => (parent === null ? entity.parent_id === null || !ids.has(entity.parent_id) : entity.parent_id === parent));
  if (here.length === 0) return null;
  return (
    <ul class={parent === null ? '' : 'tb-branch'}>
      {here.map((entity) => (
        <li>
          <a href={view.url(`/entities/${entity.code}`)}>
            <Line view={view} value={entity.name} />
          </a>{' '}
          <span class="tb-small tb-dimmer">{view.t(`directory.type.${entity.type}` as MessageKey)}</span>
          <Tree view={view} entities={entities} parent={entity.id} />
        </li>
      ))}
    </ul>
  );
}

interface EntityView {
  readonly entity: EntityRow;
  readonly ancestors: readonly EntityRow[];
  readonly children: readonly EntityRow[];
  readonly people: readonly PersonRow[];
  readonly country: CountryRow | undefined;
  readonly contributions: readonly Contribution[];
}

export function entityPage(view: View, { entity, ancestors, children, people, country, contributions }: EntityView): Page {
  const { t } = view;
  return {
    title: plainText(entity.name, view.locale),
    nav: 'entities',
    body: (
      <>
        <Crumbs
          view={view}
          trail={[
            { label: t('directory.entities'), path: '/entities' },
            ...ancestors.map((one) => ({ label: plainText(one.name, view.locale), path: `/entities/${one.code}` })),
          ]}
          here={<Line view={view} value={entity.name} />}
        />
        <div class="tb-pagehead">
          <h1>
            <Line view={view} value={entity.name} note />
          </h1>
          {holds(view.actor, 'directory.edit', { entity: entity.id, country: entity.country_code }) && (
            <a class="tb-btn tb-line" href={view.url(`/entities/${entity.code}/edit`)}>
              {t('platform.edit')}
            </a>
          )}
        </div>
        <div class="tb-prac">
          <article class="tb-secs">
            {entity.origin === 'fact' && <Note>{t('directory.fact-note')}</Note>}
            {contributions.map((contribution) => contribution.render(view))}
            {children.length > 0 && (
              <Section title={t('directory.below')}>
                <ul>
                  {children.map((child) => (
                    <li>
                      <a href={view.url(`/entities/${child.code}`)}>
                        <Line view={view} value={child.name} />
                      </a>
                    </li>
                  ))}
                </ul>
              </Section>
            )}
            {people.length > 0 && (
              <Section title={t('directory.people-named')}>
                <ul>
                  {people.map((person) => (
                    <li>
                      <bdi>{nameOf(person, view.locale)}</bdi>
                      {!person.spelling_checked && view.locale === 'en' && <span class="tb-small tb-dimmer"> ({t('directory.spelling-unchecked')})</span>}
                      {person.job_title && (
                        <p class="tb-small tb-dim">
                          <Line view={view} value={person.job_title} note />
                        </p>
                      )}
                    </li>
                  ))}
                </ul>
              </Section>
            )}
          </article>
          <aside class="tb-side" aria-label={t('directory.about-entity')}>
            <Pairs
              pairs={[
                [t('directory.type'), t(`directory.type.${entity.type}` as MessageKey)],
                [
                  t('directory.country'),
                  country ? (
                    <a href={view.url(`/countries/${country.code}`)}>
                      <Line view={view} value={country.name} />
                    </a>
                  ) : null,
                ],
                [
                  t('directory.aliases'),
                  entity.aliases.length > 0 ? (
                    <ul>
                      {entity.aliases.map((alias) => (
                        <li>
                          <Line view={view} value={alias} note />
                        </li>
                      ))}
                    </ul>
                  ) : null,
                ],
                [t('directory.code'), <Ltr>{entity.code}</Ltr>],
                [
                  t('platform.source'),
                  entity.source ? (
                    <a href={view.url(`/facts#${entity.source.document}`)}>{t(`facts.document.${entity.source.document}` as MessageKey)}</a>
                  ) : null,
                ],
              ]}
            />
          </aside>
        </div>
      </>
    ),
  };
}
